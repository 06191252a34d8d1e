import { beforeEach, describe, expect, test } from 'vitest'
import { appendAgency } from '../../src/store/agencies.ts'
import { marksOf } from '../../src/store/applicants.ts'
import type { RequestFilter, RequestScope } from '../../src/store/request-filter.ts'
import { countRequests, findRequestLines, type ListEnd } from '../../src/store/request-lists.ts'
import { openViews, type RequestView, requestViewIds, type Viewer } from '../../src/store/request-views.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { testSeals } from '../seals.ts'
import { agency } from './builders.ts'
import { storeRow } from './request-world.ts'

const held = useDatabase()
const ids = { office: 0, elsewhere: 0 }

/** 征收科 has number 3, 城管科 number 4. */
const levy = { id: 3, name: '征收科' }
const officer: Viewer = { accountId: 8, role: 'officer', section: null }

beforeEach(async () => {
  await emptyTables(held.db)
  const add = (name: string) => appendAgency(held.db, { ...agency, name, shortName: name.slice(-3), parentId: null })
  ids.office = await add('示例市云汐区人民政府办公室')
  ids.elsewhere = await add('示例市北岭区人民政府办公室')
  const row = (number: string, changes: Parameters<typeof storeRow>[3] = {}) =>
    storeRow(held.db, ids.office, number, changes)
  await row('2025-0001', { due_on: '2025-04-21', handler_id: 8, section_id: levy.id, handler: '征收科' })
  await row('2025-0002', { due_on: '2025-04-25', status: 'drafted', waiting_for: '审核人', handler_id: 9 })
  await row('2025-0003', { due_on: '2025-05-19', status: 'reviewed', waiting_for: '签发人' })
  await row('2025-0004', { status: 'awaiting-clarification', state: 'awaiting-clarification', due_on: null })
  await row('2025-0005', { status: 'awaiting-payment', state: 'awaiting-payment', due_on: null })
  await row('2025-0006', {
    status: 'consulting',
    state: 'paused',
    due_on: '2025-05-13',
    paused_since: '2025-04-18',
    waiting_until: '2025-05-08',
  })
  await row('2025-0007', {
    status: 'searching',
    due_on: '2025-05-20',
    asked_sections: [3, 4],
    waiting_for: '城管科、征收科',
    channel: 'online',
    applicant_type: 'research',
  })
  await row('2025-0008', {
    status: 'awaiting-confirmation',
    state: 'awaiting-confirmation',
    due_on: null,
    received_on: null,
  })
  await row('2025-0009', { status: 'handling', due_on: '2025-05-21', waiting_for: '负责人同意延期' })
  await row('2025-0010', { status: 'signed-off', due_on: '2025-04-22', waiting_for: '公开工作机构' })
  await row('2025-0011', { status: 'replied', state: 'met', due_on: '2025-04-10', replied_on: '2025-04-09' })
  const over = { is_open: false, status: 'closed', outcome: 'granted' } as const
  await row('2025-0012', { ...over, state: 'met', replied_on: '2025-03-20', submitted_on: '2025-03-02' })
  await row('2024-0013', {
    ...over,
    state: 'overdue',
    replied_on: '2024-12-20',
    submitted_on: '2024-11-02',
    overdue_by: 2,
  })
  await row('2025-0014', { ...over, status: 'withdrawn', state: 'ended', outcome: null, submitted_on: '2025-02-02' })
  // A third party had time until 04-18 and kept silent: the count goes on by itself (art. 32).
  await row('2025-0015', {
    status: 'consulting',
    state: 'paused',
    due_on: '2025-04-21',
    paused_since: '2025-03-25',
    waiting_until: '2025-04-18',
  })
  await storeRow(held.db, ids.elsewhere, '2025-0001', { subject: '别处的申请' })
})

const filter = (view: RequestView, changes: Partial<RequestFilter> = {}): RequestFilter => ({
  viewer: officer,
  today: '2025-04-22',
  soonUntil: '2025-04-29',
  scope: { agencyId: ids.office },
  view,
  ...changes,
})

const list = async (view: RequestView, changes: Partial<RequestFilter> = {}) => {
  const { lines } = await findRequestLines(held.db, filter(view, changes), { size: 50 })
  return lines.map(({ number }) => number.slice(-2)).join(' ')
}

const views: Readonly<Record<RequestView, string>> = {
  open: '11 01 15 10 02 06 03 07 09 04 05 08',
  todo: '11 01 10 08',
  mine: '01',
  section: '',
  urgent: '01 15 10 02',
  due: '10 02',
  overdue: '01 15',
  confirmation: '08',
  clarification: '04',
  payment: '05',
  consulting: '15 06',
  searching: '07',
  extension: '09',
  drafted: '02',
  reviewed: '03',
  'to-send': '10',
  'to-deliver': '11',
  closed: '12 14 13',
  late: '13',
  all: '15 11 10 09 08 07 06 05 04 03 02 01 12 14 13',
}

describe('The worklist of requests', () => {
  test.each(requestViewIds)('holds exactly its own rows in the view %s, in its order', async (view) => {
    expect(await list(view)).toBe(views[view])
  })

  test('counts every view as it lists it, whichever is shown', async () => {
    const { views: counts, isCapped } = await countRequests(held.db, filter('closed'))
    expect(isCapped).toBe(false)
    for (const view of openViews)
      expect([view, counts[view]]).toEqual([view, views[view].split(' ').filter((number) => number !== '').length])
  })

  const over: readonly (readonly [string, Viewer, string])[] = [
    ['officer', officer, '11 01 10 08'],
    ['head', { ...officer, role: 'head' }, '01 02 03 09'],
    ['leader', { ...officer, role: 'leader' }, '02 03'],
    ['reviewer', { ...officer, role: 'reviewer' }, '02'],
    ['handler of 征收科', { ...officer, role: 'handler', section: levy }, '01 07'],
    ['section contact of 城管科', { ...officer, role: 'section-contact', section: { id: 4, name: '城管科' } }, '07'],
    ['section contact of another', { ...officer, role: 'section-contact', section: { id: 9, name: '管科' } }, ''],
    ['supervisor', { ...officer, role: 'supervisor' }, ''],
  ]
  test.each(over)('puts before the %s what waits for them', async (_, viewer, expected) => {
    expect(await list('todo', { viewer })).toBe(expected)
  })

  const scopes: readonly (readonly [string, () => RequestScope, string])[] = [
    ['the body', () => ({ agencyId: ids.office }), views.all],
    ['a section: its own and what it was asked about', () => ({ agencyId: ids.office, sectionId: levy.id }), '07 01'],
    ['no section', () => ({ agencyId: ids.office, sectionId: 0 }), ''],
    ['another body', () => ({ agencyId: ids.elsewhere }), '01'],
  ]
  test.each(scopes)('reaches no further than %s', async (_, scope, expected) => {
    expect(await list('all', { scope: scope() })).toBe(expected)
  })

  test('is narrowed by channel, kind of applicant, status, section, handler, outcome, days and year', async () => {
    expect(await list('open', { channel: 'online' })).toBe('07')
    expect(await list('open', { applicantType: 'research', channel: 'counter' })).toBe('')
    expect(await list('open', { status: 'drafted' })).toBe('02')
    expect(await list('open', { sectionId: levy.id })).toBe('01')
    expect(await list('open', { handlerId: 9 })).toBe('02')
    expect(await list('all', { outcome: 'granted' })).toBe('12 13')
    expect(await list('all', { year: 2024 })).toBe('13')
    expect(await list('open', { from: '2025-03-04' })).toBe('')
    expect(await list('open', { from: '2025-03-03', to: '2025-03-03' })).toBe('11 01 15 10 02 06 03 07 09 04 05')
  })

  test('shows every row once, page by page, also those whose count has not begun', async () => {
    for (const [view, size] of [
      ['open', 1],
      ['open', 5],
      ['open', 11],
      ['all', 4],
    ] as const) {
      const numbers: string[] = []
      let after: ListEnd | undefined
      do {
        const page = await findRequestLines(held.db, filter(view), { size, after })
        numbers.push(...page.lines.map(({ number }) => number.slice(-2)))
        after = page.end
      } while (after)
      expect(numbers.join(' ')).toBe(views[view])
    }
  })
})

describe('The search box', () => {
  test('finds words in number, subject and content, all of them', async () => {
    const id = await storeRow(held.db, ids.office, '2025-0099', {
      subject: '公园鸭舍采购',
      content: '2023年合同与验收单',
    })
    expect(await list('all', { search: { words: ['2025-0099'] } })).toBe('99')
    expect(await list('open', { search: { words: ['鸭舍', '验收单'] } })).toBe('99')
    expect(await list('open', { search: { words: ['鸭舍', '附图'] } })).toBe('')
    // Its pairs are all there, the word is not.
    expect(await list('open', { search: { words: ['采购鸭舍'] } })).toBe('')
    expect(id).toBeGreaterThan(0)
  })

  test('finds an applicant by the whole name without opening any', async () => {
    const id = await storeRow(held.db, ids.office, '2025-0099')
    const mark = (name: string) => marksOf(testSeals, { name, identityNumber: '' }).name
    const applicant = { sealed: new Uint8Array(40), person_mark: null }
    await held.db
      .insertInto('applicant')
      .values({ agency_id: ids.office, request_id: id, ...applicant, name_mark: mark('示例人甲') })
      .execute()
    const by = (name: string) => list('open', { search: { words: [name], nameMark: mark(name) } })
    expect(await by('示例人甲')).toBe('99')
    expect(await by('示例人')).toBe('')
    expect(await list('open', { search: { words: ['示例人甲'] } })).toBe('')
  })
})
