import type { Transaction } from 'kysely'
import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Dossier } from '../domain/request/dossier.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import { findingsKey, type PersonalFinding, personalDataIn } from '../domain/request/personal-data.ts'
import { openApplicant } from '../store/applicants.ts'
import { appendAnswer, withdrawAnswer } from '../store/published-answers.ts'
import { findRequestFileBytes } from '../store/request-files.ts'
import type { RequestKey } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import { actOnRequest, type HeldRequest, type RequestActed, type RequestTarget } from './act-on-request.ts'
import type { Services } from './services.ts'

/** What everybody is to read of an answer. */
export interface AnswerTexts {
  readonly title: string
  readonly asked: string
  readonly answer: string
}

export interface AnswerGiven extends AnswerTexts {
  /** An enclosed copy in which what is not public was covered. */
  readonly fileId?: number
  /** The findings that somebody looked at and let stand, by their key. */
  readonly confirmed: string
}

/** Most signs of each text. */
export const longestAnswer = { title: 100, asked: 2000, answer: 10_000 } as const satisfies Record<
  keyof AnswerTexts,
  number
>

/** Copies with covered parts that go to the applicant with the reply: only these may go to everybody. */
export function publishableFiles({ entries, enclosed }: Pick<Dossier, 'entries' | 'enclosed'>) {
  const redacted = entries.flatMap(({ fact }) => (fact.happened === 'file-redacted' ? [fact.redactedId] : []))
  return enclosed.filter(({ fileId }) => redacted.includes(fileId))
}

/** The outcome that is made public: of the reply that stands. */
export const outcomeToPublish = ({ reply, draft }: Pick<Dossier, 'reply' | 'draft'>): OutcomeId | undefined =>
  reply?.outcome ?? draft?.outcome

/**
 * What would make somebody known in texts that everybody is to read. The applicant is opened to be compared, and shown
 * to nobody: a finding tells where and of what kind, not what.
 */
export async function personalDataOf(
  { db, seals }: Pick<Services, 'seals'> & { readonly db: Services['db'] | Transaction<Database> },
  key: RequestKey,
  { title, asked, answer }: AnswerTexts,
): Promise<readonly PersonalFinding[]> {
  const applicant = await openApplicant(db, seals, key)
  const { name = '', identityNumber = '', phone = '', email = '', address = '' } = applicant ?? {}
  const { agent = '', contactPerson = '', guardian = '' } = applicant ?? {}
  // Who acts for somebody is written with their number behind the name.
  const acting = [agent, guardian].flatMap((one) => one.split(/[\s，,；;、（）()]+/))
  const known = [name, identityNumber, phone, email, address, contactPerson, ...acting]
  return personalDataIn({ title, asked, answer }, known)
}

const basis = '个人信息保护法第二十五条'

const unconfirmed: Refusal = {
  code: 'personal-data',
  says: '里面有个人信息。请删去，或者逐处核对、确认可以公开后再公开。',
  article: basis,
}

const noSuchFile: Refusal = {
  code: 'no-such-file',
  says: '这个文件不是附入答复的遮盖副本，不能公开。请先制作遮盖副本并附入答复，或者不附文件。',
  article: articles.art37.cite,
}

async function fileOf({ transaction, row, dossier }: HeldRequest, fileId: number) {
  const isThere = publishableFiles(dossier).some((one) => one.fileId === fileId)
  return isThere ? findRequestFileBytes(transaction, { agencyId: row.agency_id, id: row.id }, fileId) : undefined
}

/** Art. 44: makes an answer public, written anew without the applicant, together with the fact that says so. */
export async function publishAnswer(
  services: Services,
  person: Person,
  target: RequestTarget,
  { fileId, confirmed, ...texts }: AnswerGiven,
): Promise<RequestActed> {
  return actOnRequest(services, person, target, 'publish-answer', async (held) => {
    const { transaction, dossier, look, at } = held
    const findings = await personalDataOf({ db: transaction, seals: services.seals }, target, texts)
    if (findings.length > 0 && findingsKey(findings) !== confirmed) return { refusals: [unconfirmed] }
    const file = fileId === undefined ? undefined : await fileOf(held, fileId)
    if (fileId !== undefined && !file) return { refusals: [noSuchFile] }
    const outcome = outcomeToPublish(dossier)
    if (outcome === undefined || !dossier.reply) throw new Error('An answer was published that was never given')
    const answerId = await appendAnswer(transaction, target, {
      ...texts,
      outcome,
      repliedOn: dossier.reply.on,
      publishedAt: at,
      publisher: person.displayName,
      ...(file && { file }),
    })
    return [{ happened: 'answer-published', on: look.today, answerId, title: texts.title }]
  })
}

/** Takes a public answer down, together with the fact that says why. */
export async function unpublishAnswer(
  services: Services,
  person: Person,
  target: RequestTarget,
  reason: string,
): Promise<RequestActed> {
  return actOnRequest(services, person, target, 'unpublish-answer', async ({ transaction, dossier, look, at }) => {
    const { published } = dossier
    if (!published)
      return { refusals: [{ code: 'not-published', says: '这件答复没有公开。', article: articles.art44.cite }] }
    await withdrawAnswer(transaction, target, { at, why: reason })
    return [{ happened: 'answer-unpublished', on: look.today, answerId: published.answerId, reason }]
  })
}
