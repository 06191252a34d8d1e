import { Hono } from 'hono'
import { closeYear } from '../../../app/close-year.ts'
import { compileYear, yearNow } from '../../../app/compile-year.ts'
import { draftYear, findYearDraft } from '../../../app/draft-year.ts'
import type { Services } from '../../../app/services.ts'
import { mayTo } from '../../../app/standing.ts'
import { reachOf } from '../../../domain/agency/may.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { findAgenciesUnder } from '../../../store/agencies.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { type AskedBody, offeredYears } from '../asked-body.ts'
import { pathWith } from '../query-fields.ts'
import { personAt } from '../session.ts'
import { amendmentRoutes } from './amendment-routes.tsx'
import { type AskedYear, findAskedYear, findYearBody } from './asked-year.ts'
import { ClosingPage } from './closing-page.tsx'
import { isClosedTwice } from './done-twice.ts'
import { DraftPage, YearRefusedPage } from './draft-page.tsx'
import { fileRoutes } from './file-routes.tsx'
import { YearsPage } from './index-page.tsx'
import { statusOf } from './notes.tsx'
import { YearPage } from './page.tsx'
import { readYearQuery, readYearsQuery, type YearsQuery } from './query.ts'
import { findLineAmong, findYearLine, findYearLines } from './year-lines.ts'

const bodiesOnPage = 50

/** The years of bodies: counted, closed, and what becomes of them. */
export function yearRoutes(services: Services): Hono<Env> {
  const { db } = services

  /** Who looks after other bodies sees them in one year. */
  const belowOf = async (c: Ctx, { agency }: AskedBody, query: YearsQuery, there: readonly number[]) => {
    if (reachOf(personAt(c), 'read-year') !== 'subtree') return undefined
    const year = query.year ?? there[0] ?? yearNow(services)
    const words = query.q.split(/\s+/).filter((word) => word !== '')
    const page = { size: bodiesOnPage, number: query.page }
    const { agencies, total } = await findAgenciesUnder(db, { agencyId: agency.id, words }, page)
    const bodies = []
    for (const one of agencies)
      if (one.id !== agency.id) bodies.push({ agency: one, line: await findLineAmong(services, one, year) })
    const years = [...new Set([...offeredYears(services, there), yearNow(services), year])].sort((a, b) => b - a)
    return { year, years, bodies, pages: Math.ceil(total / bodiesOnPage) }
  }

  /** Whether other bodies stand below this one. */
  const hasBelow = async (agencyId: number) =>
    (await findAgenciesUnder(db, { agencyId, words: [] }, { size: 1, number: 1 })).total > 1

  const yearPage = async (c: Ctx, asked: AskedYear) => {
    const { agency, year, compiled } = asked
    const person = personAt(c)
    const line = await findYearLine(services, agency, year)
    if (!line) return errorPage(c, 404)
    const before = await compileYear(services, { agencyId: agency.id, year: year - 1, form: compiled.form.id })
    const carriedOutBefore = before.ok ? before.compiled.cells['carried-out/total'] : undefined
    const mayDo = (action: 'draft-year' | 'close-year') => mayTo(person, action, asked) === true
    const isClosedNow = readYearQuery(c.req.query())?.done === 'closed'
    const page = { c, asked, line, carriedOutBefore, forms: services.forms } as const
    const may = { draft: mayDo('draft-year'), close: mayDo('close-year') }
    const done = isClosedNow ? `${year}年已封账，数字不再变动。` : undefined
    return show(c, <YearPage {...page} {...{ may, done }} hasBelow={await hasBelow(agency.id)} />)
  }

  const closingPage = async (c: Ctx, asked: AskedYear, remark: string, refusal?: Refusal) => {
    const line = await findYearLine(services, asked.agency, asked.year)
    if (!line) return errorPage(c, 404)
    return show(
      c,
      <ClosingPage {...{ c, asked, line, remark, ...(refusal && { refusal }) }} />,
      refusal ? statusOf(refusal) : 200,
    )
  }

  const draftPage = async (c: Ctx, { agency, year }: AskedYear, isStale: boolean) => {
    const answer = await findYearDraft(services, agency, year)
    if (!answer.ok) return refused(c, { agency, year }, answer.refusal)
    const page = { c, found: answer.found, isStale, hasBelow: await hasBelow(agency.id) }
    return show(c, <DraftPage {...page} />, isStale ? 409 : 200)
  }

  const refused = (c: Ctx, { agency, year }: Pick<AskedYear, 'agency' | 'year'>, refusal: Refusal) => {
    const title = `${year}年统计没有存为草稿`
    return show(c, <YearRefusedPage {...{ c, agency, year, title, refusal }} />, statusOf(refusal))
  }

  /** Answers with a view of the year that the address names. */
  const withYear = async (c: Ctx, view: (asked: AskedYear) => Response | Promise<Response>) => {
    const asked = await findAskedYear(services, c)
    if (!asked) return errorPage(c, 404)
    if (!('refusal' in asked)) return view(asked)
    const { agency, year, refusal } = asked
    return show(c, <YearRefusedPage {...{ c, agency, year, refusal, title: `${year}年没有统计` }} />, 404)
  }

  return new Hono<Env>()
    .get(paths.years, async (c) => {
      const query = readYearsQuery(c.req.query())
      if (!query) return errorPage(c, 400)
      const body = await findYearBody(services, personAt(c), query.agency)
      if (!body) return errorPage(c, 404)
      const lines = await findYearLines(services, body.agency)
      const there = lines.filter(({ state }) => state !== 'under-way').map(({ year }) => year)
      const below = await belowOf(c, body, query, there)
      return show(c, <YearsPage {...{ c, body, query, lines, below }} />)
    })
    .get(patterns.year, (c) => withYear(c, (asked) => yearPage(c, asked)))
    .get(patterns.yearDraft, (c) =>
      withYear(c, (asked) => {
        const allowed = mayTo(personAt(c), 'draft-year', asked)
        return allowed === true ? draftPage(c, asked, false) : refused(c, asked, allowed)
      }),
    )
    .post(patterns.yearDraft, (c) =>
      withYear(c, async (asked) => {
        const { agency, year } = asked
        const given = (await submittedFields(c)).version ?? ''
        if (!/^\d{0,9}$/.test(given)) return errorPage(c, 400)
        const version = given === '' ? null : Number(given)
        const answer = await draftYear(services, personAt(c), { agencyId: agency.id, year, version })
        if (answer.ok) return c.redirect(paths.deskReport(agency.id, year), 303)
        if (answer.code === 'unknown') return errorPage(c, 404)
        return answer.code === 'changed' ? draftPage(c, asked, true) : refused(c, asked, answer.refusal)
      }),
    )
    .get(patterns.yearClosing, (c) => withYear(c, (asked) => closingPage(c, asked, '')))
    .post(patterns.yearClosing, (c) =>
      withYear(c, async (asked) => {
        const { agency, year } = asked
        const { remark = '' } = await submittedFields(c)
        const answer = await closeYear(services, personAt(c), { agencyId: agency.id, year, remark })
        const done = () => c.redirect(pathWith(paths.year(agency.id, year), { done: 'closed' }), 303)
        if (answer.ok) return done()
        const isOver = answer.code === 'refused' && answer.refusal.code === 'closed-already'
        if (isOver && (await isClosedTwice(services, personAt(c), remark, { agencyId: agency.id, year }))) return done()
        return answer.code === 'unknown' ? errorPage(c, 404) : closingPage(c, asked, remark, answer.refusal)
      }),
    )
    .route('/', fileRoutes(services))
    .route('/', amendmentRoutes(services))
}
