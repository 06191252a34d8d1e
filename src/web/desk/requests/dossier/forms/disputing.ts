import { articles } from '../../../../../domain/articles.ts'
import type { PlainDate } from '../../../../../domain/calendar/plain-date.ts'
import {
  type ProcedureId,
  procedures,
  type Ruling,
  type RulingId,
  rulingIds,
  rulings,
} from '../../../../../domain/request/disputes.ts'
import type { Dispute } from '../../../../../domain/request/folded.ts'
import { choice, day, optional, text } from '../../../../../domain/request/letters/details.ts'
import { form } from '../action-form.ts'
import type { DossierView } from '../view.ts'
import { happenedOn, onToday } from './today.ts'

type Kind = Dispute['kind']

const { art51 } = articles

const open = ({ dossier }: DossierView, kind: Kind) =>
  dossier.disputes.filter((one) => one.kind === kind && one.decidedOn === undefined)

const lastOpen = (at: DossierView, kind: Kind) => ({ initial: open(at, kind).at(-1)?.number ?? '' })

/** Cases of a kind that are not decided, to choose from by their numbers. */
const openCases = (at: DossierView, kind: Kind) =>
  choice(
    '案号',
    art51.cite,
    Object.fromEntries(open(at, kind).map(({ number, before }) => [number, `${number}　${before}`])),
  )

const lacksOpen = (kind: Kind, words: string) => (at: DossierView) =>
  open(at, kind).length === 0 ? `没有登记过尚未审结的${words}。` : undefined

interface Filed {
  readonly number: string
  readonly on: PlainDate
  readonly notified?: PlainDate | undefined
}

type FieldProblems = Readonly<Record<string, string>>

/** A case is filed once, and its copy reaches the body neither before that nor on a day to come. */
const filedProblems =
  (kind: Kind) =>
  ({ number, on, notified }: Filed, { dossier, look }: DossierView): FieldProblems => ({
    ...(dossier.disputes.some((one) => one.kind === kind && one.number === number) && {
      number: '这个案号已经登记过。',
    }),
    ...(notified !== undefined && notified < on && { notified: `收到副本不会早于 ${on} 受理。` }),
    ...(notified !== undefined && notified > look.today && { notified: `${notified} 还没有到，收到副本以后再登记。` }),
  })

/** What follows a filing does not come before it. */
const beforeFiling = (kind: Kind, { number, on }: Filed, at: DossierView): FieldProblems => {
  const filedOn = open(at, kind).find((one) => one.number === number)?.filedOn ?? ''
  return on < filedOn ? { on: `${on} 早于受理之日 ${filedOn}。` } : {}
}

const rulingsOf = (kind: Kind): Readonly<Record<string, string>> =>
  Object.fromEntries(
    rulingIds.flatMap((id) => {
      const { says, of }: Ruling = rulings[id]
      return of.includes(kind) ? [[id, says] as const] : []
    }),
  )

interface Ruled extends Filed {
  readonly ruling: string
  readonly anew?: PlainDate | undefined
}

function anewProblems({ ruling, on, anew }: Ruled): FieldProblems {
  if (anew === undefined) return {}
  const { says, mayOrderAnew }: Ruling = rulings[ruling as RulingId]
  if (!mayOrderAnew) return { anew: `“${says}”不会责令重新处理，请不要填写期限。` }
  return anew < on ? { anew: `重新处理的期限不会早于 ${on} 作出决定。` } : {}
}

const filedFields = { number: text('案号', art51.cite), on: happenedOn('受理的日期') }
const filedMore = {
  notified: optional(day('收到副本的日期', art51.cite)),
  procedure: choice('程序', art51.cite, procedures),
}

const decidedFields = (at: DossierView, kind: Kind) => ({
  number: openCases(at, kind),
  ruling: choice('怎样决定', art51.cite, rulingsOf(kind)),
  on: happenedOn('决定或者裁判的日期'),
  anew: optional(day('责令重新处理的，最后一日', art51.cite)),
})

const decidedLooks = (at: DossierView, kind: Kind) => ({ number: lastOpen(at, kind), on: onToday(at) })

const more = ({ notified, procedure }: { readonly notified?: string | undefined; readonly procedure: string }) => ({
  ...(notified !== undefined && { notified }),
  procedure: procedure as ProcedureId,
})

/** Reconsideration and litigation about the reply, or about there being none. */
export const disputing = {
  'file-reconsideration': form({
    gist: '登记后计入年度报告第四部分；收到副本的次日起算答复期限。',
    fields: () => ({ ...filedFields, organ: text('行政复议机关', art51.cite), ...filedMore }),
    looks: (at) => ({
      number: { short: true },
      organ: { short: true },
      on: onToday(at),
      procedure: { initial: 'ordinary' },
    }),
    problems: filedProblems('reconsideration'),
    plan: ({ number, organ, on, ...rest }) => ({
      facts: [{ happened: 'reconsideration-filed', on, number, organ, ...more(rest) }],
    }),
  }),
  'answer-reconsideration': form({
    gist: '登记何时向行政复议机关提交了书面答复和证据。',
    lacks: lacksOpen('reconsideration', '行政复议'),
    fields: (at) => ({
      number: openCases(at, 'reconsideration'),
      on: happenedOn('提交的日期'),
      text: optional(text('说明', art51.cite)),
    }),
    looks: (at) => ({ number: lastOpen(at, 'reconsideration'), on: onToday(at) }),
    problems: (values, at) => beforeFiling('reconsideration', values, at),
    plan: ({ number, on, text: said }) => ({
      facts: [{ happened: 'reconsideration-answered', on, number, ...(said !== undefined && { text: said }) }],
    }),
  }),
  'decide-reconsideration': form({
    gist: '登记复议决定；责令重新处理的，案卷重新开始办理，期限按决定书。',
    lacks: lacksOpen('reconsideration', '行政复议'),
    fields: (at) => decidedFields(at, 'reconsideration'),
    looks: (at) => decidedLooks(at, 'reconsideration'),
    problems: (values, at) => ({ ...beforeFiling('reconsideration', values, at), ...anewProblems(values) }),
    plan: ({ number, ruling, on, anew }, { disputeRules }) => ({
      facts: [
        {
          happened: 'reconsideration-decided',
          on,
          number,
          ruling: ruling as RulingId,
          result: disputeRules.columns[ruling as RulingId],
          ...(anew !== undefined && { anew }),
        },
      ],
    }),
  }),
  'file-litigation': form({
    gist: '登记后计入年度报告第四部分，未经复议直接起诉与复议后起诉分列；收到起诉状副本之日起 15 日内答辩。',
    fields: () => ({
      ...filedFields,
      court: text('人民法院', art51.cite),
      route: choice('怎样起诉', art51.cite, { direct: '未经复议直接起诉', after: '复议后起诉' }),
      ...filedMore,
    }),
    looks: (at) => ({
      number: { short: true },
      court: { short: true },
      on: onToday(at),
      procedure: { initial: 'ordinary' },
      route: { initial: at.dossier.disputes.some(({ kind }) => kind === 'reconsideration') ? 'after' : 'direct' },
    }),
    problems: filedProblems('litigation'),
    plan: ({ number, court, route, on, ...rest }) => ({
      facts: [
        { happened: 'litigation-filed', on, number, court, afterReconsideration: route === 'after', ...more(rest) },
      ],
    }),
  }),
  'answer-litigation': form({
    gist: '登记何时向人民法院提交了答辩状和证据、依据。',
    lacks: lacksOpen('litigation', '行政诉讼'),
    fields: (at) => ({
      number: openCases(at, 'litigation'),
      on: happenedOn('提交的日期'),
      text: optional(text('说明', art51.cite)),
    }),
    looks: (at) => ({ number: lastOpen(at, 'litigation'), on: onToday(at) }),
    problems: (values, at) => beforeFiling('litigation', values, at),
    plan: ({ number, on, text: said }) => ({
      facts: [{ happened: 'litigation-answered', on, number, ...(said !== undefined && { text: said }) }],
    }),
  }),
  'decide-litigation': form({
    gist: '登记裁判；责令重新处理的，案卷重新开始办理，期限按裁判文书。',
    lacks: lacksOpen('litigation', '行政诉讼'),
    fields: (at) => decidedFields(at, 'litigation'),
    looks: (at) => decidedLooks(at, 'litigation'),
    problems: (values, at) => ({ ...beforeFiling('litigation', values, at), ...anewProblems(values) }),
    plan: ({ number, ruling, on, anew }, { disputeRules }) => ({
      facts: [
        {
          happened: 'litigation-decided',
          on,
          number,
          ruling: ruling as RulingId,
          result: disputeRules.columns[ruling as RulingId],
          ...(anew !== undefined && { anew }),
        },
      ],
    }),
  }),
}
