import { beforeEach, describe, expect, test } from 'vitest'
import { openApplicant } from '../../src/store/applicants.ts'
import { findByReceipt, findReceipt } from '../../src/store/request-access.ts'
import { findRequestFiles } from '../../src/store/request-files.ts'
import { findEntries, findRequest } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { testSeals } from '../seals.ts'
import { deskOffice, pathOf, send } from './dossier-world.ts'
import { pdf, publicWorld, steps } from './public-form.ts'
import { seen, visit } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof publicWorld>>

beforeEach(async () => {
  await emptyTables(held.db)
  world = await publicWorld(held.db, '2025-03-03')
})

const requests = () => held.db.selectFrom('request').select(['agency_id', 'id']).orderBy('id').execute()

const theOne = async () => {
  const all = await requests()
  expect(all).toHaveLength(1)
  const [row] = all
  return { agencyId: row?.agency_id ?? 0, id: row?.id ?? 0 }
}

const codesOf = (html: string) => {
  const [, receipt = '', code = ''] = /编号<\/dt><dd>([\d-]+)<\/dd><dt>查询码<\/dt><dd>([\dA-Z-]+)</.exec(html) ?? []
  return { receipt, code }
}

describe('Asking over the portal, without script', () => {
  test('leads from the choice of the body to a receipt; the office has yet to confirm it (art. 31 (3))', async () => {
    const browser = world.browse()
    const hall = seen(await browser.page('/requests'))
    expect(hall).toContain('不用说明用途')
    expect(hall).toContain('示例市云汐区示例路2号')
    const bodies = await browser.page('/requests/new')
    expect(bodies).toContain('示例市云汐区人民政府办公室')
    expect(bodies).not.toContain('北岭分署')
    const begun = await browser.begin()
    expect([begun.status, begun.headers.get('location')]).toEqual([303, '/requests/new/what'])
    expect((await browser.step('what', steps.what)).headers.get('location')).toBe('/requests/new/how')
    expect((await browser.step('how', steps.how)).headers.get('location')).toBe('/requests/new/who')
    expect((await browser.step('who', steps.who)).headers.get('location')).toBe('/requests/new/files')
    expect((await browser.step('files')).headers.get('location')).toBe('/requests/new/check')
    const check = seen(await browser.page('/requests/new/check'))
    for (const text of ['示例大道二期用地批复', '示府函〔2024〕18号', '110101190001010006', '网上获取'])
      expect(check).toContain(text)
    const filed = await browser.file()
    expect([filed.status, filed.headers.get('location')]).toEqual([303, '/requests/filed'])
    const access = codesOf(await browser.page('/requests/filed'))
    expect(access.receipt).toMatch(/^\d{4}-\d{4}-\d{4}$/)
    const key = await theOne()
    expect(await findByReceipt(held.db, testSeals, access)).toEqual(key)
    expect(await findRequest(held.db, key)).toMatchObject({
      number: '2025-0001',
      channel: 'online',
      status: 'awaiting-confirmation',
      received_on: null,
      due_on: null,
      masked_name: '示**',
      subject: '示例大道二期用地批复',
      medium: '电子文档',
      delivery: '网上获取',
    })
    const entries = await findEntries(held.db, key)
    expect(entries.map(({ fact, person, accountId }) => [fact.happened, person, accountId])).toEqual([
      ['submitted', '申请人', null],
    ])
    expect(await openApplicant(held.db, testSeals, key)).toMatchObject({ name: '示例人甲', phone: '138-0000-0000' })
    expect(await held.db.selectFrom('public_draft').select('id').execute()).toEqual([])
  })

  test('tells all that is wrong at once, each beside its field, and keeps what was typed (art. 29)', async () => {
    const browser = world.browse()
    await browser.begin()
    await browser.step('how', { medium: 'paper', delivery: 'mail' })
    const wrong = {
      ...steps.who,
      name: '',
      identityNumber: '110101190001010007',
      email: 'shili',
      address: '',
      phone: '',
    }
    const answer = await browser.step('who', wrong)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    for (const name of ['name', 'identityNumber', 'email', 'address']) expect(html).toContain(`id="${name}-problem"`)
    expect(html).toContain('value="110101190001010007"')
    expect(seen(html)).toContain('有 4 处需要改正')
    const check = await browser.page('/requests/new/check')
    expect(check).toContain('href="/requests/new/what#title"')
    expect(check).not.toContain('提交申请</button>')
    expect((await browser.file()).status).toBe(400)
    expect(await requests()).toEqual([])
  })

  test('goes back and away with all that was typed, right or wrong', async () => {
    const browser = world.browse()
    await browser.begin()
    const back = await browser.step('how', { medium: 'paper', delivery: '', go: 'back' })
    expect(back.headers.get('location')).toBe('/requests/new/what')
    const away = await browser.step('what', { ...steps.what, title: '写了一半', go: 'later' })
    expect(away.headers.get('location')).toBe('/requests/new?note=later')
    expect(seen(await browser.page('/requests/new?note=later'))).toContain('您有一份没有提交的草稿')
    expect(await browser.page('/requests/new/what')).toContain('value="写了一半"')
  })

  test('leads from a body that is no more to the one that goes on with its work', async () => {
    const { agencyId } = world
    await held.owner
      .updateTable('agency')
      .set({ closed_on: '2025-01-01', successor_id: agencyId })
      .where('name', '=', '示例市云汐区北岭分署')
      .execute()
    const browser = world.browse()
    const text = seen(await browser.page('/requests/new?q=北岭'))
    expect(text).toContain('已于 2025-01-01 撤并，不再受理申请。由示例市云汐区人民政府办公室继续履行职权。')
    const { id } = await held.db
      .selectFrom('agency')
      .select('id')
      .where('closed_on', 'is not', null)
      .executeTakeFirstOrThrow()
    const refused = await browser.post('/requests/new', { body: String(id) })
    expect(refused.headers.get('location')).toBe('/requests/new?note=closed')
  })

  test('takes what was written along to another body, attachments included', async () => {
    const browser = world.browse()
    await browser.fillIn()
    await browser.attach([pdf('示例.pdf')])
    const { id } = await held.db
      .selectFrom('agency')
      .select('id')
      .where('name', '=', '示例市云汐区北岭分署')
      .executeTakeFirstOrThrow()
    await held.db
      .insertInto('disclosure_office')
      .values({
        agency_id: id,
        number_word: '',
        reconsideration_organ: '',
        court: '',
        online_reconsideration: '',
        contact: '',
        phone: '',
        fax: '',
        address: '',
        postcode: '',
        hours: '',
        payment: '',
        changed_at: world.services.now(),
      })
      .execute()
    await browser.post('/requests/new', { body: String(id) })
    const check = seen(await browser.page('/requests/new/check'))
    expect(check).toContain('示例市云汐区北岭分署')
    expect(check).toContain('示例大道二期用地批复')
    expect(check).toContain('示例.pdf')
    expect(await held.db.selectFrom('public_draft').select('agency_id').execute()).toEqual([{ agency_id: id }])
  })
})

describe('Filing', () => {
  test('sent twice, also at the same moment, files once and tells the same code', async () => {
    const browser = world.browse()
    await browser.fillIn()
    const draft = browser.cookies.get('draft') ?? ''
    const send = () =>
      browser.app.request('http://localhost/requests/new/file', {
        method: 'POST',
        headers: { origin: 'http://localhost', cookie: `draft=${draft}` },
      })
    const answers = [...(await Promise.all([send(), send(), send()])), await send()]
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    const pages = await Promise.all(
      answers.map(async (answer) => {
        const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('filed=')) ?? ''
        const page = await browser.app.request('http://localhost/requests/filed', { headers: { cookie } })
        return codesOf(await page.text())
      }),
    )
    expect(new Set(pages.map((one) => JSON.stringify(one))).size).toBe(1)
    const key = await theOne()
    expect(pages[0]?.receipt).toBe(await findReceipt(held.db, key))
  })

  test('sent again half an hour later tells no code any more', async () => {
    const browser = world.browse()
    await browser.fillIn()
    const draft = browser.cookies.get('draft') ?? ''
    await browser.file()
    world.services.now().setMinutes(world.services.now().getMinutes() + 31)
    const again = await browser.app.request('http://localhost/requests/new/file', {
      method: 'POST',
      headers: { origin: 'http://localhost', cookie: `draft=${draft}` },
    })
    expect(again.headers.get('location')).toBe('/requests/new?note=no-draft')
    expect((await browser.get('/requests/filed')).headers.get('location')).toBe('/requests/follow')
  })

  test('moves attachments into the dossier under names that name nobody', async () => {
    const browser = world.browse()
    await browser.fillIn()
    const attached = await browser.attach([pdf('示例人甲身份证.pdf')], 'identity')
    expect(attached.headers.get('location')).toBe('/requests/new/files')
    await browser.file()
    const key = await theOne()
    const [file] = await findRequestFiles(held.db, key)
    expect(file).toMatchObject({
      name: '申请附件1（身份证明）.pdf',
      person: '申请人',
      mediaType: 'application/pdf',
      scanned: '',
    })
    expect((await findEntries(held.db, key)).map(({ fact }) => fact.happened)).toEqual(['submitted', 'file-added'])
    expect(await held.db.selectFrom('public_draft_file').select('id').execute()).toEqual([])
  })

  test('for somebody else needs their authorisation (art. 29), for a minor the proof of guardianship', async () => {
    const other = { otherName: '示例人乙', otherIdentityNumber: '110101190001010006', otherPhone: '000-0000000' }
    for (const [actsAs, purpose, says] of [
      ['agent', 'authorisation', '授权委托书'],
      ['guardian', 'guardianship', '监护关系证明'],
    ] as const) {
      const browser = world.browse()
      await browser.fillIn({ who: { actsAs, ...other } })
      const refused = await browser.step('files', { go: 'next' })
      expect([refused.status, seen(await refused.text()).includes(says)]).toEqual([400, true])
      expect((await browser.file()).status).toBe(400)
      await browser.attach([pdf('a.pdf')], purpose)
      expect((await browser.file()).headers.get('location')).toBe('/requests/filed')
    }
    expect(await requests()).toHaveLength(2)
  })

  test('gives a receipt as PDF, and forgets the code when told so', async () => {
    const browser = world.browse()
    await browser.fillIn()
    await browser.file()
    const answer = await browser.get('/requests/filed/receipt.pdf')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await browser.post('/requests/filed', {})
    expect((await browser.get('/requests/filed')).status).toBe(303)
  }, 60_000)

  test('leaves nothing personal in addresses, the log, the trail or unsealed in the database', async () => {
    const browser = world.browse()
    await browser.fillIn()
    const draft = await held.db.selectFrom('public_draft').selectAll().executeTakeFirstOrThrow()
    expect(Buffer.from(draft.sealed).toString()).not.toContain('示例')
    await browser.file()
    const { receipt, code } = codesOf(await browser.page('/requests/filed'))
    const trail = await held.db.selectFrom('trail_link').select('text').execute()
    const facts = await held.db.selectFrom('request_fact').select('fact').execute()
    const kept = JSON.stringify([world.lines, trail, facts])
    for (const text of ['示例人甲', '110101190001010006', '0000-0000', 'shili@example.com', code, receipt])
      expect(kept).not.toContain(text)
  })

  test('is kept by nobody on the way: no page of the form may be stored', async () => {
    const browser = world.browse()
    await browser.fillIn()
    for (const path of ['/requests', '/requests/new', '/requests/new/who', '/requests/new/check'])
      expect((await browser.get(path)).headers.get('cache-control')).toBe('no-store')
    const cookie = (await browser.begin()).headers.getSetCookie().find((line) => line.startsWith('draft='))
    expect(cookie).toMatch(/Path=\/requests; HttpOnly; SameSite=Strict/)
  })
})

describe('At the desk', () => {
  test('a request of the portal is registered when its receipt is confirmed, and its clock runs (art. 31 (3), art. 33)', async () => {
    await emptyTables(held.db)
    const desk = await deskOffice(held.db, '2025-03-03')
    const { app, cookies, post } = visit(desk.services)
    await post('/requests/new', { body: String(desk.agencyId) })
    for (const name of ['what', 'how', 'who'] as const) await post(`/requests/new/${name}`, steps[name])
    const form = new FormData()
    form.append('purpose', 'other')
    form.append('files', pdf('补充材料.pdf'))
    await app.request('http://localhost/requests/new/attach', {
      method: 'POST',
      body: form,
      headers: { origin: 'http://localhost', cookie: `draft=${cookies.get('draft')}` },
    })
    await post('/requests/new/file', {})
    const [row] = await held.db.selectFrom('request').select('id').execute()
    const key = { agencyId: desk.agencyId, id: row?.id ?? 0 }
    expect((await desk.row(key)).status).toBe('awaiting-confirmation')
    desk.today('2025-03-05')
    const site = await desk.at('officer')
    const page = seen(await site.page(pathOf(key)))
    expect(page).toContain('申请附件1（其他材料）.pdf')
    expect(page).toContain('未经查毒')
    await send(desk, site, key, 'confirm-receipt', { on: '2025-03-05' })
    expect(await desk.row(key)).toMatchObject({ status: 'handling', received_on: '2025-03-05', due_on: '2025-04-02' })
    const facts = (await findEntries(held.db, key)).map(({ fact }) => fact)
    expect(facts.at(-1)).toEqual({ happened: 'registered', on: '2025-03-05', number: '2025-0001' })
  })
})
