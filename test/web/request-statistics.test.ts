import { beforeEach, describe, expect, test } from 'vitest'
import type { RequestKey } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { act, drafted } from './dossier-stages.ts'
import { type DeskOffice, deskOffice, send } from './dossier-world.ts'
import { seen, visit } from './site.ts'

const held = useDatabase()

async function reply(world: DeskOffice, key: RequestKey, on: string) {
  world.today(on)
  await act(world, key, ['officer', 'draft', { ...drafted, on }])
  await act(world, key, ['reviewer', 'review', { happened: 'reviewed', on, opinion: '同意' }])
  await act(world, key, ['leader', 'sign-off', { happened: 'signed-off', on, opinion: '同意' }])
  expect((await send(world, await world.at('officer'), key, 'reply', { sentBy: 'mail' })).status).toBe(303)
}

const asks = (applicantType: 'natural-person' | 'enterprise') =>
  ({
    kind: 'disclosure',
    applicantType,
    subject: '示例大道二期用地批复',
    content: '示例大道二期用地批复及附图',
    medium: '纸质',
    delivery: '自行领取',
  }) as const

/**
 * Of 2024: one that is replied to in the new year. Of 2025: five of persons and one of an enterprise; one replied to in
 * time, one late, one withdrawn, one that went on in others, two open.
 */
async function twoYears() {
  const world = await deskOffice(held.db, '2024-12-20')
  const old = await world.register({ submittedOn: '2024-12-20', asks: asks('natural-person') })
  await reply(world, old, '2025-01-10')
  world.today('2025-03-03')
  const keys: RequestKey[] = []
  for (let nth = 0; nth < 6; nth += 1)
    keys.push(await world.register({ channel: 'counter', asks: asks(nth === 5 ? 'enterprise' : 'natural-person') }))
  const [first, late, gone, split, open] = keys as [RequestKey, RequestKey, RequestKey, RequestKey, RequestKey]
  await world.register({ asks: { ...asks('natural-person'), kind: 'record-correction' } })
  await act(world, gone, ['officer', 'withdraw', { happened: 'withdrawn', on: '2025-03-03', reason: '当面撤回' }])
  await act(world, split, [
    'officer',
    'split',
    { happened: 'split', on: '2025-03-03', into: ['2025-0005', '2025-0006'] },
  ])
  await reply(world, first, '2025-03-10')
  await reply(world, late, '2025-04-08')
  return { world, open, outside: visit(world.services) }
}

describe('The public statistics of requests', () => {
  beforeEach(() => emptyTables(held.db))

  test('count what was received, settled and carried on, and how fast the answers were (arts. 33, 50)', async () => {
    const { world, outside } = await twoYears()
    const page = seen(await outside.page(`/requests/statistics?body=${world.agencyId}&year=2025`))
    for (const words of [
      '本年新收5 件',
      '上年结转1 件',
      '办结4 件',
      '结转下年度2 件',
      // Two of three: 2025-03-31 was the last day of the one that took until 8 April.
      '按期答复66.7%',
      '用时中位数14 个工作日',
      '统计至',
    ])
      expect(page).toContain(words)
    expect(page).toContain('当面5')
  })

  test('balance: what came and was carried in is what was settled and is carried on', async () => {
    const { world, outside } = await twoYears()
    for (const year of [2024, 2025]) {
      const csv = await (await outside.get(`/requests/statistics.csv?body=${world.agencyId}&year=${year}`)).text()
      const count = (label: string) => Number(new RegExp(`,${label},(\\d+)`).exec(csv)?.[1])
      expect(count('本年新收') + count('上年结转')).toBe(count('办结') + count('结转下年度'))
      const groups = ['予以公开', '部分公开', '不予公开', '无法提供', '不予处理', '其他处理'].map(count)
      expect(groups.reduce((sum, one) => sum + one, 0)).toBe(count('办结'))
    }
  })

  test('guard small numbers of applicants on the page and in the table, and tell nothing of anybody', async () => {
    const { world, outside } = await twoYears()
    const at = `?body=${world.agencyId}&year=2025`
    const [page, csv] = await Promise.all([
      outside.page(`/requests/statistics${at}`),
      outside.get(`/requests/statistics.csv${at}`).then((answer) => answer.text()),
    ])
    // Four persons and one enterprise.
    expect(seen(page)).toContain('自然人不足5商业企业不足5')
    expect(csv).toContain('申请人类型,自然人,不足5')
    expect(csv).toContain('申请人类型,商业企业,不足5')
    for (const text of [page, csv])
      for (const words of ['示例人甲', '示**', '示例大道', '2025-0001']) expect(text).not.toContain(words)
  })

  test('are drawn as a picture without script, and have the same figures in a table', async () => {
    const { world, outside } = await twoYears()
    const at = `?body=${world.agencyId}&year=2025`
    const svg = await outside.get(`/requests/statistics/outcomes.svg${at}&picture=dark-narrow`)
    expect(svg.headers.get('content-type')).toContain('image/svg+xml')
    const text = await svg.text()
    expect(text).toContain('2025年办结 4 件：无法提供 3 件，其他处理 1 件。')
    expect(text).not.toContain('<script')
    expect(seen(await outside.page(`/requests/statistics${at}`))).toContain('无法提供3')
  })

  test('are at most ten minutes old, and say so', async () => {
    const { world, outside, open } = await twoYears()
    const read = async () => seen(await outside.page(`/requests/statistics?body=${world.agencyId}&year=2025`))
    expect(await read()).toContain('办结4 件')
    await act(world, open, ['officer', 'withdraw', { happened: 'withdrawn', on: '2025-04-08', reason: '当面撤回' }])
    expect(await read()).toContain('办结4 件')
    world.clock.now = new Date(world.clock.now.getTime() + 11 * 60 * 1000)
    expect(await read()).toContain('办结5 件')
  })

  test('are there for a body and a year that were asked, and say what is not there', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const outside = visit(world.services)
    expect(seen(await outside.page('/requests/statistics'))).toContain('还没有机关收到过申请')
    await world.register({ submittedOn: '2025-03-03' })
    world.clock.now = new Date(world.clock.now.getTime() + 11 * 60 * 1000)
    expect(seen(await outside.page('/requests/statistics'))).toContain('示例市云汐区人民政府办公室 2025年')
    const status = async (query: string) => (await outside.get(`/requests/statistics?${query}`)).status
    expect(await status(`body=${world.agencyId}&year=2025`)).toBe(200)
    expect(await status(`body=${world.agencyId}&year=2019`)).toBe(404)
    expect(await status('body=9999')).toBe(404)
    expect(await status('body=x')).toBe(400)
  })
})
