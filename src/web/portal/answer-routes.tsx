import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import { findAnswer, findAnswerFacets, findAnswerFile, findAnswers } from '../../store/published-answers.ts'
import { attachment } from '../attachment.ts'
import type { Ctx, Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { cleanFileName } from '../file-name.ts'
import { show } from '../layout.tsx'
import { paths, patterns, readRequestKey } from '../paths.ts'
import { createPerVersion } from '../per-version.ts'
import { pageOf, readAnswerQuery, toFilter } from './answer-query.ts'
import { AnswerPage, AnswersPage } from './answers.tsx'

const pageSize = 20

/** Answers that are public: the list, one of them, its file. */
export function answerRoutes({ db }: Services): Hono<Env> {
  const facets = createPerVersion(db, 2, () => findAnswerFacets(db))

  async function list(c: Ctx) {
    const query = readAnswerQuery(c.req.query())
    if (!query) return errorPage(c, 400)
    const page = { size: pageSize, number: query.page }
    const [{ answers, total }, known] = await Promise.all([findAnswers(db, toFilter(query), page), facets('')])
    const pages = Math.ceil(total / pageSize)
    if (total > 0 && query.page > pages) return c.redirect(pageOf(query, pages))
    return show(c, <AnswersPage {...{ c, query, facets: known, answers, total, pages }} />)
  }

  return new Hono<Env>()
    .get(paths.answers, list)
    .get(patterns.answer, async (c) => {
      const key = readRequestKey(c.req.param('key'))
      const answer = key && (await findAnswer(db, key))
      return answer ? show(c, <AnswerPage c={c} answer={answer} />) : errorPage(c, 404)
    })
    .get(patterns.answerFile, async (c) => {
      const key = readRequestKey(c.req.param('key'))
      const file = key && (await findAnswerFile(db, key))
      if (!file) return errorPage(c, 404)
      // Whatever it is, it is not shown as a page of ours.
      c.header('Content-Type', 'application/octet-stream')
      c.header('Content-Disposition', attachment(cleanFileName(file.name), 'answer'))
      return c.body(new Uint8Array(file.bytes))
    })
}
