import { issueRedaction } from '../../../../app/issue-redaction.ts'
import { changeMarks, type MarksChange, type Redacted } from '../../../../app/redact-file.ts'
import type { Services } from '../../../../app/services.ts'
import { isRedactionGround, type RedactionGroundId } from '../../../../domain/redaction/grounds.ts'
import { readMark, type TypedMark } from '../../../../domain/redaction/read-mark.ts'
import type { Ctx } from '../../../context.ts'
import { errorPage } from '../../../errors.tsx'
import { show } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { keptFields } from '../../kept-fields.ts'
import { issueInSight } from './issuing.tsx'
import { RedactionPage } from './page.tsx'
import { PreviewPage } from './preview-page.tsx'
import {
  findRedactionView,
  type RedactionBack,
  type RedactionView,
  redactionPath,
  suggestionsOf,
  typedOf,
  type Undo,
} from './redaction-view.ts'

type Fields = Readonly<Record<string, string | undefined>>

/** Longest text of a field of these forms: a list of marks to take away again. */
const longest = 20_000

async function fieldsOf(c: Ctx): Promise<Fields> {
  return Object.fromEntries((await keptFields(c)).map(([name, value]) => [name, value.slice(0, longest)]))
}

const typedIn = ({ ground = '', left = '', top = '', width = '', height = '' }: Fields): TypedMark => ({
  ground,
  left,
  top,
  width,
  height,
})

type Wanted =
  | { readonly ok: true; readonly change: MarksChange; readonly done: Fields }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** Numbers that were found are of people, unless something else is chosen for them. */
const groundOfNumbers = ({ numberGround = '' }: Fields): RedactionGroundId =>
  isRedactionGround(numberGround) ? numberGround : 'personal-privacy'

const textsOf = (typed: object): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)]))

/** What a form asks for, or all that is wrong with it. */
function wantedBy(fields: Fields, at: RedactionView): Wanted {
  const { redaction, page } = at
  const typed = typedIn(fields)
  if (fields.remove !== undefined) {
    const remove = fields.remove.split(',').map(Number)
    const only = remove.length === 1 ? redaction.marks.find(({ id }) => id === remove[0]) : undefined
    return {
      ok: true,
      change: { remove },
      done: only ? { removed: String(new URLSearchParams(textsOf(typedOf(only, redaction)))) } : {},
    }
  }
  if (fields.cover !== undefined) {
    const wanted = suggestionsOf(redaction).filter(({ name }) => fields.cover === 'all' || fields.cover === name)
    const add = wanted.flatMap(({ regions }) => regions)
    return { ok: true, change: { add, ground: groundOfNumbers(fields) }, done: { ground: typed.ground } }
  }
  const read = readMark(typed, page, redaction.pages[page - 1] ?? { width: 1, height: 1 })
  if (!read.ok) return read
  return { ok: true, change: { add: [read.region], ground: read.ground }, done: { ground: read.ground } }
}

/** What the address says was just done, as far as it still stands. */
export function undoAsked(c: Ctx, { redaction: { marks } }: RedactionView): Undo | undefined {
  const added = (c.req.query('added') ?? '').split(',').map(Number)
  const there = marks.flatMap(({ id }) => (added.includes(id) ? [id] : []))
  if (there.length > 0) return { added: there }
  const removed = c.req.query('removed')
  if (removed === undefined) return undefined
  const given = Object.fromEntries(new URLSearchParams(removed))
  return { removed: { ...typedIn(given), page: Number(given.page) } }
}

const setOf = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** Marks that an address can name, to be undone at once. */
const mostUndone = 300

/** A change of marks, or the copy. */
export async function postRedaction(services: Services, c: Ctx, seen: RedactionView): Promise<Response> {
  const fields = await fieldsOf(c)
  const at = (await findRedactionView(services, seen.view, c.req.param('redaction'), fields.page)) ?? seen
  if (fields.do === 'issue') return postIssue(services, c, at, Number(fields.version))
  const target = { ...at.view.key, redactionId: at.redaction.id, version: Number(fields.version) }
  const wanted = wantedBy(fields, at)
  if (!wanted.ok) {
    const back = { problems: wanted.problems, typed: typedIn(fields) }
    return show(c, <RedactionPage c={c} at={at} back={back} />, 400)
  }
  const done = await changeMarks(services, at.view.person, target, wanted.change)
  if (!done.ok) return answerNotDone(services, c, at, done, { typed: typedIn(fields) })
  const canUndo = done.added.length > 0 && done.added.length <= mostUndone
  const added = canUndo ? { added: done.added.join(',') } : {}
  return c.redirect(redactionPath(at, { page: at.page, ...setOf({ ...wanted.done, ...added }) }), 303)
}

type NotDone = Exclude<Redacted<object>, { ok: true }>

async function answerNotDone(services: Services, c: Ctx, at: RedactionView, not: NotDone, back: RedactionBack) {
  const { view, redaction, page } = at
  const now =
    not.code === 'unknown' ? undefined : await findRedactionView(services, view, String(redaction.id), String(page))
  if (!now || not.code === 'unknown') return errorPage(c, 404)
  const why = not.code === 'refused' ? { refusals: not.refusals } : { isStale: true }
  return show(c, <RedactionPage c={c} at={now} back={{ ...back, ...why }} />, 409)
}

/** Pages above which the making is shown page by page: nobody watches an empty window for long. */
const longFile = 10

async function postIssue(services: Services, c: Ctx, at: RedactionView, version: number): Promise<Response> {
  const { view, redaction } = at
  const target = { ...view.key, redactionId: redaction.id, version }
  const isReady = at.isOpen && redaction.version === version
  if (isReady && redaction.pages.length > longFile) return issueInSight(services, c, at, target)
  const issued = await issueRedaction(services, view.person, target, { signal: c.req.raw.signal })
  if (issued.ok) return c.redirect(`${paths.request(view.key.agencyId, view.key.id)}?done=redact#files`, 303)
  if (issued.code === 'refused' && at.isOpen)
    return show(c, <PreviewPage c={c} at={at} refusals={issued.refusals} />, 409)
  return answerNotDone(services, c, at, issued, {})
}
