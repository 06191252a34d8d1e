import { beforeEach, describe, expect, test } from 'vitest'
import { findLetters } from '../../src/store/letters.ts'
import { findEntries, type RequestKey } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { dossierIn } from './dossier-stages.ts'
import { type DeskOffice, deskOffice, pathOf, send } from './dossier-world.ts'
import { seen } from './site.ts'

const held = useDatabase()

type Fields = Readonly<Record<string, string>>

/** Sends a form that must be done. */
async function doIt(
  world: DeskOffice,
  login: Parameters<DeskOffice['at']>[0],
  key: RequestKey,
  action: string,
  fields: Fields,
) {
  const answer = await send(world, await world.at(login), key, action, fields)
  expect(answer.status === 303 ? '' : seen(await answer.text())).toBe('')
}

const filed = {
  number: '云汐复〔2025〕3号',
  organ: '示例市人民政府',
  on: '2025-03-10',
  notified: '2025-03-11',
  procedure: 'simplified',
}

const refusedAnew = {
  clear: 'yes',
  ours: 'yes',
  governmentInformation: 'yes',
  exists: 'yes',
  alreadyPublic: 'no',
  refusable: 'yes',
  separable: 'no',
  outcome: 'refused.deliberative',
  stage: 'draft',
  reason: '批复尚在讨论',
}

describe('A decision that is ordered anew (行政复议法第六十四条)', () => {
  beforeEach(() => emptyTables(held.db))

  test('opens the dossier again until the day of the order, and is followed by a second letter', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'closed')
    world.today('2025-03-11')
    await doIt(world, 'officer', key, 'file-reconsideration', filed)
    // A session ends overnight: each day the officer signs in anew.
    const read = async (path = pathOf(key)) => seen(await (await world.at('officer')).page(path))
    const waiting = await read()
    expect(waiting).toContain('待答复 · 答复截止日 2025-03-18 · 还剩 5 个工作日')
    expect(waiting).toContain('5 个工作日内提交书面答复和证据、依据，截止')
    world.today('2025-03-17')
    await doIt(world, 'officer', key, 'answer-reconsideration', { number: filed.number, on: '2025-03-17' })
    expect(await read()).toContain('已答复，尚未审结')

    world.today('2025-04-08')
    const ruled = { number: filed.number, ruling: 'revoked', on: '2025-04-07', anew: '2025-05-08' }
    await doIt(world, 'officer', key, 'decide-reconsideration', ruled)
    expect(await world.row(key)).toMatchObject({
      status: 'handling',
      is_open: true,
      due_on: '2025-05-08',
      replied_on: null,
      outcome: null,
      settled_on: '2025-03-05',
      settled_as: 'unavailable.not-responsible',
    })
    const open = await read()
    expect(open).toContain('2025-05-08责令重新处理 · 重新答复截止日 · 还剩 20 个工作日')
    expect(open).toContain('撤销或者部分撤销')
    expect(open).toContain('年度报告计入“结果纠正”')
    expect(open).toContain('至 2025-05-08 尚未重新答复')
    expect(open).toContain('期限不能延长，也不因补正、收费停止计算')
    const worklist = await read('/desk/requests')
    expect(worklist).toContain('责令重新处理')
    expect(worklist).toContain('05-08还剩 20 个工作日')

    world.today('2025-05-06')
    await doIt(world, 'officer', key, 'draft', refusedAnew)
    await doIt(world, 'reviewer', key, 'review', { opinion: '同意' })
    await doIt(world, 'leader', key, 'sign-off', { opinion: '同意发出' })
    await doIt(world, 'officer', key, 'reply', { sentBy: 'in-person' })
    expect(await world.row(key)).toMatchObject({ status: 'replied', outcome: 'refused.deliberative' })
    const [second, first] = (await findLetters(held.db, key)).toSorted((a, b) => b.id - a.id)
    expect([first?.number, second?.number]).toEqual(['云汐公复〔2025〕1号', '云汐公复〔2025〕2号'])
    const letter = String(second?.id)
    await doIt(world, 'officer', key, 'deliver', { letter, on: '2025-05-06', way: 'in-person', proof: '当面签收' })
    expect(await world.row(key)).toMatchObject({
      status: 'closed',
      replied_on: '2025-05-06',
      overdue_by: null,
      settled_on: '2025-03-05',
      settled_as: 'unavailable.not-responsible',
    })
    const closed = await read()
    expect(closed).toContain('责令重新处理的截止日 · 2025-05-06 按期重新答复')
    expect(closed).toContain('2025-05-06 已重新答复')
    for (const { number } of [first, second] as { number: string }[]) expect(closed).toContain(number)
  })

  test('tells in the second letter what is open against the second decision (行政复议法第二十三条)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'closed')
    world.today('2025-04-08')
    await doIt(world, 'officer', key, 'file-reconsideration', filed)
    const ruled = { number: filed.number, ruling: 'revoked', on: '2025-04-07', anew: '2025-05-08' }
    await doIt(world, 'officer', key, 'decide-reconsideration', ruled)
    await doIt(world, 'officer', key, 'draft', refusedAnew)
    await doIt(world, 'reviewer', key, 'review', { opinion: '同意' })
    await doIt(world, 'leader', key, 'sign-off', { opinion: '同意发出' })
    await doIt(world, 'officer', key, 'reply', { sentBy: 'mail' })
    const papers = await held.db.selectFrom('letter').select('paper').orderBy('id').execute()
    const [first = '', second = ''] = papers.map(({ paper }) => JSON.stringify(paper))
    expect(first).toContain('6个月内直接向示例市云汐区人民法院提起行政诉讼')
    expect(second).toContain('应当先自收到本')
    expect(second).toContain('60日内向示例市人民政府申请行政复议')
  })

  test.each([
    ['propose-extension', { workdays: '10', reason: '内容较多' }],
    ['ask-clarification', { toCorrect: '年份', until: '2025-04-20', sentBy: 'mail' }],
    ['notice-fee', { facts: '多', howToPay: '窗口', until: '2025-05-05', sentBy: 'mail', method: 'per-request' }],
  ])('is not put off by %s', async (action, fields) => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'closed')
    world.today('2025-04-08')
    await doIt(world, 'officer', key, 'file-reconsideration', filed)
    const ruled = { number: filed.number, ruling: 'revoked', on: '2025-04-07', anew: '2025-05-08' }
    await doIt(world, 'officer', key, 'decide-reconsideration', ruled)
    const before = (await findEntries(held.db, key)).length
    const answer = await send(world, await world.at('officer'), key, action, fields as Fields)
    expect([answer.status, seen(await answer.text()).includes('责令在 2025-05-08 前重新处理')]).toEqual([409, true])
    expect(await findEntries(held.db, key)).toHaveLength(before)
  })
})

describe('The forms of a dispute', () => {
  beforeEach(() => emptyTables(held.db))

  test('take no day that cannot be: all are told at once beside their fields', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'closed')
    world.today('2025-03-11')
    const officer = await world.at('officer')
    const early = await send(world, officer, key, 'file-reconsideration', { ...filed, notified: '2025-03-09' })
    expect([early.status, seen(await early.text()).includes('收到副本不会早于 2025-03-10 受理')]).toEqual([400, true])
    const future = await send(world, officer, key, 'file-reconsideration', { ...filed, notified: '2025-03-12' })
    expect(seen(await future.text())).toContain('2025-03-12 还没有到')
    await doIt(world, 'officer', key, 'file-reconsideration', filed)
    const wrong = { number: filed.number, ruling: 'revoked', on: '2025-03-09', anew: '2025-03-08' }
    const answer = seen(await (await send(world, officer, key, 'decide-reconsideration', wrong)).text())
    expect(answer).toContain('2025-03-09 早于受理之日 2025-03-10')
    expect(answer).toContain('重新处理的期限不会早于 2025-03-09 作出决定')
    expect((await world.row(key)).disputes).toHaveLength(1)
  })
})

describe('The list of disputes', () => {
  beforeEach(() => emptyTables(held.db))

  /** One late, one to be answered, one of last year that was decided. */
  async function threeDisputes() {
    const world = await deskOffice(held.db, '2025-03-03')
    const [one, two, three] = [
      await dossierIn(world, 'closed'),
      await dossierIn(world, 'closed'),
      await dossierIn(world, 'closed'),
    ]
    world.today('2025-03-24')
    await doIt(world, 'officer', one, 'file-reconsideration', filed)
    const court = {
      number: '（2025）示0000行初3号',
      court: '示例市云汐区人民法院',
      route: 'after',
      procedure: 'ordinary',
    }
    await doIt(world, 'officer', two, 'file-litigation', { ...court, on: '2025-03-12', notified: '2025-03-14' })
    const given = { ...filed, number: '云汐复〔2025〕1号', on: '2025-03-06' }
    await doIt(world, 'officer', three, 'file-reconsideration', given)
    const ruled = { number: given.number, ruling: 'upheld', on: '2025-03-20' }
    await doIt(world, 'officer', three, 'decide-reconsideration', ruled)
    return world
  }

  test('begins with what is late, then what is due, and marks them; what is over comes last', async () => {
    const world = await threeDisputes()
    const page = seen(await (await world.at('officer')).page('/desk/disputes'))
    expect(page).toContain('2025-03-18逾期未答复 · 逾期 4 个工作日')
    expect(page).toContain('2025-03-31待答辩 · 还剩 7 日')
    const places = ['云汐复〔2025〕3号', '行初3号', '云汐复〔2025〕1号'].map((number) => page.indexOf(number))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(Math.min(...places)).toBeGreaterThan(0)
    expect(page).toContain('行政复议与诉讼2年度报告')
  })

  test('is narrowed by kind, by whether it is decided, and by the year', async () => {
    const world = await threeDisputes()
    const site = await world.at('leader')
    const numbers = async (query: string) => {
      const page = seen(await site.page(`/desk/disputes?${query}`))
      return ['云汐复〔2025〕3号', '行初3号', '云汐复〔2025〕1号'].filter((number) => page.includes(number))
    }
    expect(await numbers('kind=litigation')).toEqual(['行初3号'])
    expect(await numbers('is=open')).toEqual(['云汐复〔2025〕3号', '行初3号'])
    expect(await numbers('is=decided&year=2025')).toEqual(['云汐复〔2025〕1号'])
    expect(await numbers('year=2024')).toEqual([])
    expect((await site.get('/desk/disputes?kind=petition')).status).toBe(400)
  })

  test('leaves as a file, which stays in the trail; a leader reads it and takes nothing along', async () => {
    const world = await threeDisputes()
    const csv = await (await world.at('officer')).get('/desk/disputes/table.csv?kind=reconsideration')
    const text = await csv.text()
    expect(text.split('\r\n').filter((line) => line.includes('云汐复'))).toHaveLength(2)
    expect(text).toContain('云汐复〔2025〕1号,示例市人民政府,2025-0003,示例大道二期用地批复')
    const links = await held.db.selectFrom('trail_link').select('text').where('kind', '=', 'exported').execute()
    expect(links).toHaveLength(1)
    expect(links[0]?.text).toContain('"count":2')
    expect(links[0]?.text).toContain('"kind":"reconsideration"')
    const xlsx = await (await world.at('head')).get('/desk/disputes/table.xlsx')
    expect(new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    const leader = await world.at('leader')
    expect((await leader.get('/desk/disputes/table.csv')).status).toBe(403)
    expect(await leader.page('/desk/disputes')).not.toContain('table.csv')
  })

  test('shows nothing to who only searches, nor to other bodies; a supervisor reads it for a body below', async () => {
    const world = await threeDisputes()
    expect((await (await world.at('contact')).get('/desk/disputes')).status).toBe(404)
    expect(seen(await (await world.at('handler')).page('/desk/disputes'))).not.toContain('云汐复')
    expect(seen(await (await world.at('stranger')).page('/desk/disputes'))).not.toContain('云汐复')
    const name = encodeURIComponent('示例市云汐区人民政府办公室')
    const supervisor = await world.at('supervisor')
    expect(seen(await supervisor.page(`/desk/disputes?body=${name}`))).toContain('云汐复〔2025〕3号')
    expect((await (await world.at('stranger')).get(`/desk/disputes?body=${name}`)).status).toBe(404)
  })
})
