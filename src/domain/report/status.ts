import type { Refusal } from '../refusal.ts'

/** Where a report stands on its way to the public, with the word shown for it. */
export const reportStatuses = {
  draft: '待核验',
  submitted: '已报送',
  returned: '已退回',
  accepted: '已接收',
  published: '已公开',
} as const satisfies Record<string, string>

export type ReportStatus = keyof typeof reportStatuses

/**
 * How a person stands to the body of a report: works for it, for a body above it, or for it where nobody is above it.
 */
export type Standing = 'own' | 'superior' | 'top'

interface Action {
  readonly label: string
  readonly from: readonly ReportStatus[]
  /** Undefined: the report is gone afterwards. */
  readonly to: ReportStatus | undefined
  readonly by: readonly Standing[]
  /** Must be given in words. */
  readonly reason: boolean
  /** Stops while an error finding is neither dismissed nor explained. */
  readonly gate: boolean
  readonly article: string | undefined
}

const article49 = '条例第四十九条'

/**
 * What may be done with a report. A body submits to the one above it, which returns or accepts (条例第四十九条); a report
 * that was collected, having been published elsewhere, is confirmed as rightly read and shown at once.
 */
export const reportActions = {
  confirm: {
    label: '确认并公开',
    from: ['draft'],
    to: 'published',
    by: ['superior', 'top'],
    reason: false,
    gate: false,
    article: undefined,
  },
  submit: {
    label: '报送上级',
    from: ['draft', 'returned'],
    to: 'submitted',
    by: ['own', 'superior'],
    reason: false,
    gate: false,
    article: article49,
  },
  'take-back': {
    label: '撤回报送',
    from: ['submitted'],
    to: 'draft',
    by: ['own'],
    reason: false,
    gate: false,
    article: article49,
  },
  return: {
    label: '退回',
    from: ['submitted', 'accepted'],
    to: 'returned',
    by: ['superior'],
    reason: true,
    gate: false,
    article: article49,
  },
  accept: {
    label: '接收',
    from: ['submitted'],
    to: 'accepted',
    by: ['superior'],
    reason: false,
    gate: true,
    article: article49,
  },
  publish: {
    label: '公开',
    from: ['accepted'],
    to: 'published',
    by: ['own', 'superior'],
    reason: false,
    gate: true,
    article: article49,
  },
  withdraw: {
    label: '撤下',
    from: ['published'],
    to: 'draft',
    by: ['superior', 'top'],
    reason: true,
    gate: false,
    article: undefined,
  },
  discard: {
    label: '弃用',
    from: ['draft', 'returned'],
    to: undefined,
    by: ['own', 'superior', 'top'],
    reason: false,
    gate: false,
    article: undefined,
  },
} as const satisfies Record<string, Action>

export type ReportAction = keyof typeof reportActions

const table: Readonly<Record<ReportAction, Action>> = reportActions
const actionNames = Object.keys(reportActions) as readonly ReportAction[]

/** Whether figures may still be corrected and findings judged: not while the other side has the report in hand. */
export function mayChange(status: ReportStatus, standing: Standing): boolean {
  return standing === 'own' ? status === 'draft' || status === 'returned' : true
}

/** What a person may do with a report now, in the order of the table. */
export function allowedActions(status: ReportStatus, standing: Standing): readonly ReportAction[] {
  return actionNames.filter((name) => table[name].from.includes(status) && table[name].by.includes(standing))
}

export interface Asked {
  readonly action: ReportAction
  readonly status: ReportStatus
  readonly standing: Standing
  readonly reason: string
  /** Error findings neither dismissed nor explained. */
  readonly openErrors: number
}

/** Why an action is not possible, with what is possible instead; undefined where it is. */
export function refusalOf({ action, status, standing, reason, openErrors }: Asked): Refusal | undefined {
  const { label, from, by, article, ...asks } = table[action]
  const basis = article === undefined ? {} : { article }
  const instead = allowedActions(status, standing).map((name) => `“${table[name].label}”`)
  const possible = instead.length > 0 ? `现在可以${instead.join('、')}。` : '现在没有您可以办理的操作。'
  if (!from.includes(status))
    return {
      code: 'wrong-status',
      says: `报告${reportStatuses[status]}，不能“${label}”。${possible}`,
      ...basis,
    }
  if (!by.includes(standing))
    return { code: 'not-yours', says: `“${label}”由${performers(by)}办理。${possible}`, ...basis }
  if (asks.reason && reason.trim() === '')
    return { code: 'reason-missing', says: `请写明“${label}”的理由，再提交。`, ...basis }
  if (asks.gate && openErrors > 0)
    return {
      code: 'errors-open',
      says: `还有 ${openErrors} 处不符没有处理，不能“${label}”。请退回更正，或者逐处写明说明（例外）或认定误报。`,
      ...basis,
    }
  return undefined
}

const performerNames = { own: '编制机关', superior: '上级机关', top: '编制机关' } as const

function performers(by: readonly Standing[]): string {
  return [...new Set(by.map((standing) => performerNames[standing]))].join('或')
}
