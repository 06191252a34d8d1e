import { applicantTypes, channels } from '../../../domain/request/channels.ts'
import { dossierStatuses } from '../../../domain/request/dossier.ts'
import { outcomes } from '../../../domain/request/outcomes.ts'
import type { Handler } from '../../../store/handlers.ts'
import { paths } from '../../paths.ts'
import { isFiltered, type ListQuery, listPath, mostAhead } from './list-query.ts'
import type { Reached } from './reach.ts'

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly options: readonly (readonly [value: string | number, words: string])[]
  readonly value: string | number | undefined
}

function Choice({ name, label, options, value }: ChoiceProps) {
  return (
    <div>
      <label for={`filter-${name}`}>{label}</label>
      <select class="ds-input" id={`filter-${name}`} name={name}>
        <option value="">不限</option>
        {options.map(([option, words]) => (
          <option value={option} selected={option === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

interface LineProps {
  readonly name: string
  readonly label: string
  readonly value: string | number | undefined
  readonly type?: 'date' | 'number'
}

function Line({ name, label, value, type }: LineProps) {
  const limits = type === 'number' ? (name === 'year' ? { min: 1950, max: 2999 } : { min: 0, max: mostAhead }) : {}
  return (
    <div>
      <label for={`filter-${name}`}>{label}</label>
      <input class="ds-input" id={`filter-${name}`} name={name} type={type ?? 'text'} value={value} {...limits} />
    </div>
  )
}

const saying = (table: Readonly<Record<string, string | { readonly says: string }>>) =>
  Object.entries(table).map(([key, row]) => [key, typeof row === 'string' ? row : row.says] as const)

export interface FilterProps {
  readonly query: ListQuery
  readonly reached: Reached
  readonly handlers: readonly Handler[]
  /** The person may look for an applicant by name. */
  readonly findsPeople: boolean
  /** Bodies below that a supervisor may choose; none where the person looks at their own. */
  readonly bodies: readonly string[]
}

const isNarrowed = ({ q: _, ...others }: ListQuery) => isFiltered({ ...others, q: '' })

function More({ query, reached, handlers }: FilterProps) {
  const sections = reached.sections.map(({ id, name }) => [id, name] as const)
  return (
    <details class="more" open={isNarrowed(query)}>
      <summary>筛选</summary>
      <div class="filter">
        <Choice name="channel" label="渠道" options={saying(channels)} value={query.channel} />
        <Choice name="type" label="申请人类型" options={saying(applicantTypes)} value={query.type} />
        <Choice name="status" label="状态" options={saying(dossierStatuses)} value={query.status} />
        <Choice name="section" label="承办科室" options={sections} value={query.section} />
        <Choice
          name="handler"
          label="承办人"
          options={handlers.map(({ accountId, name }) => [accountId, name] as const)}
          value={query.handler}
        />
        <Choice name="outcome" label="办理结果" options={saying(outcomes)} value={query.outcome} />
        <Line name="from" label="收到日期从" type="date" value={query.from} />
        <Line name="to" label="收到日期到" type="date" value={query.to} />
        <Line name="year" label="申请年度" type="number" value={query.year} />
        <Line name="within" label="临期按几个工作日" type="number" value={query.within} />
        <button class="ds-button" data-variant="secondary" type="submit">
          筛选
        </button>
        {isFiltered(query) && <a href={listPath({ view: query.view, body: query.body })}>清除条件</a>}
      </div>
    </details>
  )
}

function BodyChoice({ query, bodies, reached }: FilterProps) {
  if (bodies.length === 0) return null
  return (
    <span class="of-body">
      <label for="filter-body">机关全称</label>
      <input
        class="ds-input"
        id="filter-body"
        name="body"
        list="bodies-below"
        value={query.body || reached.agency.name}
        maxlength={100}
      />
      <datalist id="bodies-below">
        {bodies.map((name) => (
          <option value={name} />
        ))}
      </datalist>
    </span>
  )
}

/** The search box with all that narrows the list; a form that works by itself. */
export function Filters(props: FilterProps) {
  const { query, findsPeople } = props
  const hint = findsPeople ? '编号、内容、申请人全名' : '编号、内容'
  return (
    <search>
      <form class="request-search" action={paths.requests} aria-label="查找申请">
        <input type="hidden" name="view" value={query.view} />
        <BodyChoice {...props} />
        <span class="box">
          <label class="sr-only" for="filter-q">
            {hint}
          </label>
          <input
            class="ds-input"
            id="filter-q"
            type="search"
            name="q"
            value={query.q}
            maxlength={100}
            placeholder={hint}
          />
          <button class="ds-button" data-variant="secondary" type="submit">
            查找
          </button>
        </span>
        <More {...props} />
      </form>
    </search>
  )
}
