import { beforeEach, describe, expect, test } from 'vitest'
import { follow, openFollowLimits } from '../../src/app/public/following.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { saveOffice } from '../../src/store/disclosure-offices.ts'
import { findEntries, type RequestKey } from '../../src/store/requests.ts'
import { office } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { dossierIn } from './dossier-stages.ts'
import { send } from './dossier-world.ts'
import { type FollowWorld, followWorld, given, say } from './follow-world.ts'
import { seen, visit } from './site.ts'

const held = useDatabase()

const asked: Fact = { happened: 'clarification-asked', on: '2025-03-06', items: '请写明年份', until: '2025-03-20' }

async function clarifying() {
  const world = await followWorld(held.db, '2025-03-03')
  const key = await world.register()
  await world.giveAccess(key)
  world.today('2025-03-06')
  await world.act(key, 'officer', 'ask-clarification', asked)
  return { world, key, site: await world.following() }
}

/** A reply that goes over the site. */
async function repliedOnline() {
  const world = await followWorld(held.db, '2025-03-03')
  const online = { ...office, onlineReconsideration: 'https://reconsideration.example' }
  await saveOffice(held.db, world.agencyId, online, world.services.now())
  const key = await dossierIn(world, 'signed-off')
  await world.giveAccess(key)
  const desk = await world.at('officer')
  expect((await send(world, desk, key, 'reply', { sentBy: 'online' })).status).toBe(303)
  return { world, key, site: await world.following() }
}

const letterOf = (page: string) => /\/requests\/followed\/letters\/(\d+)\.pdf/.exec(page)?.[1] ?? ''

const withoutNumber = (page: string) => page.replace(/请求编号 [0-9a-f]+/, '')

const factsOf = async (key: RequestKey) => (await findEntries(held.db, key)).map(({ fact }) => fact)

describe('Following a request', () => {
  beforeEach(() => emptyTables(held.db))

  test('says where it stands, until when and why, who acts next, and what has happened (arts. 30, 33)', async () => {
    const { site } = await clarifying()
    const page = seen(await site.page('/requests/followed'))
    for (const words of [
      '等待您补正',
      '请在 2025-03-20 前提交补正',
      '下一步由您办理',
      '一次性告知补正（第 3 个工作日，限 7 个工作日内）',
      '条例第三十条',
      '告知补正 请写明年份；至 2025-03-20',
      '提交补正',
    ])
      expect(page).toContain(words)
    expect(page).not.toContain('示例officer')
  })

  test('takes number and code as people type them', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    await world.giveAccess(await world.register())
    const typed = { receipt: ' 2748 10936655', code: 'ｈ3wd8zna-57rc' }
    expect((await world.browser().post('/requests/follow', typed)).headers.get('location')).toBe('/requests/followed')
  })

  test('answers an unknown number and a wrong code alike, word for word', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    await world.giveAccess(await world.register())
    const wrongs = [
      { receipt: given.receipt, code: '0000-0000-0000' },
      { receipt: '9999-9999-9999', code: given.code },
      { receipt: '9999-9999-9999', code: '0000-0000-0000' },
      { receipt: '不是编号', code: '不是' },
    ]
    const answers = await Promise.all(
      wrongs.map(async (wrong) => {
        const answer = await world.browser().post('/requests/follow', wrong)
        const page = withoutNumber(await answer.text()).replaceAll(wrong.receipt, '')
        return [answer.status, answer.headers.get('set-cookie'), page]
      }),
    )
    expect(answers[0]?.[0]).toBe(403)
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test('does the same work for an unknown number as for a wrong code', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    await world.giveAccess(await world.register())
    const limits = openFollowLimits(world.services)
    const workOf = async (access: { receipt: string; code: string }) => {
      const sql: string[] = []
      const marked: string[] = []
      const db = held.db.withPlugin({
        transformQuery: ({ node }) => {
          sql.push(node.kind)
          return node
        },
        transformResult: async ({ result }) => result,
      })
      const mark = (text: string, purpose: string) => {
        marked.push('mark')
        return world.services.seals.mark(text, purpose)
      }
      const services = { ...world.services, db, seals: { ...world.services.seals, mark } }
      expect(await follow(services, limits, { ...access, address: '192.0.2.1' })).toEqual({ ok: false, code: 'wrong' })
      return [...sql, ...marked]
    }
    const ofWrongCode = await workOf({ receipt: given.receipt, code: '0000-0000-0000' })
    expect(ofWrongCode).toEqual(['SelectQueryNode', 'mark'])
    expect(await workOf({ receipt: '9999-9999-9999', code: given.code })).toEqual(ofWrongCode)
  })

  test('is slowed down after ten tries of a number, whether there is such a number or not', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    await world.giveAccess(await world.register())
    for (const receipt of [given.receipt, '9999-9999-9999']) {
      const site = world.browser()
      for (let nth = 1; nth <= 10; nth += 1)
        expect((await site.post('/requests/follow', { receipt, code: '0000-0000-0000' })).status).toBe(403)
      const answer = await site.post('/requests/follow', { ...given, receipt })
      expect(answer.status).toBe(429)
      expect(await answer.text()).toMatch(/请 \d+ 分钟后再试/)
    }
  })

  test('is slowed down for an address that tries many numbers', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    const site = world.browser()
    const statuses: number[] = []
    for (let nth = 1; nth <= 61; nth += 1) {
      const receipt = `1000-0000-${String(nth).padStart(4, '0')}`
      statuses.push((await site.post('/requests/follow', { receipt, code: given.code })).status)
    }
    expect(new Set(statuses.slice(0, 60))).toEqual(new Set([403]))
    expect(statuses.at(-1)).toBe(429)
  })

  test('lasts two hours, in a cookie that no script and no other site reads', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    await world.giveAccess(await world.register())
    const site = world.browser()
    const cookie = (await site.post('/requests/follow', { ...given })).headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^followed=[\w-]{43}; Max-Age=7200; Path=\/requests; HttpOnly; SameSite=Strict$/)
    world.clock.now = new Date('2025-03-03T03:59:59Z')
    expect((await site.get('/requests/followed')).status).toBe(200)
    world.clock.now = new Date('2025-03-03T04:00:00Z')
    for (const path of ['/requests/followed', '/requests/followed/withdraw', '/requests/followed/letters/1.pdf'])
      expect((await site.get(path)).headers.get('location')).toBe('/requests/follow?note=over')
  })

  test('ends when the applicant ends it: the token is worth nothing after that', async () => {
    const { site, world } = await clarifying()
    const token = site.cookies.get('followed') ?? ''
    expect((await site.post('/requests/followed/end', {})).headers.get('location')).toBe('/requests/follow?note=ended')
    const again = visit(world.services)
    again.cookies.set('followed', token)
    expect((await again.get('/requests/followed')).status).toBe(303)
  })

  test('is not begun, ended or acted on from pages of other sites', async () => {
    const { site, world, key } = await clarifying()
    const foreign = { origin: 'https://elsewhere.example' }
    for (const [path, fields] of [
      ['/requests/follow', given],
      ['/requests/followed/end', {}],
      ['/requests/followed/clarify', { text: '甲' }],
    ] as const)
      expect((await site.post(path, fields, foreign)).status).toBe(403)
    expect(await world.happened(key)).not.toContain('clarification-received')
    expect((await site.get('/requests/followed')).status).toBe(200)
  })
})

describe('What one does with one’s own request', () => {
  beforeEach(() => emptyTables(held.db))

  test('comes back with all that is wrong and what was typed, and nothing is done', async () => {
    const { site, world, key } = await clarifying()
    const before = await world.happened(key)
    const answer = await say(world, site, key, 'withdraw', { reason: '不需要了' })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain('请先勾选，确认撤回这件申请')
    expect(page).toContain('不需要了')
    expect((await say(world, site, key, 'choose-delivery', { medium: '甲' })).status).toBe(400)
    expect((await say(world, site, key, 'clarify', { text: '　' })).status).toBe(400)
    expect((await say(world, site, key, 'clarify', { text: '年'.repeat(5001) })).status).toBe(400)
    expect(await world.happened(key)).toEqual(before)
  })

  test('is not done on a state that the applicant has not seen; what was typed stays', async () => {
    const { site, world, key } = await clarifying()
    const { version } = await world.row(key)
    await world.act(key, 'officer', 'note', { happened: 'noted', on: '2025-03-06', text: '内部' })
    const answer = await site.post('/requests/followed/clarify', {
      version: String(version),
      seen: '3',
      text: '2019 年',
    })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('还没有提交')
    expect(page).toContain('2019 年')
    expect(page).not.toContain('内部')
    expect(await world.happened(key)).not.toContain('clarification-received')
  })

  test('is done once where the button was pressed twice, and both times it says so', async () => {
    const { site, world, key } = await clarifying()
    const { version } = await world.row(key)
    const press = () =>
      site.post('/requests/followed/clarify', { version: String(version), seen: '3', text: '2019 年' })
    const both = await Promise.all([press(), press()])
    expect([...both, await press()].map(({ headers }) => headers.get('location'))).toEqual(
      Array.from({ length: 3 }, () => '/requests/followed?done=clarify'),
    )
    expect((await world.happened(key)).filter((one) => one === 'clarification-received')).toHaveLength(1)
  })

  test('restarts the clock by the clarification of the day it came (arts. 30, 33)', async () => {
    const { site, world, key } = await clarifying()
    world.today('2025-03-20')
    expect((await say(world, await world.following(), key, 'clarify', { text: '2019 年\u202e的批复' })).status).toBe(
      303,
    )
    expect(site).toBeDefined()
    expect((await factsOf(key)).at(-1)).toEqual({
      happened: 'clarification-received',
      on: '2025-03-20',
      text: '2019 年的批复',
    })
    expect(await world.row(key)).toMatchObject({ status: 'handling', due_on: '2025-04-18' })
  })

  test('brings files, told by their bytes and kept under names that name nobody (art. 29)', async () => {
    const { site, world, key } = await clarifying()
    const { version } = await world.row(key)
    const form = new FormData()
    form.set('version', String(version))
    form.set('text', '2019 年')
    form.append(
      'files',
      new File(['%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], '示例人甲的身份证.pdf'),
    )
    const body = new Request('http://localhost', { method: 'POST', body: form })
    const headers = { origin: 'http://localhost', 'content-type': body.headers.get('content-type') ?? '' }
    const answer = await site.ask('/requests/followed/clarify', {
      method: 'POST',
      headers,
      body: await body.arrayBuffer(),
    })
    expect(answer.status).toBe(303)
    expect((await factsOf(key)).slice(-2)).toMatchObject([
      { happened: 'clarification-received', text: '2019 年' },
      { happened: 'file-added', name: '申请人补充材料1.pdf' },
    ])
    const page = await (await world.at('officer')).page(`/desk/requests/${key.agencyId}-${key.id}`)
    expect(page).toContain('申请人补充材料1.pdf')
  })

  test('takes no program that calls itself a picture, and says so beside the field', async () => {
    const { site, world, key } = await clarifying()
    const form = new FormData()
    form.set('version', String((await world.row(key)).version))
    form.append('files', new File(['MZ\u0090\u0000\u0003'], '照片.png'))
    const body = new Request('http://localhost', { method: 'POST', body: form })
    const headers = { origin: 'http://localhost', 'content-type': body.headers.get('content-type') ?? '' }
    const answer = await site.ask('/requests/followed/add-file', {
      method: 'POST',
      headers,
      body: await body.arrayBuffer(),
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('“照片.png”没有收下')
    expect(await world.happened(key)).not.toContain('file-added')
  })

  test('gives reasons once, when they were demanded; the office weighs them beginning with the words given (art. 35)', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    const key = await world.register()
    await world.giveAccess(key)
    const site = await world.following()
    expect(await (await say(world, site, key, 'give-reasons', { text: '用于研究' })).text()).toContain(
      '没有要求您说明理由',
    )
    await world.act(key, 'officer', 'demand-reasons', {
      happened: 'reasons-demanded',
      on: '2025-03-03',
      about: '本月 30 件',
      until: '2025-03-20',
    })
    expect(seen(await site.page('/requests/followed'))).toContain('等待您说明理由')
    expect((await say(world, site, key, 'give-reasons', { text: '用于研究' })).status).toBe(303)
    expect((await say(world, site, key, 'give-reasons', { text: '另外' })).status).toBe(409)
    const form = await (await world.at('officer')).page(`/desk/requests/${key.agencyId}-${key.id}/record-reasons`)
    expect(form).toMatch(/<textarea[^>]*name="text"[^>]*>用于研究<\/textarea>/)
  })

  test('tells of a payment, which the office registers when it has seen the money (art. 42)', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    const key = await dossierIn(world, 'awaiting-payment')
    await world.giveAccess(key)
    const site = await world.following()
    expect((await say(world, site, key, 'tell-payment', { text: '3月5日窗口缴纳' })).status).toBe(303)
    expect(await world.row(key)).toMatchObject({ status: 'awaiting-payment' })
    expect(seen(await site.page('/requests/followed'))).toContain('等待机关核对缴费')
    const form = await (await world.at('officer')).page(`/desk/requests/${key.agencyId}-${key.id}/record-payment`)
    expect(form).toContain('3月5日窗口缴纳')
  })
})

describe('Letters and files for the applicant', () => {
  beforeEach(() => emptyTables(held.db))

  test('that were sent over the site are delivered by being read, once, and not by being asked about (art. 45)', async () => {
    const { world, key, site } = await repliedOnline()
    const page = await site.page('/requests/followed')
    expect(seen(page)).toContain('下载即为送达')
    const path = `/requests/followed/letters/${letterOf(page)}.pdf`
    expect((await site.ask(path, { method: 'HEAD' })).status).toBe(200)
    expect(await world.row(key)).toMatchObject({ status: 'replied' })
    const answers = await Promise.all([site.get(path), site.get(path), site.get(path)])
    for (const answer of answers) {
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }
    const served = (await factsOf(key)).filter(({ happened }) => happened === 'served')
    expect(served).toMatchObject([
      { way: 'online', proof: expect.stringMatching(/^申请人于 2025年3月5日.* 网上下载$/) },
    ])
    expect(await world.row(key)).toMatchObject({ status: 'closed' })
  })

  test('tell after the reply how it is contested, as the letter says (行政复议法第二十条、第二十二条)', async () => {
    const { site } = await repliedOnline()
    const page = seen(await site.page('/requests/followed'))
    expect(page).toContain('60日内向示例市人民政府申请行政复议')
    expect(page).toContain('https://reconsideration.example')
    expect(page).toContain('无法提供（不属于本机关负责公开）')
  })

  test('that were sent by post may be read too; that delivers nothing', async () => {
    const world = await followWorld(held.db, '2025-03-03')
    const key = await dossierIn(world, 'replied')
    await world.giveAccess(key)
    const site = await world.following()
    const path = `/requests/followed/letters/${letterOf(await site.page('/requests/followed'))}.pdf`
    expect((await site.get(path)).status).toBe(200)
    expect(await world.happened(key)).not.toContain('served')
  })

  test('of others, of third parties and of the desk are not there', async () => {
    const { world, key, site } = await repliedOnline()
    const own = letterOf(await site.page('/requests/followed'))
    const other = await dossierIn(world, 'handling')
    await world.giveAccess(other, { receipt: '1111-2222-3333', code: '0000-0000-0001' })
    const stranger = await world.following({ receipt: '1111-2222-3333', code: '0000-0000-0001' })
    expect((await stranger.get(`/requests/followed/letters/${own}.pdf`)).status).toBe(404)
    await askThirdParty(world, other)
    const letters = await held.db
      .selectFrom('letter')
      .select(['id', 'kind'])
      .where('request_id', '=', other.id)
      .execute()
    const answers = await Promise.all(
      letters.map(async ({ id, kind }) => [kind, (await stranger.get(`/requests/followed/letters/${id}.pdf`)).status]),
    )
    expect(Object.fromEntries(answers)).toEqual({ 'third-party-consultation': 404, 'consultation-notice': 200 })
    for (const id of ['1', '0', '999999999999999'])
      expect((await site.get(`/requests/followed/files/${id}`)).status).toBe(404)
    expect(await world.happened(key)).not.toContain('served')
  })
})

async function askThirdParty(world: FollowWorld, key: RequestKey) {
  const fields = { parties: '示例建设公司', information: '补偿明细', tell: 'yes', sentBy: 'mail' }
  await send(world, await world.at('officer'), key, 'ask-third-party', fields)
}

describe('What is personal', () => {
  beforeEach(() => emptyTables(held.db))

  test('stands in no address, no log, and no page that anybody keeps', async () => {
    const { world, key, site } = await clarifying()
    const answers = [
      await site.get('/requests/follow'),
      await site.get('/requests/followed'),
      await say(world, site, key, 'clarify', { text: '示例秘密' }),
      await site.get('/requests/followed?done=clarify'),
      await world.browser().post('/requests/follow', { ...given, code: '0000-0000-0000' }),
    ]
    for (const answer of answers) expect(answer.headers.get('cache-control')).toBe('no-store')
    const places = answers.map(({ headers }) => headers.get('location') ?? '').join(' ')
    const written = `${JSON.stringify(world.lines)} ${places}`
    expect(written).toContain('/requests/followed')
    for (const secret of [
      '2748',
      'H3WD',
      '示例秘密',
      '示例人甲',
      '示例大道',
      '13800000000',
      site.cookies.get('followed') ?? '-',
    ])
      expect(written).not.toContain(secret)
  })

  test('in the trail is the number of the request, and “申请人” for who acts', async () => {
    const { world, key, site } = await clarifying()
    await say(world, site, key, 'clarify', { text: '2019 年' })
    const link = await held.db
      .selectFrom('trail_link')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(link).toMatchObject({
      kind: 'clarification-received',
      subject: 'request 2025-0001',
      person: '申请人',
      account_id: null,
    })
  })
})
