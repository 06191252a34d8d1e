import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Role } from '../domain/agency/person.ts'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { extensionConsent } from '../domain/request/waiting.ts'

/** Views of the worklist of requests, with the words shown for them. */
export const requestViews = {
  open: '办理中',
  todo: '待我处理',
  mine: '我承办',
  section: '本科室',
  urgent: '临期与逾期',
  due: '临期',
  overdue: '逾期',
  confirmation: '待确认收到',
  clarification: '等待补正',
  payment: '等待缴费',
  consulting: '征求意见中',
  searching: '检索中',
  extension: '待同意延期',
  drafted: '待审核',
  reviewed: '待签发',
  'to-send': '待发出',
  'to-deliver': '待送达',
  closed: '已办结',
  late: '逾期答复',
  all: '全部申请',
} as const satisfies Record<string, string>

export type RequestView = keyof typeof requestViews

export const requestViewIds = Object.keys(requestViews) as readonly RequestView[]

/** Views of what is over, or of everything: newest first. All others hold what is open, by due date. */
const newestFirst: readonly RequestView[] = ['closed', 'late', 'all']

export const isByDueDate = (view: RequestView): boolean => !newestFirst.includes(view)

/** Who looks, as far as views depend on it. */
export interface Viewer {
  readonly accountId: number
  readonly role: Role
  /** The section that the person works in, with its name. */
  readonly section: { readonly id: number; readonly name: string } | null
}

/** On what day and by whom a view is looked at. */
export interface ViewedBy {
  readonly viewer: Viewer
  readonly today: PlainDate
  /** Last day that counts as soon. */
  readonly soonUntil: PlainDate
}

type Condition = RawBuilder<SqlBool>

const and = (conditions: readonly Condition[]): Condition => sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
const or = (conditions: readonly Condition[]): Condition => sql<SqlBool>`(${sql.join(conditions, sql` or `)})`

const nothing = sql<SqlBool>`false`
const isOpen = sql<SqlBool>`is_open`
/** Equal to one name, an index gives the order of the list too. */
const inStatus = (...names: readonly string[]) =>
  names.length === 1 ? sql<SqlBool>`status = ${names[0]}` : sql<SqlBool>`status = any(${names}::text[])`
const awaitsConsent = sql<SqlBool>`waiting_for = ${extensionConsent}`

/**
 * The count runs today: the row may have been written while somebody could still answer, who is silent by now. Whoever
 * waits for the applicant, or has replied, is not late.
 */
const isCounting = (today: PlainDate) =>
  sql<SqlBool>`(replied_on is null and (state in ('running', 'overdue') or (state = 'paused' and waiting_until <= ${today})))`

const asked = (id: number) => sql<SqlBool>`asked_sections @> ${[id]}::bigint[]`
const ofSection = (id: number): Condition => or([sql<SqlBool>`section_id = ${id}`, asked(id)])

/** Asked to search and not known to have answered; while others are waited for too, the row does not say who. */
const mustSearch = ({ id, name }: NonNullable<Viewer['section']>): Condition =>
  and([
    asked(id),
    or([
      inStatus('consulting'),
      and([inStatus('searching'), sql<SqlBool>`${name} = any(string_to_array(waiting_for, '、'))`]),
    ]),
  ])

const mine = ({ accountId }: Viewer): Condition => sql<SqlBool>`handler_id = ${accountId}`
const ready: Condition = and([inStatus('submitted', 'handling'), sql<SqlBool>`not ${awaitsConsent}`])
const unassigned = sql<SqlBool>`(handler_id is null and section_id is null)`

/** What waits for the person: by role, since who is to act follows from where a dossier stands. */
const todo: Readonly<Partial<Record<Role, (viewer: Viewer) => Condition>>> = {
  officer: (viewer) =>
    or([inStatus('awaiting-confirmation', 'signed-off', 'replied'), and([ready, or([mine(viewer), unassigned])])]),
  head: (viewer) => or([inStatus('drafted', 'reviewed'), awaitsConsent, and([ready, mine(viewer)])]),
  leader: () => inStatus('drafted', 'reviewed'),
  reviewer: () => inStatus('drafted'),
  handler: ({ section }) =>
    section ? or([and([ready, sql<SqlBool>`section_id = ${section.id}`]), mustSearch(section)]) : nothing,
  'section-contact': ({ section }) => (section ? mustSearch(section) : nothing),
}

const soon = ({ today, soonUntil }: ViewedBy): Condition =>
  and([sql<SqlBool>`due_on <= ${soonUntil}`, isCounting(today)])
const late = ({ today }: ViewedBy): Condition => and([sql<SqlBool>`due_on < ${today}`, isCounting(today)])

/** What each view holds among the open ones. */
const open: Readonly<Record<Exclude<RequestView, 'closed' | 'late' | 'all'>, (by: ViewedBy) => Condition>> = {
  open: () => isOpen,
  todo: ({ viewer }) => todo[viewer.role]?.(viewer) ?? nothing,
  mine: ({ viewer }) => mine(viewer),
  section: ({ viewer }) => (viewer.section ? ofSection(viewer.section.id) : nothing),
  urgent: soon,
  due: (by) => and([soon(by), sql<SqlBool>`due_on >= ${by.today}`]),
  overdue: late,
  confirmation: () => inStatus('awaiting-confirmation'),
  clarification: () => inStatus('awaiting-clarification'),
  payment: () => inStatus('awaiting-payment'),
  consulting: () => inStatus('consulting'),
  searching: () => inStatus('searching'),
  extension: () => awaitsConsent,
  drafted: () => inStatus('drafted'),
  reviewed: () => inStatus('reviewed'),
  'to-send': () => inStatus('signed-off'),
  'to-deliver': () => inStatus('replied'),
}

export type OpenView = keyof typeof open

/** Views that are counted for the chips. */
export const openViews = Object.keys(open) as readonly OpenView[]

/** What an open dossier must be to be in a view. */
export const inOpenView = (view: OpenView, by: ViewedBy): Condition => open[view](by)

/** What a dossier must be to be in a view. */
export function inView(view: RequestView, by: ViewedBy): Condition {
  if (view === 'all') return sql<SqlBool>`true`
  if (view === 'closed') return sql<SqlBool>`not is_open`
  if (view === 'late') return sql<SqlBool>`overdue_by is not null`
  return view === 'open' ? isOpen : and([isOpen, inOpenView(view, by)])
}

/** The dossiers of a section: those assigned to it, and those that it was asked about. */
export const withinSection = ofSection
