import { beforeAll, describe, expect, test } from 'vitest'
import { actOnReport } from '../../src/app/act-on-report.ts'
import { loadDemo } from '../../src/app/load-demo.ts'
import { readReport } from '../../src/app/read-report.ts'
import { registerRequest } from '../../src/app/register-request.ts'
import type { Agency } from '../../src/domain/agency/agency.ts'
import { hexOf } from '../../src/domain/trail/link.ts'
import { findAccount } from '../../src/store/accounts.ts'
import { findAgencyByName } from '../../src/store/agencies.ts'
import { findClosedYear } from '../../src/store/closed-years.ts'
import { findReport } from '../../src/store/reports.ts'
import { sm3 } from '../../src/store/trail-links.ts'
import { requestOf } from '../app/request-world.ts'
import { readText, useDatabase } from '../database.ts'
import { seen, servicesOn, visit } from './site.ts'

const held = useDatabase()

let services: ReturnType<typeof servicesOn>['services']
let agency: Agency
let town: Agency
const sites = new Map<string, ReturnType<typeof visit>>()

/** Signed in as a person of the demonstration. */
const siteOf = (login: string) => {
  const site = sites.get(login)
  if (!site) throw new Error(`Nobody is called ${login}`)
  return site
}

async function bodyCalled(name: string): Promise<Agency> {
  const found = await findAgencyByName(held.db, name)
  if (!found) throw new Error(`${name} is gone`)
  return found
}

beforeAll(async () => {
  services = servicesOn(held.db).services
  const { accounts } = await loadDemo(services)
  agency = await bodyCalled('示例市云汐区人民政府')
  town = await bodyCalled('示例市云汐区青石镇人民政府')
  for (const { login, password } of accounts) {
    const site = visit(services)
    const answer = await site.post('/desk/sign-in', { login, password })
    if (answer.status !== 303) throw new Error(await answer.text())
    sites.set(login, site)
  }
}, 180_000)

const at = (rest = '', year = 2021) => `/desk/year/${agency.id}-${year}${rest}`

const figureIn = (html: string, cell: string) =>
  seen(html.match(new RegExp(`<td id="c-${cell.replace('/', '_')}"[^>]*>(.*?)</td>`, 's'))?.[1] ?? '')

const published = async (): Promise<Readonly<Record<string, number>>> =>
  JSON.parse(await readText('demo/expected/huaxi-2021.json'))

const reportOf = (year: number) => findReport(held.db, { agencyId: agency.id, year, publishedOnly: false })

const pages = {
  years: () => '/desk/year',
  year: () => at(),
  figure: () => at('/cells/received/total'),
  table: () => at('/table.csv'),
  list: () => at('/cells/received/total?format=csv'),
  draft: () => at('/draft'),
  closing: () => at('/closing'),
}

describe('Who sees the years of a body (条例第五十条)', () => {
  test.each([
    ['demo-clerk', 200, 200, 200, 200, 200, 200, 200],
    ['demo-head', 200, 200, 200, 200, 200, 200, 200],
    ['demo-leader', 200, 200, 200, 200, 403, 403, 200],
    ['demo-supervisor', 200, 200, 200, 200, 200, 403, 200],
    ['demo-reviewer', 403, 403, 403, 403, 403, 403, 403],
    ['demo-handler', 403, 403, 403, 403, 403, 403, 403],
    ['demo-contact', 403, 403, 403, 403, 403, 403, 403],
    ['demo-auditor', 403, 403, 403, 403, 403, 403, 403],
    ['demo', 403, 403, 403, 403, 403, 403, 403],
    ['demo-officer', 200, 404, 404, 404, 404, 404, 404],
  ])(
    '%s: list, year, figure, table, list behind it, draft, closing: %i %i %i %i %i %i %i',
    async (login, ...status) => {
      const answers = []
      for (const path of Object.values(pages)) answers.push((await siteOf(login).get(path())).status)
      expect(answers).toEqual(status)
    },
  )

  test('only the office stores drafts, only its head closes a year', async () => {
    const tried = async (login: string, path: string) => (await siteOf(login).post(path, { version: '1' })).status
    expect([await tried('demo-supervisor', at('/draft')), await tried('demo-leader', at('/draft'))]).toEqual([403, 403])
    expect([await tried('demo-clerk', at('/closing')), await tried('demo-leader', at('/closing'))]).toEqual([403, 403])
    expect(await findClosedYear(held.db, { agencyId: agency.id, year: 2020 })).toBeUndefined()
  })

  test('a supervisor sees the bodies below in one year, and the years of each', async () => {
    const site = siteOf('demo-supervisor')
    const html = await site.page('/desk/year?year=2021')
    expect(seen(html)).toContain('示例市云汐区青石镇人民政府没有登记过申请')
    expect((await site.get(`/desk/year?agency=${town.id}`)).status).toBe(200)
    expect(seen(await siteOf('demo-clerk').page('/desk/year'))).not.toContain('下属机关')
  })
})

describe('The list of years', () => {
  test('has what came and went, oldest request to now, and the year that has to be closed first', async () => {
    const html = await siteOf('demo-head').page('/desk/year')
    const rows = [...html.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) => seen(row))
    expect(rows.map((row) => row.slice(0, 5))).toEqual(
      [2026, 2025, 2024, 2023, 2022, 2021, 2020].map((year) => `${year}年`),
    )
    expect(rows[0]).toContain('进行中')
    expect(rows[5]).toBe('2021年12501250已结束先封 2020 年')
    expect(rows[6]).toBe('2020年120120可封账')
  })
})

describe('A year', () => {
  test('prints sections three and four with the published figures, and says that the identities hold', async () => {
    const html = await siteOf('demo-clerk').page(at())
    for (const [cell, value] of Object.entries(await published()))
      if (html.includes(`id="c-${cell.replace('/', '_')}"`))
        expect([cell, figureIn(html, cell)]).toEqual([cell, `${value}`])
    expect(html.match(/<td id="c-/g)).toHaveLength(25 * 7 + 15)
    expect(seen(html)).toContain('勾稽关系成立　本年新收 125 + 上年结转 0 = 办理结果总计 125 + 结转下年度 0')
    expect(seen(html)).toContain('2020年结转下年度 0 = 本年的上年结转 0')
  })

  test('leads from every figure to exactly as many dossiers or disputes', async () => {
    const site = siteOf('demo-clerk')
    const html = await site.page(at())
    const links = [...html.matchAll(/<td id="c-[^"]*"[^>]*><a href="([^"]+)"[^>]*>(\d+)<\/a>/g)]
    expect(links).toHaveLength(25 * 7 + 15)
    for (const [, path = '', figure] of links) {
      const list = await site.page(path)
      const dossiers = list.match(/<th scope="row" class="short"><a href="\/desk\/requests\//g)?.length ?? 0
      expect([path, seen(list).match(/共 (\d+) 件/)?.[1], String(dossiers)]).toEqual([path, figure, figure])
    }
  }, 120_000)

  test('is counted in the form of the year before too, where a body still used it', async () => {
    const html = await siteOf('demo-clerk').page(at('?form=2019'))
    expect(figureIn(html, 'otherwise/natural-person')).toBe('7')
    expect(html).toContain(at('/cells/otherwise/natural-person?form=2019'))
    expect(seen(html)).toContain('这里换用了')
  })

  test('that is not over is counted as it stands, and neither stored nor closed', async () => {
    const site = siteOf('demo-head')
    const html = await site.page(at('', 2026))
    expect(seen(html)).toContain('2026年还没有结束')
    expect(html).not.toContain(at('/draft', 2026))
    const answers = [await site.post(at('/draft', 2026), { version: '' }), await site.post(at('/closing', 2026), {})]
    expect(answers.map(({ status }) => status)).toEqual([409, 409])
    expect(seen(await (answers[1] as Response).text())).toContain('从 2027 年 1 月 1 日起可以封账')
  })

  test('that is to come is not there', async () => {
    const answer = await siteOf('demo-head').get(at('', 2031))
    expect([answer.status, seen(await answer.text())]).toEqual([404, expect.stringContaining('2031 年还没有到')])
  })

  test('leaves as CSV that is read in again, as a workbook, and as JSON with the dossiers of each cell', async () => {
    const site = siteOf('demo-clerk')
    const csv = await (await site.get(at('/table.csv'))).text()
    const read = await readReport(new TextEncoder().encode(csv), services.forms)
    if (!read.ok) throw new Error(read.unreadable.message)
    expect(read.report.reading.cells).toMatchObject({ 'received/natural-person': 117, 'settled/total': 125 })
    expect(read.report.reading.cells).not.toHaveProperty('licences/decisions')
    const workbook = await site.get(at('/table.xlsx'))
    expect(new TextDecoder().decode((await workbook.arrayBuffer()).slice(0, 2))).toBe('PK')
    const data = await (await site.get(at('/table.json'))).json()
    expect(data).toMatchObject({ year: 2021, form: '2021', state: 'over' })
    expect(data.cells['reconsideration/overturned']).toBe(2)
    for (const [cell, numbers] of Object.entries<string[]>(data.counts)) expect(numbers).toHaveLength(data.cells[cell])
    expect(data.counts['otherwise.clarification-lapsed/total']).toHaveLength(2)
  })

  test('a list behind a figure that leaves stays in the trail', async () => {
    const answer = await siteOf('demo-clerk').get(at('/cells/litigation-direct/upheld?format=csv'))
    expect((await answer.text()).trim().split('\r\n')).toHaveLength(1 + 3)
    const link = await held.db
      .selectFrom('trail_link')
      .select(['subject', 'text'])
      .where('agency_id', '=', agency.id)
      .where('kind', '=', 'exported')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect(link.subject).toBe('year 2021')
    expect(JSON.parse(link.text).details).toEqual({ cell: 'litigation-direct/upheld', count: 3, format: 'csv' })
  })
})

describe('Stored as a draft of the annual report', () => {
  test('a year makes one where there is none: sections three and four, and nothing of section two', async () => {
    const site = siteOf('demo-clerk')
    expect(seen(await site.page(at('/draft', 2020)))).toContain('2020年还没有年度报告')
    const answer = await site.post(at('/draft', 2020), { version: '' })
    expect(answer.headers.get('location')).toBe(`/desk/reports/${agency.id}-2020`)
    const report = await reportOf(2020)
    expect([report?.status, report?.reading.form]).toEqual(['draft', '2019'])
    expect(report?.reading.cells).toMatchObject({ 'received/total': 12, 'reconsideration/upheld': 5 })
    expect(Object.keys(report?.reading.cells ?? {})).toHaveLength(23 * 7 + 15)
  })

  test('a year goes into the draft that is there: each figure by a correction, prose and section two as before', async () => {
    const site = siteOf('demo-clerk')
    const before = await reportOf(2021)
    const html = await site.page(at('/draft'))
    expect(seen(html)).toContain('一、本年新收政府信息公开申请数量·总计157125')
    const stale = await site.post(at('/draft'), { version: '99' })
    expect([stale.status, seen(await stale.text())]).toEqual([409, expect.stringContaining('草稿刚才被别人改过')])
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
    expect((await site.post(at('/draft'), { version })).status).toBe(303)
    const after = await reportOf(2021)
    const expected = await published()
    const isCounted = (cell: string) => /^(?!rules|normative|licences|penalties|coercive|fees)/.test(cell)
    for (const [cell, value] of Object.entries(after?.reading.cells ?? {}))
      expect([cell, value]).toEqual([cell, isCounted(cell) ? expected[cell] : before?.reading.cells[cell]])
    expect(after?.reading.sections).toEqual(before?.reading.sections)
    expect(after?.decisions.corrections.get('received/total')).toMatchObject({ was: 157, to: 125 })
    expect(seen(await site.page(at('/draft')))).toContain('与统计完全一致')
  })

  test('a year does not go into a report that is out of hand', async () => {
    const head = await findAccount(held.db, 'demo-head')
    const there = await reportOf(2021)
    if (!head || !there) throw new Error('The head or the report is gone')
    const target = { agencyId: agency.id, year: 2021, version: there.version }
    await actOnReport(services, head.person, target, { action: 'confirm', reason: '' })
    const site = siteOf('demo-head')
    const answer = await site.post(at('/draft'), { version: String(there.version + 1) })
    expect(answer.status).toBe(409)
    const says = /年度报告已公开，统计不能写进去。请先撤回、退回或者撤下那份报告.*条例第五十条/
    expect(seen(await answer.text())).toMatch(says)
  })
})

describe('Closing a year (封账)', () => {
  test('goes year after year, with what it freezes before one’s eyes', async () => {
    const site = siteOf('demo-head')
    const early = await site.post(at('/closing'), { remark: '核对无误' })
    expect(early.status).toBe(409)
    expect(seen(await early.text())).toContain('请先封 2020 年，再封 2021 年')
    expect(seen(await site.page(at('/closing')))).toMatch(/2020年还没有封账，请先封2020年/)
    expect(seen(await site.page(at('/closing', 2020)))).toMatch(/本年新收12 件.*封账不能撤销.*封2020年的账/s)
    expect((await site.post(at('/closing', 2020), { remark: '核对无误' })).status).toBe(303)
    expect((await site.post(at('/closing'), { remark: '三人核对' })).headers.get('location')).toBe(at('?done=closed'))
  })

  test('tells afterwards who did it and when, with the hash of what was counted', async () => {
    const closed = await findClosedYear(held.db, { agencyId: agency.id, year: 2021 })
    if (!closed) throw new Error('The year is not closed')
    expect(closed.hash).toEqual(sm3(closed.counted))
    const html = await siteOf('demo-supervisor').page(at())
    expect(html).toContain(hexOf(closed.hash))
    expect(seen(html)).toMatch(/已封账演示负责人，2026年11月23日.*封账备注：三人核对/s)
    expect(html).not.toContain('name="form"')
    expect((await siteOf('demo-head').post(at('/closing'), {})).status).toBe(409)
  })

  test('by a button that was pressed twice says both times that it is done; to anybody else that it was', async () => {
    const again = await siteOf('demo-head').post(at('/closing'), { remark: '三人核对' })
    expect([again.status, again.headers.get('location')]).toEqual([303, at('?done=closed')])
    expect((await siteOf('demo-clerk').post(at('/closing'), { remark: '三人核对' })).status).toBe(403)
  })

  test('keeps what was typed when it is refused', async () => {
    const answer = await siteOf('demo-head').post(at('/closing', 2022), { remark: '字'.repeat(501) })
    const html = await answer.text()
    expect([answer.status, seen(html)]).toEqual([409, expect.stringContaining('备注最多 500 个字')])
    expect(html).toContain(`${'字'.repeat(501)}</textarea>`)
    const turned = await siteOf('demo-head').post(at('/closing', 2022), { remark: '核对\u202e误无' })
    expect([turned.status, seen(await turned.text())]).toEqual([409, expect.stringContaining('看不见的控制字符')])
  })
})

describe('What becomes known after a year was closed', () => {
  const change = { part: 'received', item: '', was: '', becomes: 'received/natural-person' }
  const asked = (id: number, reason: string) => ({ act: 'propose', requestId: String(id), ...change, reason })
  let late: number

  beforeAll(async () => {
    const account = await findAccount(held.db, 'demo-clerk')
    if (!account) throw new Error('The clerk is gone')
    const entered = requestOf({ submittedOn: '2021-11-15', subject: '迟登记的示例申请' })
    const registered = await registerRequest(services, account.person, entered)
    if (!registered.ok) throw new Error(JSON.stringify(registered.refusals))
    late = registered.id
  })

  const page = async (login = 'demo-clerk') => siteOf(login).page(at('/amendments'))

  test('changes no figure of it, is listed dossier by dossier, and counted in the first open year', async () => {
    expect(figureIn(await siteOf('demo-clerk').page(at()), 'received/total')).toBe('125')
    expect(figureIn(await siteOf('demo-clerk').page(at('', 2022)), 'received/total')).toBe('1')
    expect(seen(await page())).toMatch(
      /2021-0126收到封账时：不计入→按现在的登记：一、本年新收政府信息公开申请数量·自然人/,
    )
    expect(seen(await siteOf('demo-head').page('/desk/year'))).toContain('有未处理的变动 1 项')
  })

  test('is explained in words; without them nothing is done, and what was typed stays', async () => {
    const site = siteOf('demo-clerk')
    const empty = await site.post(at('/amendments'), asked(late, ' '))
    expect([empty.status, seen(await empty.text())]).toEqual([409, expect.stringContaining('请写明变动的理由。')])
    const long = await site.post(at('/amendments'), asked(late, '长'.repeat(501)))
    expect(await long.text()).toContain(`${'长'.repeat(501)}</textarea>`)
    expect((await siteOf('demo-leader').post(at('/amendments'), asked(late, '信件积压'))).status).toBe(403)
    expect((await site.post(at('/amendments'), asked(late, '信件\u202e压积'))).status).toBe(409)
    const said = [1, 2].map(() => site.post(at('/amendments'), asked(late, '信件积压，2026年才登记')))
    expect((await Promise.all(said)).map(({ status }) => status)).toEqual([303, 303])
    expect((await site.post(at('/amendments'), asked(late, '又一个说法'))).status).toBe(409)
    expect(seen(await page())).toMatch(/演示区经办人说明：信件积压，2026年才登记.*等待负责人批准/s)
  })

  test('is approved by another person; the explanation and the opinion stay, the figures too', async () => {
    const id = /name="id" value="(\d+)"/.exec(await page('demo-leader'))?.[1] ?? ''
    const decided = { act: 'decide', id, approved: 'no', opinion: '' }
    const refused = await siteOf('demo-leader').post(at('/amendments'), decided)
    expect([refused.status, seen(await refused.text())]).toEqual([409, expect.stringContaining('请写明意见')])
    expect((await siteOf('demo-clerk').post(at('/amendments'), { ...decided, approved: 'yes' })).status).toBe(403)
    const answer = await siteOf('demo-leader').post(at('/amendments'), { ...decided, approved: 'yes', opinion: '属实' })
    expect(answer.headers.get('location')).toBe(at('/amendments?done=approved'))
    const twice = await siteOf('demo-leader').post(at('/amendments'), { ...decided, approved: 'yes', opinion: '属实' })
    expect(twice.status).toBe(303)
    expect((await siteOf('demo-leader').post(at('/amendments'), { ...decided, opinion: '不属实' })).status).toBe(409)
    expect(seen(await page('demo-supervisor'))).toMatch(/说明：信件积压.*演示分管领导批准：属实/s)
    expect(seen(await siteOf('demo-head').page('/desk/year'))).not.toContain('未处理的变动')
    expect(figureIn(await siteOf('demo-clerk').page(at()), 'received/total')).toBe('125')
  })

  test('is never approved by who explained it', async () => {
    const account = await findAccount(held.db, 'demo-clerk')
    if (!account) throw new Error('The clerk is gone')
    const entered = requestOf({ submittedOn: '2021-12-06', subject: '又一件迟登记的示例申请' })
    const registered = await registerRequest(services, account.person, entered)
    if (!registered.ok) throw new Error(JSON.stringify(registered.refusals))
    const head = siteOf('demo-head')
    expect((await head.post(at('/amendments'), asked(registered.id, '同批信件'))).status).toBe(303)
    expect(seen(await page('demo-head'))).toContain('由您说明，请由另一位负责人批准')
    const id = /name="id" value="(\d+)"/.exec(await page('demo-leader'))?.[1] ?? ''
    const answer = await head.post(at('/amendments'), { act: 'decide', id, approved: 'yes', opinion: '' })
    expect([answer.status, seen(await answer.text())]).toEqual([409, expect.stringContaining('由另一位负责人批准')])
  })
})
