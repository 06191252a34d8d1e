import type { MiddlewareHandler } from 'hono'
import { may, reachOf } from '../../domain/agency/may.ts'
import type { Person } from '../../domain/agency/person.ts'
import type { DeskAction } from '../../domain/agency/rights.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Ctx, Env } from '../context.ts'
import { DeskPage, show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { keptFields, wayBack } from './kept-fields.ts'
import { EnrolPage } from './own/enrol-page.tsx'
import { personAt } from './session.ts'

/** A part of the desk, with everything below its address, and what one must be allowed to there. */
interface Part {
  readonly at: string
  /** `own`: whoever is signed in. */
  readonly look: DeskAction | 'own'
  readonly post: DeskAction | 'own'
}

const own = { look: 'own', post: 'own' } as const

/**
 * All parts of the desk; an address outside of them is not there. The gate asks whether the role may at all, the verbs
 * and pages behind it whether this thing is within reach.
 */
export const parts: readonly Part[] = [
  { at: paths.signIn, ...own },
  { at: paths.signOut, ...own },
  { at: paths.imports, look: 'import-reports', post: 'import-reports' },
  { at: paths.deskReports, look: 'read-desk-reports', post: 'decide-report' },
  { at: paths.submissions, look: 'read-desk-reports', post: 'declare-nil' },
  { at: paths.rollUp, look: 'read-desk-reports', post: 'draft-roll-up' },
  { at: paths.bodies, look: 'read-bodies', post: 'manage-bodies' },
  { at: paths.newBody, look: 'manage-bodies', post: 'manage-bodies' },
  { at: paths.trail, look: 'read-trail', post: 'verify-trail' },
  { at: paths.trailTable, look: 'export-trail', post: 'export-trail' },
  { at: paths.requests, look: 'read-request', post: 'read-request' },
  { at: paths.newRequest, look: 'register-request', post: 'register-request' },
  { at: paths.requestTable('csv'), look: 'export-requests', post: 'export-requests' },
  { at: paths.requestTable('xlsx'), look: 'export-requests', post: 'export-requests' },
  { at: paths.disputes, look: 'read-request', post: 'record-dispute' },
  { at: paths.disputeTable('csv'), look: 'export-requests', post: 'export-requests' },
  { at: paths.disputeTable('xlsx'), look: 'export-requests', post: 'export-requests' },
  { at: paths.requestsTogether, look: 'bulk-assign', post: 'ask-section' },
  { at: paths.years, look: 'read-year', post: 'read-year' },
  { at: paths.office, look: 'set-office', post: 'set-office' },
  { at: paths.people, look: 'read-people', post: 'manage-people' },
  { at: paths.sections, look: 'manage-sections', post: 'manage-sections' },
  { at: paths.ownPassword, ...own },
  { at: paths.ownSessions, ...own },
  { at: paths.secondStep, ...own },
]

const holds = ({ at }: Part, path: string) => path === at || path.startsWith(`${at}/`)

/** The part that an address belongs to: of several the innermost. */
function partOf(path: string): Part | undefined {
  if (path === paths.desk) return { at: paths.desk, ...own }
  return parts.filter((part) => holds(part, path)).sort((a, b) => b.at.length - a.at.length)[0]
}

/** What is said to a person who may not; undefined where they may. */
function refusalAt(person: Person, part: Part, method: string): Refusal | undefined {
  const action = method === 'GET' || method === 'HEAD' ? part.look : part.post
  if (action === 'own' || reachOf(person, action) !== undefined) return undefined
  const answer = may(person, action, { agencyId: person.agencyId })
  return answer === true ? undefined : answer
}

function RefusedPage({ c, refusal }: { readonly c: Ctx; readonly refusal: Refusal }) {
  return (
    <DeskPage c={c} title="没有这项权限">
      <div class="journey">
        <h1>没有这项权限</h1>
        <p>
          {refusal.says}
          {refusal.article && `（${refusal.article}）`}
        </p>
        <p>
          <a href={paths.desk}>回到工作台</a>
        </p>
      </div>
    </DeskPage>
  )
}

/** Nothing is done before the second step is set up, and nothing that was typed is lost. */
async function leadToEnrol(c: Ctx) {
  if (c.req.header('accept') === 'application/json') return c.json({ says: '请先设置两步登录，再重试。' }, 403)
  if (c.req.method === 'GET') return c.redirect(paths.secondStep)
  const kept = await keptFields(c)
  const carried = { back: wayBack(c.req.path), ...(kept.length > 0 && { kept }) }
  return show(c, <EnrolPage c={c} {...carried} />, 403)
}

/** Lets into a part of the desk who may do there what it is for; stands behind `signedIn`. */
export const gate: MiddlewareHandler<Env> = async (c, next) => {
  const part = partOf(c.req.path)
  if (!part) return c.notFound()
  if (part.at === paths.signIn || part.at === paths.signOut) return next()
  if (c.get('mustEnrol') && part.at !== paths.secondStep) return leadToEnrol(c)
  const refusal = refusalAt(personAt(c), part, c.req.method)
  if (!refusal) return next()
  if (c.req.header('accept') === 'application/json') return c.json({ says: refusal.says }, 403)
  return show(c, <RefusedPage c={c} refusal={refusal} />, 403)
}
