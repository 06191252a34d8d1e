import { Feed } from 'feed'
import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import { printable } from '../../domain/report/render/printable.ts'
import { outcomes } from '../../domain/request/outcomes.ts'
import { publicVersion } from '../../store/public-version.ts'
import { type AnswerLine, findAnswers } from '../../store/published-answers.ts'
import { tagOf } from '../api/manners.ts'
import { holdsTag } from '../conditional.ts'
import type { Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { paths } from '../paths.ts'
import { siteAddress } from '../site-address.ts'
import { readAnswerQuery, toFilter } from './answer-query.ts'

const most = 50

/** Before anything is published there is nothing newer than this. */
const beginning = new Date(0)

/** Titles and summaries are told as HTML; no format holds control characters. */
const asHtml = (text: string) =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function write(answers: readonly AnswerLine[], site: string, self: string, owner: string | undefined): string {
  const feed = new Feed({
    id: self,
    title: printable(`${owner ?? '政府信息公开平台'}：新公开的答复`),
    link: `${site}${paths.answers}`,
    feedLinks: { atom: self },
    updated: answers[0]?.publishedAt ?? beginning,
    author: { name: printable(owner ?? '政府信息公开平台') },
    generator: 'Gongkai',
  })
  for (const { agencyId, id, title, outcome, repliedOn, publishedAt, agencyName } of answers) {
    const address = `${site}${paths.answer(agencyId, id)}`
    feed.addItem({
      id: address,
      link: address,
      title: asHtml(title),
      description: asHtml(`${repliedOn} 答复，${outcomes[outcome].says}。`),
      date: publishedAt,
      published: publishedAt,
      author: [{ name: printable(agencyName) }],
    })
  }
  return feed.atom1()
}

/** Newly published answers, latest first, as an Atom feed (RFC 4287); narrowed as the list is. */
export function answersFeedRoutes(
  { db }: Services,
  { program, publicUrl }: { readonly program: string; readonly publicUrl: string | undefined },
): Hono<Env> {
  return new Hono<Env>().get(paths.answersFeed, async (c) => {
    const query = readAnswerQuery(c.req.query())
    if (!query) return errorPage(c, 400)
    const site = siteAddress(c, publicUrl)
    const tag = tagOf(c, program, await publicVersion(db))
    c.header('Cache-Control', 'public, no-cache')
    c.header('Access-Control-Allow-Origin', '*')
    c.header('ETag', tag)
    if (holdsTag(c, tag)) return c.body(null, 304)
    const { answers } = await findAnswers(db, toFilter(query), { size: most, number: 1 })
    const { pathname, search } = new URL(c.req.url)
    c.header('Content-Type', 'application/atom+xml; charset=utf-8')
    return c.body(write(answers, site, `${site}${pathname}${search}`, c.get('site').owner))
  })
}
