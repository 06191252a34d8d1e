import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import { regionsMeant } from '../../domain/agency/region.ts'
import { writeTableCsv } from '../../formats/csv/write-table.ts'
import type { Ctx, Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { paths, rankingsPath } from '../paths.ts'
import type { Library } from './library.ts'
import { type HeldRanking, openRankings, type RankingKey } from './ranking.ts'
import { type RankingQuery, readRankingQuery } from './ranking-query.ts'
import { fieldsOf, RankingsPage } from './rankings.tsx'

const pageSize = 50

const columns = [
  '名次',
  '机关',
  '机关编号',
  '年度',
  '指标',
  '数值',
  '单位',
  '分子',
  '分母',
  '不参加排名的原因',
  '演示虚构',
]

const empty: HeldRanking = { ranked: [], small: [], unrankable: [], invented: new Set() }

/** Bodies ranked by a measure. */
export function rankingRoutes(services: Services, library: Library): Hono<Env> {
  const rankings = openRankings(services)

  /** What is asked for, with the newest year where none is named. */
  async function asked(c: Ctx) {
    const query = readRankingQuery(c.req.query())
    if (!query) return undefined
    const facets = await library.facets()
    const year = query.year ?? facets.years[0]?.value
    const known = facets.regions.map(({ value }) => value)
    const regions = query.region === undefined ? undefined : regionsMeant(known, query.region)
    const { measure, kind } = query
    const key: RankingKey | undefined = year === undefined ? undefined : { measure, year, regions, kind }
    return { query, facets, year, key }
  }

  async function pageOf(query: RankingQuery, whole: HeldRanking, key: RankingKey | undefined) {
    const from = (query.page - 1) * pageSize
    const held = whole[query.list].slice(from, from + pageSize)
    const ranks = new Map(held.map((line) => [line.agencyId, 'rank' in line ? line.rank : undefined]))
    const lines = key && held.length > 0 ? await rankings.lines(key, [...ranks.keys()]) : []
    return lines.map((line) => ({ line, rank: ranks.get(line.agencyId) }))
  }

  return new Hono<Env>()
    .get(paths.rankings, async (c) => {
      const found = await asked(c)
      if (!found) return errorPage(c, 400)
      const { query, facets, year, key } = found
      const whole = key ? await rankings.whole(key) : empty
      const pages = Math.ceil(whole[query.list].length / pageSize)
      if (pages > 0 && query.page > pages) return c.redirect(rankingsPath({ ...fieldsOf(query, year), page: pages }))
      const lines = await pageOf(query, whole, key)
      return show(c, <RankingsPage {...{ c, query, year, facets, whole, lines, pages }} />)
    })
    .get(paths.rankingsTable, async (c) => {
      const found = await asked(c)
      if (!found) return errorPage(c, 400)
      const { query, year, key } = found
      const { ranked, small, unrankable, invented } = key ? await rankings.whole(key) : empty
      const rows = [...ranked, ...small, ...unrankable].map((line) => [
        'rank' in line ? line.rank : undefined,
        line.name,
        line.agencyId,
        year,
        query.measure.label,
        line.value ?? undefined,
        query.measure.unit,
        line.numerator ?? undefined,
        line.denominator ?? undefined,
        'reason' in line ? line.reason : undefined,
        invented.has(line.agencyId) ? '是' : '否',
      ])
      c.header('Content-Disposition', `attachment; filename="ranking-${query.measure.id}-${year ?? 'none'}.csv"`)
      return c.body(writeTableCsv(columns, rows), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
    })
}
