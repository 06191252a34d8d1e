import { Hono } from 'hono'
import { assignmentOf, assignTogether, chaseTogether, type Pick, type Result } from '../../../app/act-together.ts'
import type { Services } from '../../../app/services.ts'
import { may } from '../../../domain/agency/may.ts'
import type { DeskAction } from '../../../domain/agency/rights.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { DeskPage, show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { wayBack } from '../kept-fields.ts'
import { personAt } from '../session.ts'

const does = { assign: '分派', chase: '催办' } as const
type Does = keyof typeof does

interface Posted {
  readonly does: Does
  readonly picks: readonly Pick[]
  readonly sectionId: number | null
  readonly accountId: number | null
  /** The list from which they were chosen. */
  readonly back: string
}

/** More than a page of the list. */
const mostPicked = 200

const idIn = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null)

/** Reads the chosen lines with the version in which each was shown; undefined where the form is none of ours. */
function readPosted(given: URLSearchParams): Posted | undefined {
  const act = given.get('do')
  const picks = given.getAll('pick').map((text) => /^(\d{1,15})\.(\d{1,9})$/.exec(text))
  if ((act !== 'assign' && act !== 'chase') || picks.length > mostPicked || picks.some((found) => !found))
    return undefined
  const whole = picks.map((found) => ({ id: Number(found?.[1]), version: Number(found?.[2]) }))
  const [sectionId, accountId] = [idIn(given.get('section')), idIn(given.get('handler'))]
  return { does: act, picks: whole, sectionId, accountId, back: wayBack(given.get('back') ?? paths.requests) }
}

const rights = { assign: 'bulk-assign', chase: 'ask-section' } as const satisfies Record<Does, DeskAction>

function saysOf({ acted }: Result, act: Does): string {
  if (acted.ok) return `已${does[act]}`
  if (acted.code === 'refused')
    return acted.refusals.map(({ says, article }) => says + (article ? `（${article}）` : '')).join('')
  return acted.code === 'changed'
    ? '没有办理：列表打开之后别人改动过，请打开看过再办。'
    : '没有办理：没有这件申请，或者不在您的办理范围。'
}

interface ResultProps {
  readonly c: Ctx
  readonly posted: Posted
  readonly results: readonly Result[]
}

/** What became of each; who reloads the page does nothing twice, since every version has grown. */
function ResultPage({ c, posted, results }: ResultProps) {
  const done = results.filter(({ acted }) => acted.ok).length
  const { agencyId } = personAt(c)
  const says = does[posted.does]
  return (
    <DeskPage c={c} title={`批量${says}`} current={paths.requests}>
      <p class="crumb">
        <a href={posted.back}>返回申请列表</a>
      </p>
      <h1>批量{says}</h1>
      <p class="banner" role="status">
        {`${done} 件已${says}`}
        {done < results.length && `，${results.length - done} 件没有办理，原因见下表`}。
      </p>
      <table class="work">
        <ColumnHeads names={['申请', '结果']} />
        <tbody>
          {results.map((result) => (
            <tr>
              <td>
                {result.number === '' ? (
                  '—'
                ) : (
                  <a href={paths.request(agencyId, result.id)}>
                    {result.number}　{result.subject}
                  </a>
                )}
              </td>
              <td class={result.acted.ok ? undefined : 'much'}>{saysOf(result, posted.does)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DeskPage>
  )
}

function RefusedPage({ c, posted, refusal }: Omit<ResultProps, 'results'> & { readonly refusal: Refusal }) {
  return (
    <DeskPage c={c} title="没有办理" current={paths.requests}>
      <div class="journey">
        <h1>没有办理</h1>
        <p>
          {refusal.says}
          {refusal.article && `（${refusal.article}）`}
        </p>
        <p>
          <a href={posted.back}>返回申请列表</a>
        </p>
      </div>
    </DeskPage>
  )
}

const nothingChosen: Refusal = { code: 'nothing-chosen', says: '还没有选中申请。请在列表里勾选，再分派或者催办。' }

/** One thing with several requests: each gets its own record, and one that fails leaves the others alone. */
export function togetherRoutes(services: Services): Hono<Env> {
  return new Hono<Env>().post(paths.requestsTogether, async (c) => {
    const posted = readPosted(new URLSearchParams(await c.req.text()))
    if (!posted) return errorPage(c, 400)
    const person = personAt(c)
    const refused = (refusal: Refusal, status: 403 | 409) =>
      show(c, <RefusedPage c={c} posted={posted} refusal={refusal} />, status)
    // Who is no officer reaches sections only, told dossier by dossier.
    const own = { agencyId: person.agencyId, sectionId: person.sectionId }
    const allowed = may(person, rights[posted.does], own)
    if (allowed !== true) return refused(allowed, 403)
    if (posted.picks.length === 0) return refused(nothingChosen, 409)
    if (posted.does === 'chase') {
      const results = await chaseTogether(services, person, posted.picks)
      return show(c, <ResultPage c={c} posted={posted} results={results} />)
    }
    const assigned = await assignmentOf(services, person, posted)
    if ('code' in assigned) return refused(assigned, 409)
    const results = await assignTogether(services, person, posted.picks, assigned)
    return show(c, <ResultPage c={c} posted={posted} results={results} />)
  })
}
