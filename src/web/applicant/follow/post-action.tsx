import type { FileBrought } from '../../../app/add-request-file.ts'
import { actAsApplicant } from '../../../app/public/act-as-applicant.ts'
import { appendOwnFiles, checkOwnFiles, type OwnFile } from '../../../app/public/add-own-files.ts'
import type { Services } from '../../../app/services.ts'
import type { Throttle } from '../../../app/throttle.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { type ApplicantActionId, applicantRefusal } from '../../../domain/request/applicant-actions.ts'
import { readSaid } from '../../../domain/request/applicant-said.ts'
import { largestAttachment, mostAttachments } from '../../../domain/request/attachments.ts'
import type { Fact } from '../../../domain/request/facts.ts'
import { applicantCalled } from '../../../domain/request/public-steps.ts'
import type { Ctx } from '../../context.ts'
import type { FieldProblems } from '../../fields.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { bringsFiles, type Received, receiveFiles } from '../../uploads.ts'
import { ActionPage, type ActionPageProps } from './action-page.tsx'
import { findOwn, type OwnView } from './view.ts'

interface Posted {
  readonly values: Readonly<Record<string, string>>
  readonly brought: readonly FileBrought[]
  /** What is wrong with the files as they came. */
  readonly trouble?: string
}

const megabytes = largestAttachment / 1024 / 1024

function troubleOf({ whole, tooLarge, tooMany }: Received, brought: readonly FileBrought[]): string | undefined {
  if (!whole) return '文件没有传完，请检查网络后重新选择。'
  if (tooLarge.length > 0) return `${tooLarge.join('、')} 超过 ${megabytes} MB，请压缩或者拆开后再传。`
  if (tooMany) return `一次最多提交 ${mostAttachments} 个文件。`
  const empty = brought.filter(({ bytes }) => bytes.length === 0)
  return empty.length > 0 ? `${empty.map(({ name }) => name).join('、')} 里没有内容，请重新选择。` : undefined
}

async function posted(c: Ctx): Promise<Posted> {
  if (!bringsFiles(c)) return { values: await submittedFields(c), brought: [] }
  const brought: FileBrought[] = []
  const received = await receiveFiles(c.req.raw, {
    each: async ({ name, bytes }) => void brought.push({ name, bytes }),
    limits: { fileSize: largestAttachment, files: mostAttachments },
  })
  const trouble = troubleOf(received, brought)
  return { values: received.fields, brought, ...(trouble !== undefined && { trouble }) }
}

const numberOf = (text: string | undefined): number => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : 0
}

/** JSON whose keys stand in order: the database keeps none. */
const ordered = (fact: object) => JSON.stringify(Object.entries(fact).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** A button was pressed twice: what the form says was said since it was opened, by the applicant. */
function wasSaid({ entered }: OwnView, seen: number, facts: readonly Fact[]): boolean {
  const since = entered.filter(
    ({ seq, accountId, person }) => seq > seen && accountId === null && person === applicantCalled,
  )
  return facts.length > 0 && facts.every((fact) => since.some((entry) => ordered(entry.fact) === ordered(fact)))
}

interface Said {
  readonly facts: readonly Fact[]
  readonly files: readonly OwnFile[]
  readonly problems: FieldProblems
}

/** All that a form says, or all that is wrong with it. */
async function read(services: Services, view: OwnView, id: ApplicantActionId, given: Posted): Promise<Said> {
  const said = readSaid(id, given.values, view.look.today)
  const { files, problems: refused } = await checkOwnFiles(services, given.trouble === undefined ? given.brought : [])
  const missing = id === 'add-file' && given.brought.length === 0 ? '请先选择文件。' : undefined
  const wrong = given.trouble ?? (refused.length > 0 ? refused.join('') : missing)
  const problems = { ...(said.ok ? {} : said.problems), ...(wrong !== undefined && { files: wrong }) }
  return { facts: said.ok ? said.value : [], files, problems }
}

interface Posting {
  readonly services: Services
  /** Counts what is done with one request. */
  readonly acts: Throttle
}

const tooOften = (minutes: number): Refusal => ({
  code: 'too-often',
  says: `提交得太多了，请 ${minutes} 分钟后再试；您填写的内容还在。`,
})

/** Does what the form of an action asks for; all that is wrong comes back at once, with what was typed. */
export async function postAction({ services, acts }: Posting, c: Ctx, view: OwnView, id: ApplicantActionId) {
  const given = await posted(c)
  const { values } = given
  const answer = (more: Partial<ActionPageProps>, status: 400 | 409 | 429) =>
    show(c, <ActionPage c={c} view={view} id={id} values={values} problems={{}} {...more} />, status)
  const minutes = await acts.count([`act on ${view.key.agencyId}-${view.key.id}`])
  if (minutes > 0) return answer({ refusals: [tooOften(minutes)] }, 429)
  const { facts, files, problems } = await read(services, view, id, given)
  const done = () => c.redirect(`${paths.followed}?done=${id}`, 303)
  const seen = numberOf(values.seen)
  const version = numberOf(values.version)
  if (Object.keys(problems).length === 0 && version !== view.row.version && wasSaid(view, seen, facts)) return done()
  const refusal = applicantRefusal(id, view.dossier)
  if (refusal) return answer({ refusals: [refusal], isOver: true }, 409)
  if (Object.keys(problems).length > 0) return answer({ problems }, 400)
  const acted = await actAsApplicant(services, { ...view.key, version }, id, async (held) => [
    ...facts,
    ...(await appendOwnFiles(held, files)),
  ])
  if (acted.ok) return done()
  if (acted.code === 'refused') return answer({ refusals: acted.refusals }, 409)
  const now = await findOwn(services, view.key)
  if (!now) throw new Error('A request that is followed is gone')
  if (wasSaid(now, seen, facts)) return done()
  const over = applicantRefusal(id, now.dossier)
  return answer({ view: now, ...(over ? { refusals: [over], isOver: true } : { isChanged: true }) }, 409)
}
