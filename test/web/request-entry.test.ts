import { beforeEach, describe, expect, test } from 'vitest'
import { openApplicant } from '../../src/store/applicants.ts'
import { findEntries, findRequest } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { testSeals } from '../seals.ts'
import { signedIn } from './desk-world.ts'
import { requestWorld } from './request-world.ts'
import { seen } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof requestWorld>>

beforeEach(async () => {
  await emptyTables(held.db)
  world = await requestWorld(held.db, '2025-03-06')
})

const given = {
  kind: 'disclosure',
  channel: 'counter',
  submittedOn: '2025-03-05',
  receivedOn: '',
  applicantType: 'natural-person',
  name: '示例人甲',
  identityKind: '居民身份证',
  identityNumber: '110101190001010000',
  phone: '000-0000000',
  email: '',
  address: '示例市云汐区示例路1号',
  postcode: '',
  agent: '',
  content: '申请公开示例大道二期用地批复及附图。另附征地补偿安置方案。',
  subject: '',
  medium: '纸质',
  delivery: '自行领取',
  section: '',
  entryKey: 'a'.repeat(32),
  seen: '',
}

/** The number of the one request that was registered, with how it stands. */
const registered = async () => {
  const row = await held.db.selectFrom('request').select(['id', 'agency_id']).executeTakeFirst()
  const key = row && { agencyId: row.agency_id, id: row.id }
  return key && { key, row: await findRequest(held.db, key), entries: await findEntries(held.db, key) }
}

const kinds = async () => (await registered())?.entries.map(({ fact }) => `${fact.happened} ${fact.on}`)

describe('Entering a request', () => {
  test('seals who asks, takes the line for the lists from the content and leads to the dossier', async () => {
    const site = await signedIn(world, 'officer')
    const answer = await site.post('/desk/requests/new', { ...given, section: String(world.ids.levy) })
    const made = await registered()
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/desk/requests/${made?.key.agencyId}-${made?.key.id}?done=registered`,
    ])
    expect(made?.row).toMatchObject({
      number: '2025-0001',
      masked_name: '示**',
      subject: '示例大道二期用地批复及附图',
      received_on: '2025-03-05',
      due_on: '2025-04-02',
      handler: '征收科',
    })
    expect(made && (await openApplicant(held.db, testSeals, made.key))).toMatchObject({
      name: '示例人甲',
      identityNumber: '110101190001010000',
    })
    const everything = JSON.stringify([made?.row, made?.entries, world.lines])
    expect(everything).not.toMatch(/示例人甲|110101190001010000/)
  })

  const days: readonly (readonly [
    channel: string,
    receivedOn: string,
    facts: readonly string[],
    receivedAs: string | null,
  ])[] = [
    ['counter', '', ['submitted 2025-03-05', 'registered 2025-03-05'], '2025-03-05'],
    ['counter', '2025-03-05', ['submitted 2025-03-05', 'registered 2025-03-05'], '2025-03-05'],
    [
      'signed-mail',
      '2025-03-06',
      ['submitted 2025-03-05', 'signed-for 2025-03-06', 'registered 2025-03-06'],
      '2025-03-06',
    ],
    ...(['ordinary-mail', 'online', 'fax', 'e-mail', 'phone'] as const).flatMap(
      (channel) =>
        [
          [channel, '', ['submitted 2025-03-05', 'registered 2025-03-05'], null],
          [
            channel,
            '2025-03-06',
            ['submitted 2025-03-05', 'receipt-confirmed 2025-03-06', 'registered 2025-03-06'],
            '2025-03-06',
          ],
        ] as const,
    ),
  ]
  test.each(days)(
    'by %s with the second day “%s” is received as article 31 says',
    async (channel, receivedOn, facts, day) => {
      const site = await signedIn(world, 'officer')
      expect((await site.post('/desk/requests/new', { ...given, channel, receivedOn })).status).toBe(303)
      expect(await kinds()).toEqual(facts)
      const made = await registered()
      expect(made?.row?.received_on).toBe(day)
      expect(made?.row?.status).toBe(day === null ? 'awaiting-confirmation' : 'handling')
    },
  )

  test('keeps the lines of what the applicant wrote, without signs that nobody sees', async () => {
    const site = await signedIn(world, 'officer')
    const content = '一、示例大道\u202e批复\0\u0007；\r\n\t二、葛\u{e0100}某𠮷的𬱖档案'
    expect((await site.post('/desk/requests/new', { ...given, content })).status).toBe(303)
    expect((await registered())?.row?.content).toBe('一、示例大道批复；\r\n\t二、葛\u{e0100}某𠮷的𬱖档案')
  })

  test('explains without any script when which day counts', async () => {
    const text = seen(await (await signedIn(world, 'officer')).page('/desk/requests/new'))
    expect(text).toContain('当面：当日为收到申请之日。不用另填日期。条例第三十一条第（一）项')
    expect(text).toContain('必须填写签收日期')
    expect(text).toContain('还没有确认的先空着')
  })

  const wrong: readonly (readonly [Record<string, string>, Record<string, string>])[] = [
    [{ submittedOn: '' }, { submittedOn: '请填写提交日期' }],
    [{ submittedOn: '2025-02-30' }, { submittedOn: '请填写存在的日期' }],
    [{ submittedOn: '2025-03-07' }, { submittedOn: '提交日期在今天之后' }],
    [{ submittedOn: '2008-04-30' }, { submittedOn: '条例自 2008-05-01 起施行' }],
    [{ receivedOn: '2025-03-06' }, { receivedOn: '提交之日就是收到申请之日' }],
    [{ channel: 'signed-mail' }, { receivedOn: '请填写签收日期' }],
    [{ channel: 'fax', receivedOn: '2025-03-04' }, { receivedOn: '早于提交日期 2025-03-05' }],
    [{ channel: 'fax', receivedOn: '2025-03-07' }, { receivedOn: '在今天之后' }],
    [{ channel: 'pigeon' }, { channel: '请选择申请渠道' }],
    [{ section: '4711' }, { section: '请在列表里选择科室' }],
    [{ name: '示例\u202e甲' }, { name: '有看不见的控制字符' }],
    [{ subject: '批复\u001b[31m' }, { subject: '有看不见的控制字符' }],
    [
      { name: ' \u200b', content: '', email: 'x', postcode: '12', submittedOn: '2026-01-01' },
      {
        name: '请填写申请人的姓名或者名称',
        content: '请填写申请的内容',
        email: '请填写完整的电子邮箱',
        postcode: '邮政编码是六位数字',
        submittedOn: '提交日期在今天之后',
      },
    ],
  ]
  test.each(wrong)('with %j is told all that is wrong beside its field, and loses nothing', async (changes, says) => {
    const site = await signedIn(world, 'officer')
    const answer = await site.post('/desk/requests/new', { ...given, ...changes })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    for (const [name, words] of Object.entries(says))
      expect(html.match(new RegExp(`id="${name}-problem">([^<]*)<`))?.[1]).toContain(words)
    expect([...html.matchAll(/class="err"/g)]).toHaveLength(Object.keys(says).length)
    expect(html).toContain('value="示例市云汐区示例路1号"')
    expect(html).toContain(`value="${'a'.repeat(32)}"`)
    expect(await registered()).toBeUndefined()
  })

  test('sent twice, also at the same moment, registers once and leads to the same dossier', async () => {
    const site = await signedIn(world, 'officer')
    const both = await Promise.all([1, 2].map(() => site.post('/desk/requests/new', given)))
    const again = await site.post('/desk/requests/new', given)
    expect(new Set([...both, again].map((answer) => answer.headers.get('location'))).size).toBe(1)
    expect(await held.db.selectFrom('request').select('id').execute()).toHaveLength(1)
  })

  test('warns of earlier and similar requests, late entry and what is lacking, and registers all the same', async () => {
    await (await signedIn(world, 'officer')).post('/desk/requests/new', given)
    world.today('2025-03-20')
    const site = await signedIn(world, 'officer')
    const second = { ...given, entryKey: 'b'.repeat(32), phone: '', address: '' }
    const answer = await site.post('/desk/requests/new', second)
    expect(answer.status).toBe(200)
    const html = await answer.text()
    for (const words of [
      '同一申请人以前申请过 1 件',
      '有 1 件内容相似的申请',
      '距今已 11 个工作日，超过告知补正的 7 个工作日',
      '没有填联系方式',
      '2025-0001',
      '还没有登记',
    ])
      expect(seen(html)).toContain(words)
    expect(await held.db.selectFrom('request').select('id').execute()).toHaveLength(1)
    const shown = html.match(/name="seen" value="([^"]*)"/)?.[1] ?? ''
    expect((await site.post('/desk/requests/new', { ...second, seen: shown })).status).toBe(303)
    expect(await held.db.selectFrom('request').select('id').execute()).toHaveLength(2)
  })

  test('hints at the fee from the eleventh request of a calendar month on (art. 42)', async () => {
    const site = await signedIn(world, 'officer')
    const all = 'earlier many similar'
    const enter = (nth: number, seenBefore = all) =>
      site.post('/desk/requests/new', { ...given, entryKey: nth.toString(16).padStart(32, '0'), seen: seenBefore })
    for (let nth = 1; nth <= 9; nth += 1) expect((await enter(nth)).status).toBe(303)
    expect(seen(await (await enter(10, '')).text())).not.toContain('信息处理费')
    expect((await enter(10)).status).toBe(303)
    expect(seen(await (await enter(11, '')).text())).toContain(
      '这是第 11 件。超过 10 件的，可以依法收取信息处理费。（条例第四十二条）',
    )
  })

  test('is for the office alone, whatever is posted', async () => {
    for (const login of ['handler', 'contact', 'leader', 'reviewer', 'supervisor', 'administrator', 'auditor']) {
      const site = await signedIn(world, login)
      expect((await site.get('/desk/requests/new')).status).toBe(403)
      expect((await site.post('/desk/requests/new', given)).status).toBe(403)
    }
    expect(await registered()).toBeUndefined()
  })

  test('loses nothing when the session has ended', async () => {
    const site = await signedIn(world, 'officer')
    site.cookies.clear()
    const html = await (await site.post('/desk/requests/new', given)).text()
    expect(seen(html)).toContain('您填写的内容都还在')
    expect(html).toContain('示例市云汐区示例路1号')
  })
})
