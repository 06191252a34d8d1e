import type { BodyAsked } from '../../store/public-bodies-asked.ts'
import type { Ctx } from '../context.ts'
import { paths } from '../paths.ts'
import { JourneyPage } from './journey.tsx'

export interface BodyPageProps {
  readonly c: Ctx
  readonly query: { readonly q: string; readonly page: number }
  readonly bodies: readonly BodyAsked[]
  readonly total: number
  readonly pages: number
  /** For whom this browser is writing a draft. */
  readonly draftFor: BodyAsked | undefined
  /** Something that happened on the way here. */
  readonly note: string | undefined
}

/** A draft that is going on. */
function Going({ body }: { readonly body: BodyAsked }) {
  return (
    <div class="found">
      <b>您有一份没有提交的草稿，向{body.name}申请</b>
      <div class="acts">
        <a class="ds-button" data-variant="secondary" href={paths.askStep('what')}>
          继续填写
        </a>
        <form method="post" action={paths.askStep('discard')}>
          <button class="ds-button" data-variant="tertiary" type="submit">
            删除草稿
          </button>
        </form>
      </div>
      <p class="quiet">选择别的机关，已经填写的内容会带过去。</p>
    </div>
  )
}

function Choose({ id, name }: { readonly id: number; readonly name: string }) {
  return (
    <button
      class="ds-button"
      data-variant="secondary"
      type="submit"
      name="body"
      value={String(id)}
      aria-label={`向它申请：${name}`}
    >
      向它申请
    </button>
  )
}

/** A body that is no more leads to who goes on with its work (职权划转). */
function Closed({ body: { closedOn, successor } }: { readonly body: BodyAsked }) {
  return (
    <>
      <small>
        已于 {closedOn} 撤并，不再受理申请。
        {successor ? `由${successor.name}继续履行职权。` : '请向继续履行其职权的机关申请。'}
      </small>
      {successor?.takes && <Choose id={successor.id} name={successor.name} />}
    </>
  )
}

function Bodies({ bodies }: Pick<BodyPageProps, 'bodies'>) {
  return (
    <form method="post" action={paths.askNew}>
      <ul class="list bodies">
        {bodies.map((body) => (
          <li>
            <span>
              <b>{body.name}</b>
              <small>{body.region}</small>
            </span>
            {body.closedOn === null ? <Choose id={body.id} name={body.name} /> : <Closed body={body} />}
          </li>
        ))}
      </ul>
    </form>
  )
}

const pathOf = (q: string, page: number) =>
  `${paths.askNew}?${new URLSearchParams({ ...(q && { q }), page: String(page) })}`

function Pages({ query: { q, page }, pages }: Pick<BodyPageProps, 'query' | 'pages'>) {
  if (pages < 2) return null
  return (
    <nav class="pages" aria-label="分页">
      {page > 1 && <a href={pathOf(q, page - 1)}>上一页</a>}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && <a href={pathOf(q, page + 1)}>下一页</a>}
    </nav>
  )
}

/** The first step: which body. Only bodies that take requests, and those that are no more. */
export function BodyPage(props: BodyPageProps) {
  const { c, query, bodies, total, draftFor, note } = props
  return (
    <JourneyPage c={c} at="body" title="向哪个机关申请？">
      {note && (
        <p class="banner" role="status">
          {note}
        </p>
      )}
      {draftFor && <Going body={draftFor} />}
      <p class="hint">
        向制作或者保存这份信息的机关申请。不清楚是哪个机关的，可以先向最可能的机关申请，它会告诉您该找谁。
      </p>
      <search>
        <form class="find" action={paths.askNew}>
          <input
            class="ds-input"
            type="search"
            name="q"
            value={query.q}
            aria-label="机关名称或者地区"
            placeholder="输入机关名称或者地区"
            maxlength={100}
          />
          <button class="ds-button" data-variant="primary" type="submit">
            查找
          </button>
        </form>
      </search>
      {bodies.length === 0 ? (
        <p class="empty">
          {query.q === ''
            ? '还没有机关开通在线申请。可以当面提交或者邮寄。'
            : `没有找到“${query.q}”。换一个说法试试，例如只写“水利”；或者不填，查看全部机关。`}
        </p>
      ) : (
        <>
          <p class="meta">共 {total} 个机关</p>
          <Bodies bodies={bodies} />
        </>
      )}
      <Pages {...props} />
    </JourneyPage>
  )
}
