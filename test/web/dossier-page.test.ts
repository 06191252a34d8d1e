import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTables, useDatabase } from '../database.ts'
import { act, dossierIn } from './dossier-stages.ts'
import { deskOffice, pathOf, send } from './dossier-world.ts'
import { seen } from './site.ts'

const held = useDatabase()

/** A panel of the page as a reader sees it. */
const panel = (page: string, title: string) =>
  seen(page.split('<h2>').find((part) => part.startsWith(title)) ?? '').replace(/\s+/g, ' ')

describe('The page of a dossier', () => {
  beforeEach(() => emptyTables(held.db))

  test('tells the due date, the workdays that are left, and every step that led there (arts. 30–33)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await world.register({ subject: '示例大道二期征地批复' })
    world.today('2025-03-06')
    const asked = { happened: 'clarification-asked', on: '2025-03-06', items: '年份', until: '2025-03-20' } as const
    await act(world, key, ['officer', 'ask-clarification', asked])
    // A session does not live through days without anybody at the desk.
    const looked = async () => seen(await (await world.at('officer')).page(pathOf(key)))
    expect(await looked()).toContain('等待补正补正后重新计算答复期限')
    world.today('2025-03-20')
    const received = { happened: 'clarification-received', on: '2025-03-20', text: '2019年' } as const
    await act(world, key, ['officer', 'record-clarification', received])
    world.today('2025-03-25')
    const party = { happened: 'third-party-asked', on: '2025-03-25', party: '示例建设公司' } as const
    await act(world, key, ['officer', 'ask-third-party', { ...party, delivered: '2025-03-25' }])
    world.today('2025-03-28')
    expect(await looked()).toMatch(/约 2025-05-13停止计时第 4 日/)
    world.today('2025-04-01')
    const answered = {
      happened: 'third-party-answered',
      on: '2025-04-01',
      party: '示例建设公司',
      agrees: false,
    } as const
    await act(world, key, ['officer', 'record-third-party', answered])
    world.today('2025-04-22')
    const page = await looked()
    expect(page).toContain('2025-04-25答复截止日 · 还剩 3 个工作日')
    for (const step of [
      '03-03当面提交，当日为收到申请之日 条例第三十一条第（一）项',
      '03-06一次性告知补正（第 3 个工作日',
      '03-20收到补正，答复期限重新计算',
      '03-25 – 04-01征求第三方意见（示例建设公司），其间 5 个工作日不计入',
      '04-25答复截止；如需延长须经工作机构负责人同意，最迟 2025-05-27',
    ])
      expect(page).toContain(step)
    world.today('2025-04-29')
    // 27 April 2025, a Sunday, is a workday.
    expect(await looked()).toContain('逾期 3 个工作日')
  })

  test('masks who asks, and shows earlier requests of the same person and similar ones with their outcome', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const earlier = await dossierIn(world, 'closed')
    const key = await world.register({ subject: '示例小学招生计划' })
    const other = { name: '示例人乙', identityKind: '', identityNumber: '110101190001019999', phone: '' }
    const applicant = { ...other, email: '', address: '', postcode: '', agent: '' }
    await world.register({ subject: '示例小学招生计划表', applicant })
    const page = await (await world.at('officer')).page(pathOf(key))
    expect(panel(page, '申请')).toContain('自然人 · 示**')
    expect(page).not.toContain('示例人甲')
    expect(panel(page, '申请')).toContain('同一申请人的其他申请2025-0001 示例大道二期用地批复不属于本机关负责公开')
    expect(panel(page, '申请')).toMatch(/内容相近的申请2025-0003 示例小学招生计划表办理中 · 相似度 \d+%/)
    expect(panel(page, '申请')).toContain('2 件（按件收费起点 11 件）')
    expect(page).toContain(pathOf(earlier))
  })

  test('has several sections and parties asked side by side, each to be chased', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'searching')
    const asked = { happened: 'section-asked', on: '2025-03-05', about: '目录', until: '2025-03-10' } as const
    await act(world, key, ['officer', 'ask-section', { ...asked, sectionId: world.archive, section: '档案室' }])
    await act(world, key, [
      'officer',
      'ask-third-party',
      { happened: 'third-party-asked', on: '2025-03-05', party: '示例公司' },
    ])
    const site = await world.at('officer')
    const before = panel(await site.page(pathOf(key)), '征求意见与检索')
    for (const who of ['征收科', '档案室', '示例公司']) expect(before).toContain(`催办（${who}）`)
    expect((await send(world, site, key, 'chase', { who: '档案室', text: '电话催办' })).status).toBe(303)
    expect(panel(await site.page(pathOf(key)), '办理经过')).toContain('催办 档案室；电话催办')
  })

  test('tells of a delivery in one word, beside who was asked and beside the letter that asked them (art. 32)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const asked = { parties: '示例公司', information: '补偿明细', tell: 'yes', sentBy: 'mail' }
    expect((await send(world, site, key, 'ask-third-party', asked)).status).toBe(303)
    const before = await site.page(pathOf(key))
    expect(panel(before, '征求意见与检索')).toContain('2025-03-05 发出，未登记送达')
    expect(panel(before, '文书')).toContain('致 示例公司 · 2025-03-05 · 未登记送达')
    world.today('2025-03-07')
    const later = await world.at('officer')
    const form = await later.page(pathOf(key, 'record-receipt-by-party'))
    const received = { entry: /name="entry"[^>]* value="(\d+)"/.exec(form)?.[1] ?? '', delivered: '2025-03-07' }
    expect((await send(world, later, key, 'record-receipt-by-party', received)).status).toBe(303)
    const after = await later.page(pathOf(key))
    expect(panel(after, '征求意见与检索')).toContain('2025-03-05 发出，2025-03-07 送达')
    expect(panel(after, '文书')).toContain('致 示例公司 · 2025-03-05 · 2025-03-07 送达')
  })

  test('says what was just done, registering included, and nothing of what an address invents', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await world.register()
    const site = await world.at('officer')
    const noteAfter = async (done: string) => seen(await site.page(`${pathOf(key)}?done=${done}`))
    expect(await noteAfter('registered')).toContain('已办理：登记。')
    expect(await noteAfter('assign')).toContain('已办理：分派承办。')
    expect(await noteAfter('toString')).not.toContain('已办理')
  })

  test('shows a section contact what is sought and asked of their own section, and nothing of people and letters', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'searching')
    await act(world, key, ['officer', 'note', { happened: 'noted', on: '2025-03-05', text: '申请人情绪激动' }])
    await act(world, key, [
      'officer',
      'ask-third-party',
      { happened: 'third-party-asked', on: '2025-03-05', party: '示例公司' },
    ])
    const asked = { happened: 'section-asked', on: '2025-03-05', about: '另一份目录', until: '2025-03-10' } as const
    await act(world, key, ['officer', 'ask-section', { ...asked, sectionId: world.archive, section: '档案室' }])
    const site = await world.at('contact')
    const page = seen(await site.page(pathOf(key)))
    for (const shown of ['示例大道二期用地批复及附图', '检索：查找批复', '反馈检索结果']) expect(page).toContain(shown)
    for (const hidden of ['示**', '示例公司', '情绪激动', '另一份目录', '文书', '内部备注', '留痕', '查看须留痕'])
      expect([hidden, page.includes(hidden)]).toEqual([hidden, false])
    // Who sends an answer late is not told more either.
    const late = await site.post(pathOf(key, 'answer-search'), {
      version: '1',
      seen: '0',
      section: String(world.land),
      on: '2025-03-05',
      found: 'no',
      how: '按名称',
      text: '没有',
    })
    expect(late.status).toBe(409)
    const told = seen(await late.text())
    expect(told).toContain('请科室检索 征收科')
    for (const hidden of ['示例公司', '情绪激动', '另一份目录'])
      expect([hidden, told.includes(hidden)]).toEqual([hidden, false])
  })

  test('gives a supervisor of the body above all to read, and nothing to do or to open', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'replied')
    const site = await world.at('supervisor')
    const page = await site.page(pathOf(key))
    expect(panel(page, '文书')).toContain('云汐公复〔2025〕1号')
    expect(panel(page, '文书')).toContain('致 示**')
    expect(page).not.toContain('class="acts"')
    expect(page).not.toContain('/letters/')
    expect(page).not.toMatch(/<form[^>]*requests/)
    expect((await site.get(pathOf(key, 'letters/1.pdf'))).status).toBe(404)
    expect((await site.get(pathOf(key, 'reveal'))).status).toBe(404)
  })

  test('gives out issued letters as they were frozen, and for further work as DOCX', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'replied')
    const site = await world.at('officer')
    const path = /href="([^"]+\.pdf)"/.exec(await site.page(pathOf(key)))?.[1] ?? ''
    const pdf = await site.get(path)
    expect(pdf.headers.get('content-disposition')).toContain('attachment')
    const kept = await held.db.selectFrom('letter').select('pdf').executeTakeFirstOrThrow()
    expect(Buffer.from(await pdf.arrayBuffer()).equals(Buffer.from(kept.pdf))).toBe(true)
    const docx = await site.get(path.replace('.pdf', '.docx'))
    expect(docx.headers.get('content-type')).toContain('wordprocessingml')
    expect((await site.get(path.replace(/\d+\.pdf/, '999.pdf'))).status).toBe(404)
  })
})

describe('Who asks', () => {
  beforeEach(() => emptyTables(held.db))

  test('is shown once for a reason, and the dossier shows who looked and why', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const without = await send(world, site, key, 'reveal', { fields: 'phone' })
    expect([without.status, seen(await without.text()).includes('请写明查看的事由')]).toEqual([400, true])
    const answer = await send(world, site, key, 'reveal', { fields: 'phone', reason: '电话核对补正内容' })
    const page = seen(await answer.text())
    expect(page).toContain('13800000000')
    expect(page).not.toContain('110101190001010000')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const dossier = await site.page(pathOf(key))
    expect(panel(dossier, '留痕')).toContain('查看申请人信息：联系电话电话核对补正内容')
    expect(dossier).not.toContain('13800000000')
    expect(JSON.stringify(world.lines)).not.toContain('13800000000')
  })

  test('is shown masked before it is opened, and printed on papers that leave a link', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const asking = seen(await site.page(`${pathOf(key)}/reveal`))
    for (const masked of ['示**', '1101**********0000', '138****0000']) expect(asking).toContain(masked)
    expect(asking).not.toContain('13800000000')
    const form = await send(world, site, key, 'application-form', {})
    expect([form.status, form.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(form.headers.get('cache-control')).toBe('no-store')
    expect(panel(await site.page(pathOf(key)), '留痕')).toContain('打印申请表')
  })
})

describe('A file', () => {
  beforeEach(() => emptyTables(held.db))

  const form = (version: number, ...files: readonly File[]) => {
    const data = new FormData()
    data.set('version', String(version))
    data.set('seen', '0')
    for (const file of files) data.append('files', file)
    return data
  }
  const headers = { origin: 'http://localhost' }

  test('goes up and comes down as it was, to be saved and not to be shown', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const file = new File(['<script>alert(1)</script>'], '证明 <b>.html', { type: 'text/html' })
    const sent = await site.ask(pathOf(key, 'add-file'), { method: 'POST', body: form(1, file), headers })
    expect(sent.status).toBe(303)
    const page = await site.page(pathOf(key))
    expect(panel(page, '材料')).toContain('证明 <b>.html')
    const down = await site.get(/href="([^"]+\/files\/\d+)"/.exec(page)?.[1] ?? '')
    expect(await down.text()).toBe('<script>alert(1)</script>')
    expect(down.headers.get('content-type')).toBe('application/octet-stream')
    expect(down.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(down.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('above 20 MB is not taken, nor is a form without one; the dossier stays as it was', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const large = new File([new Uint8Array(20 * 1024 * 1024 + 1)], '大.pdf')
    const big = await site.ask(pathOf(key, 'add-file'), { method: 'POST', body: form(1, large), headers })
    expect([big.status, seen(await big.text()).includes('大.pdf 超过 20 MB')]).toEqual([400, true])
    const none = await site.ask(pathOf(key, 'add-file'), { method: 'POST', body: form(1), headers })
    expect([none.status, seen(await none.text()).includes('请先选择文件')]).toEqual([400, true])
    expect((await world.row(key)).version).toBe(1)
  })

  test('with nothing in it proves nothing and is not taken', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const both = form(1, new File(['有内容'], '凭据.txt'), new File([], '空.pdf'))
    const answer = await (await world.at('officer')).ask(pathOf(key, 'add-file'), {
      method: 'POST',
      body: both,
      headers,
    })
    expect([answer.status, seen(await answer.text()).includes('空.pdf 里没有内容')]).toEqual([400, true])
    expect((await world.row(key)).version).toBe(1)
  })

  test('is opened by nobody who only searches or supervises', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'searching')
    const site = await world.at('officer')
    const { version } = await world.row(key)
    await site.ask(pathOf(key, 'add-file'), { method: 'POST', body: form(version, new File(['x'], '证.txt')), headers })
    const path = /href="([^"]+\/files\/\d+)"/.exec(await site.page(pathOf(key)))?.[1] ?? ''
    for (const login of ['contact', 'supervisor', 'stranger'] as const)
      expect([login, (await (await world.at(login)).get(path)).status]).toEqual([login, 404])
  })
})
