import { beforeAll, describe, expect, test } from 'vitest'
import { dictionaryOf } from '../../src/domain/report/dictionary.ts'
import { useDatabase } from '../database.ts'
import { openSite } from './open-data.ts'
import { forms, seen } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof openSite>>

beforeAll(async () => {
  world = await openSite(held.db)
}, 60_000)

const linksOf = (html: string) =>
  [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

describe('The page of the open data', () => {
  test('leads nowhere in vain', async () => {
    const ours = linksOf(await world.site.page('/data')).filter((link) => /^\/(?:api|data|feed)/.test(link))
    expect(ours.length).toBeGreaterThan(8)
    for (const link of new Set(ours)) {
      const answer = await world.site.get(link)
      expect([answer.status, link]).toEqual([200, link])
      await answer.body?.cancel()
    }
  })

  test('counts what is published, and has a form that brings what was chosen', async () => {
    const html = await world.site.page('/data')
    expect(seen(html)).toContain(`现有公开的年度报告 ${world.shown.length} 份`)
    expect(html).toContain('action="/api/cells.csv"')
    const csv = await world.site.page(`/api/cells.csv?region=${encodeURIComponent('贵州省')}&year=&form=2021`)
    const years = new Set(
      csv
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[3]),
    )
    expect(years).toEqual(new Set(['2021', '2022']))
  })

  test('shows examples with the address of the site', async () => {
    expect(seen(await world.site.page('/data'))).toContain("curl 'http://localhost/api/reports?")
  })

  test('says how to name the source', async () => {
    expect(seen(await world.site.page('/data'))).toMatch(/请注明机关、年度和取用日期/)
  })
})

test('The data dictionary of each form has every cell, with its labels and unit', async () => {
  for (const form of forms) {
    const text = seen(await world.site.page(`/data/forms/${form.id}`))
    for (const { cell, row, column } of dictionaryOf(form)) {
      expect(text).toContain(cell)
      expect(text).toContain(row)
      expect(text).toContain(column)
    }
  }
  expect((await world.site.get('/data/forms/1999')).status).toBe(404)
})

test('The page about the API has every operation, parameter and structure of its document', async () => {
  const html = await world.site.page('/data/api')
  const { paths, components } = await (await world.site.get('/api/openapi.json')).json()
  for (const [path, { get }] of Object.entries<{ get: { summary: string; parameters?: { name: string }[] } }>(paths)) {
    expect(seen(html)).toContain(`GET ${path}`)
    expect(seen(html)).toContain(get.summary)
    for (const { name } of get.parameters ?? []) expect(html).toContain(`<code>${name}</code>`)
  }
  const anchors = [...html.matchAll(/href="#([^"]+)"/g)].map(([, anchor]) => anchor)
  for (const anchor of new Set(anchors)) expect(html).toContain(`id="${anchor}"`)
  expect(anchors.length).toBeGreaterThan(Object.keys(components.schemas).length)
})

test.each(['/data', '/data/api', '/data/forms/2021', '/data/forms/2019'])(
  'The page %s stays below 100 KB, has no script, and skips no level of headings',
  async (path) => {
    const html = await world.site.page(path)
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    expect(html).not.toMatch(/<script|\sstyle=|\son[a-z]+="/)
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.length).toBe(new Set(ids).size)
  },
)
