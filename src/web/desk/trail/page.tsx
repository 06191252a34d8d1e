import type { Agency } from '../../../domain/agency/agency.ts'
import { linkKinds, subjectSays } from '../../../domain/trail/link-words.ts'
import type { TrailEnd, TrailLine } from '../../../store/trail-search.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { chineseMinute } from '../../report/numerals.ts'
import { Scroll } from '../../scroll.tsx'
import { ChainPanel, type ChainProps } from './chain-panel.tsx'
import { LinkWords } from './details.tsx'
import { isFiltered, type TrailQuery, trailPath } from './query.ts'

export interface TrailPageProps extends ChainProps {
  readonly c: Ctx
  readonly query: TrailQuery
  /** The person's own body. */
  readonly own: Agency
  readonly lines: readonly TrailLine[]
  /** Where the next page begins; undefined on the last one. */
  readonly end: TrailEnd | undefined
}

interface LineProps {
  readonly name: 'from' | 'to' | 'person' | 'subject'
  readonly label: string
  readonly value: string | undefined
  readonly type?: 'date' | 'search'
}

function Line({ name, label, value, type = 'search' }: LineProps) {
  return (
    <div>
      <label for={`filter-${name}`}>{label}</label>
      <input class="ds-input" id={`filter-${name}`} type={type} name={name} value={value} maxlength={100} />
    </div>
  )
}

function Kinds({ kind }: { readonly kind: string | undefined }) {
  return (
    <div>
      <label for="filter-kind">事项</label>
      <select class="ds-input" id="filter-kind" name="kind">
        <option value="">不限</option>
        {linkKinds.map(({ says, kinds }) => (
          <optgroup label={says}>
            {Object.entries(kinds).map(([key, words]) => (
              <option value={key} selected={key === kind}>
                {words}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

function Filters({ query, agency }: Pick<TrailPageProps, 'query' | 'agency'>) {
  return (
    <search>
      <form class="filter trail-filter" action={paths.trail} aria-label="查找留痕">
        <input type="hidden" name="agency" value={agency.id} />
        <Line name="from" label="日期从" type="date" value={query.from} />
        <Line name="to" label="日期到" type="date" value={query.to} />
        <Line name="person" label="人员" value={query.person} />
        <Kinds kind={query.kind} />
        <Line name="subject" label="对象的编号或年度" value={query.subject} />
        <div>
          <label for="filter-scope">范围</label>
          <select class="ds-input" id="filter-scope" name="scope">
            <option value="">含下属机关</option>
            <option value="alone" selected={query.scope === 'alone'}>
              只看本机关
            </option>
          </select>
        </div>
        <button class="ds-button" data-variant="secondary" type="submit">
          查找
        </button>
        {isFiltered(query) && <a href={trailPath({ agency: agency.id, scope: query.scope })}>清除条件</a>}
      </form>
    </search>
  )
}

function Lines({ query, lines, agency }: Pick<TrailPageProps, 'query' | 'lines' | 'agency'>) {
  if (lines.length === 0) return <p class="empty">{isFiltered(query) ? '没有符合条件的留痕。' : '还没有留痕。'}</p>
  return (
    <Scroll label="留痕（表格）">
      <table class="work links">
        <ColumnHeads names={['时间', '人员', '事项', '对象', '机关', '序号']} />
        <tbody>
          {lines.map((line) => (
            <tr>
              <td class="short">
                <time datetime={line.at.toISOString()}>{chineseMinute(line.at)}</time>
              </td>
              <td>{line.person}</td>
              <td>
                <LinkWords link={line} />
              </td>
              <td class="short">{subjectSays(line.subject)}</td>
              <td>
                {line.agencyId === agency.id ? (
                  line.agencyName
                ) : (
                  <a href={trailPath({ agency: line.agencyId })}>{line.agencyName}</a>
                )}
              </td>
              <td class="n">
                <a href={paths.trailLink(line.agencyId, line.seq)} aria-label={`第 ${line.seq} 条的原文`}>
                  {line.seq}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Older links follow the last line, however many have been added in front meanwhile. */
function Onward({ query, end }: Pick<TrailPageProps, 'query' | 'end'>) {
  if (!query.after && !end) return null
  return (
    <nav class="pages" aria-label="分页">
      {query.after && <a href={trailPath({ ...query, after: undefined })}>回到最新</a>}
      {end && (
        <a href={trailPath({ ...query, after: end })} rel="next">
          更早的
        </a>
      )}
    </nav>
  )
}

/** What happened at a body and at those below it, newest first, for auditors. */
export function TrailPage(props: TrailPageProps) {
  const { c, query, own, agency, lines } = props
  return (
    <DeskPage c={c} title="留痕" current={paths.trail} wide>
      {own.id !== agency.id && (
        <p class="crumb">
          <a href={trailPath()}>返回{own.name}的留痕</a>
        </p>
      )}
      <h1>留痕</h1>
      {query.done && (
        <p class="banner" role="status">
          校验做完了，结果见下。
        </p>
      )}
      <ChainPanel {...props} />
      <Filters {...props} />
      {lines.length > 0 && (
        <p class="toolbar">
          <a href={trailPath({ ...query, agency: agency.id, after: undefined }, paths.trailTable)}>
            导出符合条件的留痕（CSV）
          </a>
        </p>
      )}
      <Lines {...props} />
      <Onward {...props} />
    </DeskPage>
  )
}
