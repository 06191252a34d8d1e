import type { PlainDate } from '../calendar/plain-date.ts'
import type { Dossier, DossierStatus } from './dossier.ts'

/** Where a request stands and what comes next, in words for whoever asked. */
export interface Progress {
  readonly stands: string
  readonly next: string
  readonly acts: 'applicant' | 'body' | 'nobody'
  /** Last day on which the applicant acts. */
  readonly until?: PlainDate
}

/** Who acts next, as the page and the mail say it. */
export const actors = { applicant: '您', body: '机关', nobody: '没有' } as const satisfies Record<
  Progress['acts'],
  string
>

const body = (stands: string, next: string): Progress => ({ stands, next, acts: 'body' })
const over = (stands: string, next: string): Progress => ({ stands, next, acts: 'nobody' })

const yours = (stands: string, next: string, until: PlainDate | undefined): Progress => ({
  stands,
  next,
  acts: 'applicant',
  ...(until !== undefined && { until }),
})

const by = (until: PlainDate | undefined) => (until === undefined ? '' : `在 ${until} 前`)

/** Art. 51: what whoever waits for too long can do. */
const late = body(
  '办理中，已超过答复期限',
  '请联系机关询问。您也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，或者依法申请行政复议、提起行政诉讼。',
)

function handling({ reasons, clock, anew, reply }: Dossier): Progress {
  if (reasons && reasons.receivedOn === undefined && reasons.givenOn === undefined)
    return yours(
      '等待您说明理由',
      `请${by(reasons.until)}说明理由。理由合理的继续办理；不合理的，机关会告知不予处理。`,
      reasons.until,
    )
  if (clock.state === 'overdue') return late
  if (anew && !reply) return body('重新处理中', '机关按照复议决定或者裁判，在规定的日期前重新答复您。')
  return body('办理中', '机关检索、审核后，在答复截止日前答复您。')
}

/** Arts. 30 to 42: what each status means to the applicant. */
const phases: Readonly<Record<DossierStatus, (dossier: Dossier) => Progress>> = {
  submitted: () => body('已收到，等待登记', '机关登记后开始办理。'),
  'awaiting-confirmation': () =>
    body(
      '已提交，等待机关与您确认收到',
      '机关会按您留下的联系方式与您确认。双方确认之日为收到申请之日，答复期限从那一天起算。',
    ),
  handling,
  searching: handling,
  drafted: handling,
  reviewed: handling,
  'signed-off': handling,
  consulting: (dossier) =>
    dossier.clock.state === 'overdue'
      ? late
      : body('征求意见中', '机关正在征求第三方或者其他机关的意见，所需时间不计算在答复期限内。'),
  'awaiting-clarification': ({ clarification }) =>
    yours(
      '等待您补正',
      `请${by(clarification?.until)}提交补正。无正当理由逾期不补正的，视为放弃申请。`,
      clarification?.until,
    ),
  'awaiting-payment': ({ fee }) =>
    fee?.toldOn === undefined
      ? yours('等待您缴费', `请${by(fee?.until)}缴纳信息处理费。逾期不缴的，视为放弃申请。`, fee?.until)
      : body('等待机关核对缴费', '机关核对到账后登记；缴清的次日起重新计算答复期限。'),
  replied: () => body('已作出答复，等待送达', '网上送达的，可以在本页下载答复书；其他的按您选择的方式送达。'),
  closed: () => over('已答复', '答复已经送达，办理结束。对答复不服的，见本页的救济途径。'),
  withdrawn: () => over('已撤回', '这件申请不再办理。以后需要，可以重新申请。'),
  transferred: () => over('已转送', '由接收的机关办理并答复您。'),
  split: () => over('已拆分', '拆分出的各件分别办理、分别答复。'),
  merged: () => over('已并案', '与另一件申请一并办理、一并答复。'),
}

/** Where a request stands on the day of the dossier, and who does what next. */
export const progressOf = (dossier: Dossier): Progress => phases[dossier.status](dossier)
