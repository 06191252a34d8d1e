import type { Dossier } from './dossier.ts'
import type { FactKind } from './facts.ts'
import { progressOf } from './progress.ts'
import { type PublicStep, publicSteps } from './public-steps.ts'

/** Steps that nobody is written to about: the applicant took them, or holds what was delivered. */
const quiet: readonly FactKind[] = ['served', 'file-added', 'answer-rated']

/** What a mail is written from. */
export interface MailAbout {
  /** Name of the body. */
  readonly organ: string
  /** Of the dossier, as 2025-0012. */
  readonly number: string
  /** By which the applicant looks it up; absent where it did not come over the site. */
  readonly receipt?: string
  /** The dossier after what happened. */
  readonly dossier: Dossier
  /** Entries that are new. */
  readonly seqs: readonly number[]
  /** Address of the page on which one looks it up; absent where nobody has set under which address the site is reached. */
  readonly follow?: string
}

export interface MailText {
  /** Number of the entry that the mail is about: the first of them. */
  readonly seq: number
  readonly subject: string
  readonly text: string
}

const newSteps = ({ dossier, seqs }: MailAbout): readonly PublicStep[] =>
  publicSteps(dossier).filter(({ seq, happened }) => seqs.includes(seq) && !quiet.includes(happened))

function dueLine({ dossier: { clock, reply, ended } }: MailAbout): readonly string[] {
  const { dueOn, state, provisional } = clock
  if (dueOn === undefined || reply || ended) return []
  const about = state === 'paused' ? '预计答复截止日' : '答复截止日'
  return [`${about}：${dueOn}${provisional ? '（放假安排尚未公布，日期为暂定）' : ''}`]
}

/** Who has no number and code asks the office. */
function whereLines({ receipt, follow }: MailAbout): readonly string[] {
  if (receipt === undefined) return ['详情请向本机关政府信息公开工作机构查询。']
  const page = follow === undefined ? '请打开本机关网站的“依申请公开”，进入“查询申请”。' : `查看详情：${follow}`
  return [page, `请使用提交申请时取得的受理编号（末四位 ${receipt.slice(-4)}）和查询码。工作人员不会向您索要查询码。`]
}

/**
 * The mail about what is new in a dossier; undefined where nothing is for the applicant. It tells nothing of what is
 * asked for or answered, and no code: mail is read by others than the addressee.
 */
export function mailText(about: MailAbout): MailText | undefined {
  const steps = newSteps(about)
  const [first] = steps
  if (!first) return undefined
  const { organ, number, dossier } = about
  const { stands, next } = progressOf(dossier)
  const parts = [
    ['您好：'],
    [`您向${organ}提出的政府信息公开申请（编号 ${number}）有新的进展：`],
    steps.map(({ on, says }) => `${on}　${says}`),
    [`现在：${stands}`, `下一步：${next}`, ...dueLine(about)],
    whereLines(about),
    ['这封邮件由系统自动发出，请不要直接回复。', organ],
  ]
  return {
    seq: first.seq,
    subject: `政府信息公开申请 ${number}：${steps.map(({ says }) => says).join('、')}`,
    text: `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`,
  }
}
