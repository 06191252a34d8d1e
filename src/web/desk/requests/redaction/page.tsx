import { articles } from '../../../../domain/articles.ts'
import { type RedactionGroundId, redactionGrounds } from '../../../../domain/redaction/grounds.ts'
import type { Mark } from '../../../../domain/redaction/marks.ts'
import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { Backs } from '../dossier/backs.tsx'
import { DossierHead } from '../dossier/head.tsx'
import { Leaf } from './leaf.tsx'
import { MarkForm, RedactionStamp } from './mark-form.tsx'
import { type RedactionBack, type RedactionView, redactionPath, type Undo } from './redaction-view.ts'

interface Props {
  readonly c: Ctx
  readonly at: RedactionView
  readonly back: RedactionBack
}

const labelOf = ({ ground, article }: { readonly ground: RedactionGroundId; readonly article: string }) =>
  `${redactionGrounds[ground].label}（${article}）`

function MarksList({ at }: { readonly at: RedactionView }) {
  const { marks } = at.redaction
  if (marks.length === 0) return <p class="missing">还没有遮盖。</p>
  return (
    <form method="post" action={redactionPath(at, {})}>
      <RedactionStamp at={at} />
      <ol class="marks-list">
        {marks.map((mark, nth) => (
          <MarkLine at={at} mark={mark} number={nth + 1} />
        ))}
      </ol>
    </form>
  )
}

function MarkLine({ at, mark, number }: { readonly at: RedactionView; readonly mark: Mark; readonly number: number }) {
  const isHere = mark.page === at.page
  return (
    <li>
      <div>
        <span>
          {labelOf(mark)}{' '}
          <small>{isHere ? '本页' : <a href={redactionPath(at, { page: mark.page })}>第 {mark.page} 页</a>}</small>
        </span>
        {at.isOpen && (
          <button class="ds-button" data-variant="tertiary" name="remove" value={String(mark.id)} type="submit">
            移除<span class="sr-only">第 {number} 处</span>
          </button>
        )}
      </div>
    </li>
  )
}

/** What was just done, and the way back. */
function Done({ at, undo }: { readonly at: RedactionView; readonly undo: Undo }) {
  const isAdded = 'added' in undo
  const fields = isAdded ? { remove: undo.added.join(',') } : { do: 'mark', ...undo.removed }
  return (
    <form method="post" action={redactionPath(at, {})} class="banner undo" role="status">
      <input type="hidden" name="version" value={String(at.redaction.version)} />
      {Object.entries({ page: at.page, ...fields }).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
      <span>{isAdded ? `已遮盖 ${undo.added.length} 处。` : '已移除 1 处。'}</span>
      <button class="ds-button" data-variant="tertiary" type="submit">
        撤销
      </button>
    </form>
  )
}

function Issued({ at }: { readonly at: RedactionView }) {
  const { key, files } = at.view
  const copy = files.find(({ id }) => id === at.redaction.issuedFileId)
  if (!copy) return null
  return (
    <p class="banner">
      遮盖副本已经制成：<a href={paths.requestFile(key.agencyId, key.id, copy.id)}>{copy.name}</a>。
      它不能再改；要遮盖得不同，请<a href={paths.requestAction(key.agencyId, key.id, 'redact')}>重新区分处理</a>。
    </p>
  )
}

const stale = (
  <div class="ds-alert attempt" data-color="warning" role="alert">
    <h2>别人改动过遮盖，您的这次操作没有保存</h2>
    <p>下面是现在的样子，核对后请再做一次。</p>
  </div>
)

/** One page of a file with what is covered on it, and what may be covered. */
export function RedactionPage({ c, at, back }: Props) {
  const { view, redaction } = at
  return (
    <DeskPage c={c} title={`区分处理：${at.name}`} current={paths.requests} wide script="redact">
      <DossierHead view={view} />
      <div id="redaction">
        <h2>区分处理：{at.name}</h2>
        <p class="quiet">
          {articles.art37.cite}：{articles.art37.gist}。制成的副本每页只是一张图，遮盖之下什么也没有。
        </p>
        {back.isStale && stale}
        <Backs
          back={{
            ...(back.refusals && { refusals: back.refusals }),
            ...(back.problems && { problems: back.problems }),
          }}
        />
        {back.undo && <Done at={at} undo={back.undo} />}
        {redaction.issuedFileId !== null && <Issued at={at} />}
        <div class="redact">
          <Leaf at={at} />
          <div class="redact-tools">
            {at.isOpen && (
              <section class="panel" aria-label="遮盖">
                <MarkForm at={at} back={back} />
              </section>
            )}
            <section class="panel" aria-labelledby="covered">
              <h3 id="covered">已遮盖 {redaction.marks.length} 处</h3>
              <MarksList at={at} />
            </section>
            {at.isOpen && (
              <p class="buttons">
                <a class="ds-button" data-variant="primary" href={redactionPath(at, { step: 'preview' })}>
                  预览遮盖副本
                </a>
                <a class="ds-button" data-variant="tertiary" href={paths.request(view.key.agencyId, view.key.id)}>
                  返回案卷
                </a>
              </p>
            )}
          </div>
        </div>
      </div>
    </DeskPage>
  )
}
