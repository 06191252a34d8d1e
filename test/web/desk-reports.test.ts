import { beforeEach, describe, expect, test } from 'vitest'
import { correctCell } from '../../src/app/decide-on-report.ts'
import { hashPassword } from '../../src/app/passwords.ts'
import { appendAccount } from '../../src/store/accounts.ts'
import { bodies, bring, eventsOf, files, person, storedOf } from '../app/draft.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof bodies>>
let services: ReturnType<typeof servicesOn>['services']
type Site = ReturnType<typeof visit>

const total = 'partly-granted/total'
const page = () => `/desk/reports/${world.district}-2021`
const password = 'correct horse'

beforeEach(async () => {
  await emptyTables(held.db)
  services = servicesOn(held.db).services
  world = await bodies(held.db)
  await bring(services, world.district)
})

/** A person of the body, signed in. */
async function at(agencyId: number, displayName: string): Promise<Site> {
  const login = `user-${agencyId}`
  const passwordHash = await hashPassword(services, password)
  const account = { agencyId, login, displayName, role: 'officer', passwordHash, demonstration: false } as const
  await appendAccount(held.db, account)
  const site = visit(services, { demo: false })
  expect((await site.post('/desk/sign-in', { login, password })).status).toBe(303)
  return site
}

const clerk = () => at(world.district, '甲')
const superior = () => at(world.city, '乙')
const stored = () => storedOf(held.db, world.district)

/** The hidden fields by which a form says which state of the report was seen. */
async function stamp(site: Site) {
  const html = await site.page(page())
  const field = (name: string) => html.match(new RegExp(`name="${name}" value="(\\d+)"`))?.[1] ?? ''
  return { version: field('version'), seen: field('seen') }
}
async function send(site: Site, verb: string, fields: Record<string, string>) {
  return site.post(`${page()}/${verb}`, { ...(await stamp(site)), ...fields })
}
const correct = (site: Site, value: string, reason = '原文第3页如此', cell = total) =>
  send(site, 'correct', { cell, value, as: 'number', reason })
const firstError = async () => (await stored()).findings.find(({ severity }) => severity === 'error')?.stableId ?? ''

describe('The worklist', () => {
  test('shows the reports of the body and of those below it, with the chips counted', async () => {
    const site = await superior()
    const html = await site.page('/desk/reports')
    expect(html).toContain(`href="${page()}"`)
    expect(seen(html)).toContain('待核验 1')
    expect(seen(html)).toContain('有不符 1')
    expect(seen(await site.page('/desk/reports?group=published'))).toContain('没有符合条件的年度报告')
    expect(await site.page('/desk/reports?q=花溪&year=2021&group=errors')).toContain(`href="${page()}"`)
  })

  test('is empty for a body that has none, and says where to begin', async () => {
    const html = await (await at(world.elsewhere, '丙')).page('/desk/reports')
    expect(html).not.toContain(page())
    expect(html).toContain('href="/desk/import"')
  })

  test.each(['group=nonsense', 'year=abc', 'page=9999999999', 'sort=x', 'page=501', 'q=%00'])(
    'says that %s makes no sense',
    async (query) => {
      expect((await (await clerk()).get(`/desk/reports?${query}`)).status).toBe(400)
    },
  )

  test('leads back to the last page from one beyond it', async () => {
    const answer = await (await clerk()).get('/desk/reports?page=7')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/desk/reports'])
  })

  test('is what the overview counts and leads to', async () => {
    const html = await (await superior()).page('/desk')
    expect(html).toMatch(/href="\/desk\/reports\?group=draft"><b>1<\/b>待核验/)
  })
})

describe('The page of verification', () => {
  test('shows the figures beside the source, each leading to the other', async () => {
    const html = await (await clerk()).page(page())
    expect(html).toContain(`?cell=partly-granted%2Ftotal#s-partly-granted_total`)
    expect(html).toMatch(/<mark id="s-partly-granted_total"><a href="#c-partly-granted_total">19<\/a><\/mark>/)
    expect(html).toContain('id="c-partly-granted_total"')
  })

  test('has no anchor twice', async () => {
    const html = await (await clerk()).page(`${page()}?cell=${encodeURIComponent(total)}`)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('does not exist for other bodies, nor for a report or cell that is not there', async () => {
    const stranger = await at(world.elsewhere, '丙')
    expect((await stranger.get(page())).status).toBe(404)
    expect((await stranger.get(`${page()}/file`)).status).toBe(404)
    const fields = { cell: total, value: '18', as: 'number', reason: 'x', version: '1', seen: '1' }
    expect((await stranger.post(`${page()}/correct`, fields)).status).toBe(404)
    expect((await stored()).reading.cells[total]).toBe(19)
    const site = await clerk()
    expect((await site.get('/desk/reports/1-1999')).status).toBe(404)
    expect((await site.get(`${page()}?cell=no/where`)).status).toBe(200)
    expect((await site.post(`${page()}/dance`, {})).status).toBe(404)
  })

  test('gives the file back as it came, as something to save', async () => {
    const answer = await (await clerk()).get(`${page()}/file`)
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(files.wrong))
  })
})

describe('Correcting a cell', () => {
  test('is marked with what was read, who, when and why, and can be undone', async () => {
    const site = await clerk()
    const answer = await correct(site, '18')
    expect(answer.status).toBe(303)
    const shown = seen(await site.page(answer.headers.get('location')?.replace(/#.*/, '') ?? ''))
    expect(shown).toContain('更正（读取为19，核对后更正为18）')
    expect(shown).toMatch(/甲 2026年11月23日 09:00 更正为 18原文第3页如此/)
    expect(shown).toContain('已保存')
    expect((await stored()).reading.cells[total]).toBe(18)
    expect((await send(site, 'undo-correction', { cell: total })).status).toBe(303)
    expect((await stored()).reading.cells[total]).toBe(19)
  })

  test.each([
    ['blank', null],
    ['absent', undefined],
    ['same', 19],
  ])('as %s needs no number', async (as, value) => {
    const site = await clerk()
    expect((await send(site, 'correct', { cell: total, as, value: '', reason: '原文如此' })).status).toBe(303)
    expect((await stored()).reading.cells[total]).toBe(value)
    expect((await stored()).decisions.corrections.has(total)).toBe(true)
  })

  test('that finds the reading right is told as such, without a reason', async () => {
    const site = await clerk()
    await send(site, 'correct', { cell: total, as: 'same', value: '', reason: '' })
    expect(seen(await site.page(`${page()}?cell=${encodeURIComponent(total)}`))).toContain('核对无误')
  })

  test.each(['1e999', '-1', '18.5', '0x12', 'NaN', '', '十八', '1,8', '9'.repeat(30), '<script>alert(1)</script>'])(
    'to %j is not possible; the page says what is, and keeps what was typed',
    async (value) => {
      const site = await clerk()
      const answer = await correct(site, value, '我写的理由')
      expect(answer.status).toBe(400)
      const html = await answer.text()
      expect(seen(html)).toContain('0 或正整数')
      expect(seen(html)).toContain('我写的理由')
      expect(html).not.toContain('<script>alert')
      expect(await eventsOf(held.db, world.district)).toHaveLength(1)
    },
  )

  test('takes what people copy: full-width digits, thousands, spaces; and decimals where amounts are due', async () => {
    const site = await clerk()
    await correct(site, ' １，２３４ ')
    expect((await stored()).reading.cells[total]).toBe(1234)
    await correct(site, '736.5', '凭证', 'fees/amount')
    expect((await stored()).reading.cells['fees/amount']).toBe(736.5)
  })

  test('without a reason, or with an enormous one, is not possible', async () => {
    const site = await clerk()
    const without = await correct(site, '18', ' ')
    expect(without.status).toBe(409)
    const html = await without.text()
    expect(seen(html)).toContain('请写明理由')
    expect(html).toContain('value="18"')
    const enormous = await correct(site, '18', '长'.repeat(501))
    expect(enormous.status).toBe(400)
    expect(seen(await enormous.text())).toContain('理由最多 500 字，现在有 501 字')
    expect((await stored()).reading.cells[total]).toBe(19)
  })

  test('with a reason that nobody can read, or that reads the other way round, is not possible', async () => {
    const site = await clerk()
    for (const reason of ['\u200b', '\u3164 \ufeff', '\0', '\u202e误不写填文原'])
      expect((await correct(site, '18', reason)).status).toBe(400)
    expect((await stored()).reading.cells[total]).toBe(19)
    expect((await correct(site, '18', '第一行\r\n第二行')).status).toBe(303)
  })

  test('shows markup in a reason as what was typed', async () => {
    const site = await clerk()
    await correct(site, '18', '<img src=x onerror=alert(1)>"\'')
    for (const path of [page(), `${page()}?cell=${encodeURIComponent(total)}`]) {
      const html = await site.page(path)
      expect(html).not.toContain('<img')
      expect(seen(html)).toContain('<img src=x onerror=alert(1)>"\'')
    }
  })
})

describe('Judging a finding', () => {
  test.each([
    ['confirmed', '', '属实'],
    ['dismissed', '表里另有说明', '误报'],
    ['explained', '公布时如此', '已说明'],
  ])('as %s shows who judged and why, and can be undone', async (verdict, reason, word) => {
    const site = await clerk()
    const finding = await firstError()
    expect((await send(site, 'judge', { finding, verdict, reason })).status).toBe(303)
    expect(seen(await site.page(page()))).toContain(`甲 2026年11月23日 09:00 认定${word}${reason}`)
    expect((await send(site, 'undo-judgement', { finding })).status).toBe(303)
    expect(seen(await site.page(page()))).not.toContain(`认定${word}${reason}撤销认定`)
  })

  test('needs a reason where it is dismissed, a verdict that there is, and a finding that is still there', async () => {
    const site = await clerk()
    const finding = await firstError()
    expect((await send(site, 'judge', { finding, verdict: 'dismissed', reason: '' })).status).toBe(409)
    expect((await send(site, 'judge', { finding, verdict: 'toString', reason: 'x' })).status).toBe(400)
    const gone = await send(site, 'judge', { finding: 'x', verdict: 'dismissed', reason: '写了很久的话' })
    expect(gone.status).toBe(409)
    expect(seen(await gone.text())).toMatch(/这一处问题已经不在了.*写了很久的话/s)
  })
})

describe('On its way', () => {
  const act = (site: Site, action: string, reason = '') => send(site, 'act', { action, reason })

  test('a report is submitted, returned, submitted, held at the gate, accepted and published', async () => {
    const below = await clerk()
    const above = await superior()
    expect(await below.page(page())).not.toContain('确认并公开')
    expect((await act(below, 'submit')).status).toBe(303)
    expect(seen(await below.page(page()))).toContain('不能再改')
    expect((await act(above, 'return', ' ')).status).toBe(409)
    expect((await act(above, 'return', '请核对部分公开')).status).toBe(303)
    expect(seen(await below.page(page()))).toContain('请核对部分公开')
    expect(seen(await below.page(`${page()}?done=submit`))).not.toContain('已报送上级。')
    await act(below, 'submit')
    expect(seen(await below.page(`${page()}?done=submit`))).toContain('已报送上级。')
    const gate = await above.page(page())
    expect(seen(gate)).toContain('“接收”之前，还有 ')
    expect(gate).toMatch(/<div class="gate">.*<a href="#f-/s)
    const stopped = await act(above, 'accept')
    expect(stopped.status).toBe(409)
    expect(seen(await stopped.text())).toMatch(/不能“接收”.*条例第四十九条/s)
    await correct(above, '18')
    expect((await act(above, 'accept')).status).toBe(303)
    expect((await above.get(`/reports/${world.district}-2021`)).status).toBe(404)
    expect((await act(above, 'publish')).headers.get('location')).toBe(`${page()}?done=publish`)
    expect((await above.get(`/reports/${world.district}-2021`)).status).toBe(200)
    expect(await above.page(`${page()}?done=publish`)).toContain(`href="/reports/${world.district}-2021"`)
    expect((await act(above, 'withdraw', '数字有误')).status).toBe(303)
    expect((await above.get(`/reports/${world.district}-2021`)).status).toBe(404)
  })

  test('a draft is confirmed by the superior, and the next one is a click away', async () => {
    const year2020 = new TextEncoder().encode(new TextDecoder().decode(files.right).replaceAll('2021', '2020'))
    await bring(services, world.district, year2020)
    const site = await superior()
    const answer = await act(site, 'confirm')
    const html = await site.page(answer.headers.get('location') ?? '')
    expect(seen(html)).toContain('已确认并公开')
    expect(html).toMatch(new RegExp(`href="/desk/reports/${world.district}-2020">下一份待核验`))
  })

  test('a discarded draft is gone; who still had it open is told, and what they typed is shown', async () => {
    const below = await clerk()
    const above = await superior()
    const open = await stamp(above)
    expect((await act(below, 'discard')).headers.get('location')).toBe('/desk/reports?done=discard')
    expect(seen(await below.page('/desk/reports?done=discard'))).toContain('报告已弃用')
    const late = await above.post(`${page()}/correct`, {
      ...open,
      cell: total,
      value: '18',
      as: 'number',
      reason: '见原文',
    })
    expect(late.status).toBe(404)
    expect(seen(await late.text())).toMatch(/没有这份报告.*见原文/s)
  })

  test.each([
    ['act', { action: 'publish' }, 409],
    ['act', { action: 'toString' }, 400],
    ['act', { action: 'confirm' }, 409],
  ])('%s with %o is refused', async (verb, fields, status) => {
    expect((await send(await clerk(), verb, fields)).status).toBe(status)
    expect((await stored()).status).toBe('draft')
  })
})

describe('Two people with one report', () => {
  test('the later one is told who did what since, keeps what was typed and can submit it again', async () => {
    const below = await clerk()
    const above = await superior()
    const open = await stamp(below)
    await correct(above, '20', '乙看到的是20')
    const typed = { cell: 'granted/total', value: '17', as: 'number', reason: '甲写的理由' }
    const late = await below.post(`${page()}/correct`, { ...open, ...typed })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(seen(html)).toMatch(/乙 把“（二）部分公开·总计”由19更正为20乙看到的是20/)
    expect(seen(html)).toContain('甲写的理由')
    expect((await stored()).reading.cells['granted/total']).toBe(16)
    const again = html.match(/<form[^>]*>(?:(?!<\/form>).)*在最新内容上再次提交/s)?.[0] ?? ''
    const fields = Object.fromEntries(
      [...again.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    expect((await below.post(`${page()}/correct`, { ...fields, reason: '甲写的理由' })).status).toBe(303)
    expect((await stored()).reading.cells).toMatchObject({ 'granted/total': 17, [total]: 20 })
  })

  test('a button pressed twice does the thing once and says that it is done', async () => {
    const site = await clerk()
    const open = await stamp(site)
    const typed = { cell: 'granted/total', value: '17', as: 'number', reason: '看错了一行' }
    const first = await site.post(`${page()}/correct`, { ...open, ...typed })
    const second = await site.post(`${page()}/correct`, { ...open, ...typed })
    expect([first.status, second.status]).toEqual([303, 303])
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect((await site.post(`${page()}/correct`, { ...open, ...typed, value: '18' })).status).toBe(409)
    const now = await stamp(site)
    const submit = { ...now, action: 'submit', reason: '' }
    expect((await site.post(`${page()}/act`, submit)).status).toBe(303)
    expect((await site.post(`${page()}/act`, submit)).status).toBe(303)
    expect((await (await superior()).post(`${page()}/act`, submit)).status).toBe(409)
    expect(await stored()).toMatchObject({ status: 'submitted' })
  })

  test('a form that names no version of the report is not taken for up to date', async () => {
    const site = await clerk()
    for (const version of ['', '-1', '1e9', 'x', '0'])
      expect((await site.post(`${page()}/act`, { version, seen: '1', action: 'discard', reason: '' })).status).toBe(409)
    expect((await stored()).status).toBe('draft')
  })

  test('a report that only the year before has changed says so', async () => {
    const site = await clerk()
    const open = await stamp(site)
    await held.db
      .updateTable('report')
      .set((row) => ({ version: row('version', '+', 1) }))
      .execute()
    const late = await site.post(`${page()}/act`, { ...open, action: 'submit', reason: '' })
    expect(seen(await late.text())).toContain('上一年度的报告改了')
  })
})

describe('The file', () => {
  const upload = async (site: Site, bytes: Uint8Array, name = '更正稿.html') => {
    const form = new FormData()
    for (const [field, value] of Object.entries(await stamp(site))) form.set(field, value)
    form.set('file', new File([new Uint8Array(bytes)], name))
    return site.ask(`${page()}/replace-file`, {
      method: 'POST',
      body: form,
      headers: { origin: 'http://localhost' },
    })
  }

  test('is read again', async () => {
    const site = await clerk()
    const answer = await send(site, 'read-again', {})
    expect(answer.headers.get('location')).toBe(`${page()}?done=read-again`)
    expect(seen(await site.page(`${page()}?done=read-again`))).toContain('重新读取，数字没有变化')
  })

  test('is replaced by another one of the same body and year', async () => {
    const site = await clerk()
    expect((await upload(site, files.right)).status).toBe(303)
    expect((await stored()).reading.cells[total]).toBe(18)
    expect(seen(await site.page(page()))).toContain('替换文件，现为“更正稿.html”')
  })

  test('is not replaced by what is no such report; the page says what was found', async () => {
    const site = await clerk()
    const other = new TextEncoder().encode(new TextDecoder().decode(files.right).replaceAll('2021', '2020'))
    const refused = await upload(site, other)
    expect(refused.status).toBe(409)
    expect(seen(await refused.text())).toContain('读到的是 2020 年的年度报告，这里要的是 2021 年的')
    const image = await upload(site, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), '<b>.png')
    expect(image.status).toBe(409)
    expect(seen(await image.text())).toContain('这是一张图片')
    expect((await site.post(`${page()}/replace-file`, await stamp(site))).status).toBe(400)
    expect((await stored()).reading.cells[total]).toBe(19)
  })
})

describe('What the public sees', () => {
  test('of corrections and judgements: the figure’s history and the reason, never a name', async () => {
    const below = await clerk()
    await send(below, 'correct', { cell: total, value: '20', as: 'number', reason: '内部理由' })
    for (const { stableId, severity } of (await stored()).findings)
      if (severity === 'error')
        await send(below, 'judge', { finding: stableId, verdict: 'explained', reason: '公布稿即如此' })
    const above = await superior()
    await send(above, 'act', { action: 'confirm', reason: '' })
    const shown = seen(await above.page(`/reports/${world.district}-2021`))
    expect(shown).toContain('读取为19，核对后更正为20（2026年11月23日）')
    expect(shown).toContain('机关说明（2026年11月23日）：公布稿即如此')
    expect(shown).not.toContain('甲')
    expect(shown).not.toContain('内部理由')
  })

  test('of a finding that was dismissed as a false alarm: nothing', async () => {
    const below = await clerk()
    for (const { stableId } of (await stored()).findings)
      await send(below, 'judge', { finding: stableId, verdict: 'dismissed', reason: '误报' })
    const above = await superior()
    await send(above, 'act', { action: 'confirm', reason: '' })
    const html = await above.page(`/reports/${world.district}-2021`)
    expect(seen(html)).toContain('没有发现问题')
    expect(html).not.toContain('class="bad"')
  })
})

test('A figure that a person found rightly read is shown to the public as any other', async () => {
  const report = await stored()
  const target = { agencyId: world.district, year: 2021, version: report.version }
  await correctCell(services, person(world.district, '甲'), target, { cell: total, to: 19, reason: '' })
  const site = await superior()
  await send(site, 'act', { action: 'confirm', reason: '' })
  expect(seen(await site.page(`/reports/${world.district}-2021`))).not.toContain('人工更正')
})
