import { setTimeout as pause } from 'node:timers/promises'
import { addDraftFile } from '../../src/app/public/draft-files.ts'
import { beginDraft, draftOf, writeDraft } from '../../src/app/public/drafts.ts'
import type { Services } from '../../src/app/services.ts'
import type { SubmissionStep } from '../../src/domain/request/submission.ts'
import type { DraftValues } from '../../src/store/public-drafts.ts'
import { paths } from '../../src/web/paths.ts'
import type { Running } from './site.ts'

/** A draft that lacks nothing but to be filed. */
export interface ReadyDraft {
  readonly agencyId: number
  readonly token: string
  /** What is asked for; no other draft asks for the same. */
  readonly title: string
  readonly name: string
  readonly file: Buffer
  /** Network address of its browser: nobody sends more than one from there. */
  readonly address: string
}

const matters = [
  '路灯更换',
  '河道清淤',
  '学区划分',
  '用地审批',
  '征收补偿',
  '公交线路调整',
  '招标结果',
  '环评',
  '老旧小区改造',
  '停车收费',
]
const papers = ['批复', '实施方案', '会议纪要', '资金使用明细', '验收报告', '听证记录', '通知']

/** Some ask for the same paper of other places, as people do. */
const titleOf = (nth: number) => `示例路${nth}号${matters[nth % matters.length]}的${papers[nth % papers.length]}`

/** Fields of a draft, step by step; `nth` makes it differ from all others. */
export const fieldsOf = (nth: number): Readonly<Record<SubmissionStep, DraftValues>> => ({
  what: { kind: 'disclosure', title: titleOf(nth), documentNumber: '', features: '' },
  how: { medium: 'electronic', delivery: 'online' },
  who: {
    applicantType: 'natural-person',
    name: `示例人${nth}`,
    identityKind: 'passport',
    identityNumber: `SL${String(nth).padStart(7, '0')}`,
    phone: '000-0000000',
    actsAs: 'self',
  },
})

export const addressOf = (nth: number) => `10.${nth >> 16}.${(nth >> 8) & 255}.${nth & 255}`

/** Writes a draft as the steps of the form do, with one attachment; `nth` makes it differ from all others. */
export async function prepareDraft(services: Services, agencyId: number, nth: number): Promise<ReadyDraft> {
  const token = await beginDraft(services, agencyId, undefined)
  let draft = await draftOf(services, token)
  if (token === undefined || !draft) throw new Error(`Body ${agencyId} takes no requests`)
  const fields = fieldsOf(nth)
  for (const step of ['what', 'how', 'who'] as const)
    draft = (await writeDraft(services, draft, step, fields[step])) ?? draft
  const file = Buffer.from(`示例材料，第 ${nth} 份。\n`)
  const says = await addDraftFile(services, draft, { name: '示例材料.txt', bytes: file, purpose: 'evidence' })
  if (says !== '') throw new Error(says)
  const [title, name] = [fields.what.title ?? '', fields.who.name ?? '']
  return { agencyId, token, title, name, file, address: addressOf(nth) }
}

/** Where the last form goes, and with what, as a browser behind a proxy sends it. */
export const lastForm = ({ token, address }: Pick<ReadyDraft, 'token' | 'address'>, origin: string) => ({
  path: paths.askStep('file'),
  headers: {
    origin,
    cookie: `draft=${token}`,
    'x-forwarded-for': address,
    'content-type': 'application/x-www-form-urlencoded',
  },
})

/** Sends the last form; gives the cookie that acknowledges it, undefined where there was no answer or another one. */
export async function send(site: Pick<Running, 'address'>, draft: ReadyDraft): Promise<string | undefined> {
  const { path, headers } = lastForm(draft, site.address)
  const answer = await fetch(site.address + path, { method: 'POST', headers, redirect: 'manual' }).catch(
    () => undefined,
  )
  await answer?.text().catch(() => undefined)
  if (answer?.status !== 303 || answer.headers.get('location') !== paths.asked) return undefined
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .find((line) => /^filed=./.test(line))
}

/** Sends the form until it is acknowledged, as somebody does who saw an error. */
export async function sendAgain(site: Pick<Running, 'address'>, draft: ReadyDraft): Promise<string> {
  for (let tries = 0; tries < 20; tries++) {
    const cookie = await send(site, draft)
    if (cookie !== undefined) return cookie
    await pause(100)
  }
  throw new Error(`“${draft.title}” is not taken any more`)
}

export interface Told {
  readonly receipt: string | undefined
  readonly code: string | undefined
  readonly number: string | undefined
}

/** What the page of the receipt tells whoever holds the cookie. */
export async function told(site: Pick<Running, 'address'>, cookie: string): Promise<Told> {
  const page = await (await fetch(site.address + paths.asked, { headers: { cookie } })).text()
  const after = (label: string, form: string) => new RegExp(`<dt>${label}</dt>\\s*<dd>(${form})</dd>`).exec(page)?.[1]
  return {
    receipt: after('编号', String.raw`\d{4}-\d{4}-\d{4}`),
    code: after('查询码', String.raw`[\dA-Z]{4}-[\dA-Z]{4}-[\dA-Z]{4}`),
    number: after('内部编号', String.raw`\d{4}-\d{4}`),
  }
}
