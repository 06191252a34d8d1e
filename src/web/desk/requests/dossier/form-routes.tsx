import type { RequestActed, RequestTarget } from '../../../../app/act-on-request.ts'
import type { LetterAsked } from '../../../../app/issue-letter.ts'
import type { Services } from '../../../../app/services.ts'
import type { Refusal } from '../../../../domain/refusal.ts'
import { foldDossier } from '../../../../domain/request/dossier.ts'
import type { Entry } from '../../../../domain/request/facts.ts'
import { refusalOf } from '../../../../domain/request/guards.ts'
import type { Ctx } from '../../../context.ts'
import { errorPage } from '../../../errors.tsx'
import { show } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { type KeptFields, keptFields } from '../../kept-fields.ts'
import type { FormAt, Plan } from './action-form.ts'
import type { Back } from './backs.tsx'
import { begun } from './begun.ts'
import { isDoneTwice } from './done-twice.ts'
import { readAnswers, readOutcome } from './draft-answers.ts'
import { DraftStepPage } from './draft-page.tsx'
import { FormPage } from './form-page.tsx'
import { type FormId, formOf, isCorrecting, nameOf } from './forms.ts'
import { GonePage } from './gone.tsx'
import { perform } from './perform.ts'
import { type ReadForm, readForm, type Typed, typedIn } from './read-form.ts'
import { sendDraft } from './send.ts'
import { allows, type DossierView, findDossier } from './view.ts'

/** What stands in the way of an action before anything is filled in. */
function refusalNow(view: DossierView, id: FormId): Refusal | undefined {
  return isCorrecting(id) ? undefined : refusalOf(id, view.dossier, view.look, view.person)
}

const chosenBefore = (view: DossierView, id: FormId, given: Typed): FormAt => {
  const { choose, carries = [] } = formOf(id)
  const names = [choose?.(view).name, 'who', ...carries]
  const chosen = names.flatMap((name) => {
    const value = name === undefined ? undefined : given[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return { ...view, chosen: Object.fromEntries(chosen) }
}

/** Answers are given one after another before there is a form; the record of a correction asks none. */
const isBeforeForm = ({ row }: DossierView, id: FormId, at: FormAt) =>
  id === 'draft' && row.kind === 'disclosure' && readOutcome(at.chosen) === undefined

/** The form of an action, or why it cannot be done now. */
export function getForm(c: Ctx, view: DossierView, id: FormId) {
  if (!allows(view, nameOf(id).right)) return errorPage(c, 404)
  const at = chosenBefore(view, id, c.req.query())
  const refusal = refusalNow(view, id)
  if (refusal)
    return show(c, <FormPage c={c} at={at} id={id} typed={{}} back={{ refusals: [refusal], isOver: true }} />, 409)
  if (isBeforeForm(view, id, at)) return show(c, <DraftStepPage c={c} view={view} answers={readAnswers(at.chosen)} />)
  return show(c, <FormPage c={c} at={at} id={id} typed={begun(formOf(id), at)} />)
}

export function stampOf(fields: KeptFields, name: 'version' | 'seen'): number {
  const number = Number(fields.findLast(([one]) => one === name)?.[1])
  return Number.isSafeInteger(number) ? number : 0
}

/** Where what was sent asks for another row, the list with an empty one. */
function withRow(typed: Typed, name: string): Typed {
  const rows = typed[name]
  const there: readonly Typed[] = Array.isArray(rows) ? rows : []
  return { ...typed, [name]: there.length === 0 ? [{}, {}] : [...there, {}] }
}

interface Posted {
  readonly at: FormAt
  readonly id: FormId
  readonly typed: Typed
  readonly fields: KeptFields
}

async function postedTo(c: Ctx, view: DossierView, id: FormId): Promise<Posted> {
  const fields = await keptFields(c)
  const typed = typedIn(fields)
  return { at: chosenBefore(view, id, typed), id, typed, fields }
}

const answer = (c: Ctx, { at, id, typed }: Posted, back: Back, status: 200 | 400 | 409) =>
  show(c, <FormPage c={c} at={at} id={id} typed={typed} back={back} />, status)

/** Whether the form was sent before and done: read on the state that the person saw, where it could still be done. */
async function wasDone({ db }: Services, { at, id, typed, fields }: Posted): Promise<boolean> {
  const seen = stampOf(fields, 'seen')
  const entered = at.entered.filter(({ seq }) => seq <= seen)
  const since = at.entered.slice(entered.length)
  if (entered.length === 0 || since.length === 0) return false
  const read = await readForm(db, formOf(id), typed, { ...at, entered, dossier: foldDossier(entered, at.look) })
  return read.ok && isDoneTwice(since, at.person.accountId, read.plan)
}

/** Reads a form that was sent and does what it asks for. */
export async function postForm(services: Services, c: Ctx, view: DossierView, id: FormId) {
  if (!allows(view, nameOf(id).right)) return errorPage(c, 404)
  const posted = await postedTo(c, view, id)
  const more = posted.fields.find(([name]) => name === 'more')?.[1]
  if (more !== undefined) return answer(c, { ...posted, typed: withRow(posted.typed, more) }, {}, 200)
  const target = { ...view.key, version: stampOf(posted.fields, 'version') }
  const isStale = target.version !== view.row.version
  if (isStale && (await wasDone(services, posted)))
    return c.redirect(`${paths.request(view.key.agencyId, view.key.id)}?done=${id}`, 303)
  const refusal = isStale ? undefined : refusalNow(view, id)
  if (refusal) return answer(c, posted, { refusals: [refusal] }, 409)
  const read = await readForm(services.db, formOf(id), posted.typed, posted.at)
  if (!read.ok) return answerProblems(c, posted, read, target)
  const acted = await perform(services, view.person, target, id, read.plan)
  if (acted.ok) return c.redirect(`${paths.request(view.key.agencyId, view.key.id)}?done=${id}`, 303)
  return answerNotDone(services, c, { ...posted, plan: read.plan }, acted)
}

/** Entries that the person had not seen; whoever only searches is told of those of their own section. */
export function entriesSince({ entered, sees, person }: DossierView, seen: number): readonly Entry[] {
  const since = entered.filter(({ seq }) => seq > seen)
  if (sees === 'all') return since
  return since.filter(({ fact }) => 'sectionId' in fact && fact.sectionId === person.sectionId)
}

/** A form that was filled in on an older state may be wrong only because of that. */
function answerProblems(
  c: Ctx,
  posted: Posted,
  { problems, refusals }: Exclude<ReadForm, { ok: true }>,
  target: RequestTarget,
) {
  const { at, fields } = posted
  const changed = target.version === at.row.version ? undefined : entriesSince(at, stampOf(fields, 'seen'))
  return answer(c, posted, { problems, refusals, ...(changed && { changed }) }, changed ? 409 : 400)
}

async function answerNotDone(
  services: Services,
  c: Ctx,
  posted: Posted & { readonly plan: Plan },
  acted: Exclude<RequestActed, { ok: true }>,
) {
  const { at, id, typed, fields, plan } = posted
  if (acted.code === 'refused') return answer(c, posted, { refusals: acted.refusals }, 409)
  const view = acted.code === 'changed' ? await findDossier(services, at.person, at.key) : undefined
  if (!view) return show(c, <GonePage c={c} typed={typed} />, 404)
  const seen = stampOf(fields, 'seen')
  const since = view.entered.filter(({ seq }) => seq > seen)
  if (isDoneTwice(since, view.person.accountId, plan))
    return c.redirect(`${paths.request(view.key.agencyId, view.key.id)}?done=${id}`, 303)
  const refusal = refusalNow(view, id)
  const back = { changed: entriesSince(view, seen), ...(refusal && { refusals: [refusal] }) }
  return answer(c, { ...posted, at: { ...view, chosen: at.chosen } }, back, 409)
}

function letterOf(plan: Plan): LetterAsked | undefined {
  if ('letters' in plan) return plan.letters[0]
  return 'preview' in plan ? plan.preview : undefined
}

/** The letter of a form as a draft, or the form with what it lacks. */
export async function postPreview(services: Services, c: Ctx, view: DossierView, id: FormId) {
  const isReply = id === 'reply' && view.dossier.draft !== undefined
  if (!allows(view, nameOf(id).right) && !isReply) return errorPage(c, 404)
  const posted = await postedTo(c, view, id)
  const typed = isReply ? { sentBy: 'mail', ...posted.typed } : posted.typed
  const read = await readForm(services.db, formOf(id), typed, posted.at)
  if (!read.ok) return answer(c, posted, read, 400)
  const letter = letterOf(read.plan)
  if (!letter) return answer(c, posted, { problems: { sentBy: '只作登记的，没有可以预览的文书。' } }, 400)
  const as = posted.fields.find(([name]) => name === 'as')?.[1] ?? 'pdf'
  const sent = await sendDraft(services, c, { view, letter, as })
  if (sent === undefined) return errorPage(c, 404)
  return sent instanceof Response ? sent : answer(c, posted, { refusals: sent.refusals }, 400)
}
