import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { beforeAll, describe, expect, test } from 'vitest'
import { appendAgency } from '../../src/store/agencies.ts'
import { bringReport } from '../bring-report.ts'
import { emptyTables, root, useDatabase } from '../database.ts'
import { published, seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
let site: ReturnType<typeof visit>
let lines: Record<string, unknown>[]
let services: ReturnType<typeof servicesOn>['services']

const markup = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'><svg/onload=alert(3)>'
const written = markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const bidi = '\u202e\u2066'

const plain = { parentId: null, kind: 'other', demonstration: false } as const
const body = (name: string) => appendAgency(held.db, { ...plain, name, shortName: name, region: `某省${markup}` })

/** The published page of 花溪区 with something hostile put in. */
async function hostile(change: (html: string) => string): Promise<Uint8Array> {
  const html = await readFile(join(root, 'demo/reports/huaxi-2021.html'), 'utf8')
  const changed = change(html)
  expect(changed).not.toBe(html)
  return new TextEncoder().encode(changed)
}

async function publish(name: string, bytes: Uint8Array): Promise<number> {
  const agencyId = await body(name)
  const outcome = await bringReport(services, {
    agencyId,
    bytes,
    fileName: `${markup}\0.html`,
    ...published,
    demonstration: true,
  })
  expect(outcome).toMatchObject({ year: 2021 })
  return agencyId
}

beforeAll(async () => {
  await emptyTables(held.db)
  const world = servicesOn(held.db)
  services = world.services
  lines = world.lines
  site = visit(services)
})

type Parent = DefaultTreeAdapterTypes.ParentNode

const elements = (node: Parent): DefaultTreeAdapterTypes.Element[] =>
  node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elements(child)] : []))

/** What no page may hold, whatever a report or a reader brings. */
function faults(html: string): readonly string[] {
  return elements(parse(html)).flatMap(({ tagName, attrs }) => {
    // A chart is an image of our own, and nothing else is.
    const src = attrs.find(({ name }) => name === 'src')?.value ?? ''
    if (tagName === 'img' && /^\/reports\/\d+-\d{4}\/charts\/[a-z-]+\.svg$/.test(src)) return []
    return [
      ...(/^(script|style|img|svg|iframe|object|embed)$/.test(tagName) ? [tagName] : []),
      ...attrs
        .filter(
          ({ name, value }) => /^(on|style$|src$)/.test(name) || (name === 'href' && /^\s*\w+:(?!,$)/.test(value)),
        )
        .map(({ name, value }) => `${tagName} ${name}=${value}`),
    ]
  })
}

describe('A hostile report', () => {
  test('is shown as text on every page that names or shows it', async () => {
    const bytes = await hostile((html) =>
      html
        .replace(/(<title>)[^<]*/, `$1${written}`)
        .replaceAll('门户网站', `门户网站${written}<a href="javascript:alert(4)" onclick="alert(5)">此处</a>`)
        .replaceAll('规章', `规章${bidi}`),
    )
    const id = await publish(`示例机关${markup}`, bytes)
    const report = `/reports/${id}-2021`
    const typed = encodeURIComponent(markup)
    const lists = [
      '/',
      '/reports',
      `/reports?q=${typed}`,
      `/reports?region=${typed}`,
      '/reports/regions',
      `/bodies/${id}`,
    ]
    const compared = [`/compare?r=${id}-2021&q=${typed}`, '/rankings', `/rankings?region=${typed}`]
    const paths = [...lists, ...compared, report, `${report}/source`, '/about']
    for (const path of paths) expect(faults(await site.page(path)), path).toEqual([])
    expect(seen(await site.page('/reports'))).toContain(`示例机关${markup}`)
    expect(seen(await site.page(`${report}/source`))).toContain('<script>alert(1)</script>')
    expect(lines.filter(({ err }) => err)).toEqual([])
  })

  test('with a line of a megabyte is read, kept and shown', async () => {
    const long = Array.from({ length: 200_000 }, (_, index) => `x${index.toString(36)}`).join('，')
    const id = await publish('另一机关', await hostile((html) => html.replace('区里修订了', `${long}\0区里修订了`)))
    const report = `/reports/${id}-2021`
    for (const path of [report, `${report}/source`]) {
      const answer = await site.get(path)
      expect(answer.status).toBe(200)
      expect(seen(await answer.text())).toContain(long)
    }
    expect((await (await site.get('/reports')).text()).length).toBeLessThan(50_000)
  })

  test('with a title of a megabyte does not fill the lists', async () => {
    const title = `${'某某'.repeat(170_000)}2021年政府信息公开工作年度报告`
    const bytes = await hostile((html) => html.replaceAll(/贵阳市花溪区人民政府2021年政府信息公开工作年度报告/g, title))
    await publish('第三机关', bytes)
    for (const path of ['/', '/reports']) expect((await site.page(path)).length, path).toBeLessThan(50_000)
  })
})
