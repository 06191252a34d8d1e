import { DOMParser } from '@xmldom/xmldom'
import { beforeAll, expect, test } from 'vitest'
import { useDatabase } from '../database.ts'
import { openSite } from './open-data.ts'
import { visit } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof openSite>>

beforeAll(async () => {
  world = await openSite(held.db)
}, 60_000)

type Element = ReturnType<DOMParser['parseFromString']>['documentElement']

/** A parser that takes nothing ill-formed. */
function parse(xml: string): Element {
  const fail = (message: string) => {
    throw new Error(message)
  }
  const options = { errorHandler: { warning: fail, error: fail, fatalError: fail } }
  return new DOMParser(options).parseFromString(xml, 'application/xml').documentElement
}

const children = (of: Element, name: string) => Array.from(of.childNodes).filter((node) => node.nodeName === name)
const textOf = (of: Element, name: string) => children(of, name)[0]?.textContent ?? ''

async function feed(path = '/feed.atom', site = world.site) {
  const answer = await site.get(path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8'])
  const root = parse(await answer.text())
  return { answer, root, entries: children(root, 'entry') as Element[] }
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

test('The feed is Atom: whole addresses, and for each report what a reader needs', async () => {
  const { root, entries } = await feed()
  expect([root.nodeName, root.getAttribute('xmlns')]).toEqual(['feed', 'http://www.w3.org/2005/Atom'])
  expect(textOf(root, 'id')).toBe('http://localhost/feed.atom')
  expect(textOf(root, 'title')).toContain('新公开的年度报告')
  expect(textOf(root, 'updated')).toMatch(instant)
  expect(entries).toHaveLength(world.shown.length)
  for (const entry of entries) {
    expect(textOf(entry, 'id')).toMatch(/^http:\/\/localhost\/reports\/\d+-\d{4}$/)
    expect((children(entry, 'link')[0] as Element).getAttribute('href')).toBe(textOf(entry, 'id'))
    expect(textOf(entry, 'title')).toMatch(/年度报告$/)
    expect(textOf(children(entry, 'author')[0] as Element, 'name')).not.toBe('')
    expect(textOf(entry, 'updated')).toMatch(instant)
    expect(textOf(entry, 'summary')).toMatch(/核验结果：/)
  }
  expect(new Set(entries.map((entry) => textOf(entry, 'id'))).size).toBe(entries.length)
})

test('The feed tells figures and verdict, and marks what is a demonstration', async () => {
  const { entries } = await feed(`/feed.atom?body=${world.huaxi}`)
  const entry = entries.find((one) => textOf(one, 'id').endsWith('-2020')) as Element
  expect(textOf(entry, 'summary')).toBe(
    '本年新收申请 108 件，办理结果总计 111 件，结转下年度 0 件，核验结果：核验通过。演示内容。',
  )
})

test('The feed can be had for a region or a body', async () => {
  expect((await feed(`/feed.atom?region=${encodeURIComponent('贵州省')}`)).entries).toHaveLength(3)
  expect((await feed(`/feed.atom?body=${world.huaxi}`)).entries).toHaveLength(3)
  expect((await feed('/feed.atom?body=999')).entries).toHaveLength(0)
  expect((await world.site.get('/feed.atom?body=x')).status).toBe(400)
  expect((await world.site.get('/feed.atom?page=2')).status).toBe(400)
})

test('The feed bears the address that the operator set, whatever the request says', async () => {
  const site = visit(world.services, { demo: true, publicUrl: 'https://gongkai.example' })
  const { root, entries } = await feed('/feed.atom?body=1', site)
  expect(textOf(root, 'id')).toBe('https://gongkai.example/feed.atom?body=1')
  expect(textOf(entries[0] as Element, 'id')).toMatch(/^https:\/\/gongkai\.example\/reports\//)
})

test('The feed is not sent again to who has it, by tag or by date', async () => {
  const { answer } = await feed()
  const tag = answer.headers.get('etag') ?? ''
  const modified = answer.headers.get('last-modified') ?? ''
  const statusOf = async (headers: Record<string, string>) => (await world.site.get('/feed.atom', headers)).status
  expect(await statusOf({ 'if-none-match': tag })).toBe(304)
  expect(await statusOf({ 'if-modified-since': modified })).toBe(304)
  expect(await statusOf({ 'if-modified-since': new Date(Date.parse(modified) - 1000).toUTCString() })).toBe(200)
  expect(await statusOf({ 'if-none-match': '"other"', 'if-modified-since': modified })).toBe(200)
})

test('A report that is not published is not in the feed', async () => {
  const text = await (await world.site.get('/feed.atom')).text()
  for (const { agencyId, year, title } of world.hidden) {
    expect(text).not.toContain(title)
    expect(text).not.toContain(`/reports/${agencyId}-${year}<`)
  }
})

test('A title full of signs stays a title', async () => {
  const title = ']]></title><script>x</script>&amp; \u000b\u0001“引号”'
  await held.db
    .updateTable('report')
    .set({ title })
    .where('agency_id', '=', world.huaxi)
    .where('year', '=', 2022)
    .execute()
  await held.db.updateTable('agency').set({ name: '花<溪>&"区\'' }).where('id', '=', world.huaxi).execute()
  const { entries } = await feed(`/feed.atom?body=${world.huaxi}`)
  const entry = entries.find((one) => textOf(one, 'id').endsWith('-2022')) as Element
  // It is told as HTML, in which the signs are written out.
  expect(textOf(entry, 'title')).toBe(']]&gt;&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;&amp;amp; “引号”')
  expect(textOf(children(entry, 'author')[0] as Element, 'name')).toBe('花<溪>&"区\'')
})
