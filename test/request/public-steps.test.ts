import { describe, expect, test } from 'vitest'
import { foldDossier } from '../../src/domain/request/dossier.ts'
import { factKinds } from '../../src/domain/request/fact-kinds.ts'
import type { Entry, Fact, FactKind } from '../../src/domain/request/facts.ts'
import { givenFiles, isDeliveredByReading } from '../../src/domain/request/given-papers.ts'
import { applicantCalled, publicClockSteps, publicFacts, publicSteps } from '../../src/domain/request/public-steps.ts'
import { nation as calendar } from '../calendar/data-calendars.ts'
import { rules } from './clock-builder.ts'

const lookOn = (today: string) => ({ calendar, rules, today })

/** What an applicant never reads: how the body works inside, and about others. */
const internal: readonly FactKind[] = [
  'assigned',
  'section-asked',
  'section-answered',
  'chased',
  'search-recorded',
  'extension-proposed',
  'record-verified',
  'drafted',
  'reviewed',
  'returned',
  'signed-off',
  'noted',
  'file-enclosed',
  'file-redacted',
]

const asks = {
  kind: 'disclosure',
  applicantType: 'natural-person',
  subject: '示例大道二期用地批复',
  content: '批复及附图',
  medium: '纸质',
  delivery: '自行领取',
} as const

const submitted: Fact = { happened: 'submitted', on: '2025-03-03', channel: 'counter', asks }
const registered: Fact = { happened: 'registered', on: '2025-03-03', number: '2025-0001' }

const entriesOf = (facts: readonly Fact[]): readonly Entry[] =>
  facts.map((fact, at) => ({ seq: at + 1, fact, enteredAt: new Date(0), person: '示例经办人', accountId: 7 }))

const dossierOf = (...facts: readonly Fact[]) =>
  foldDossier(entriesOf([submitted, registered, ...facts]), lookOn('2025-03-12'))

describe('What an applicant reads of a dossier (art. 45)', () => {
  test.each(Object.keys(factKinds) as FactKind[])('is decided for the fact %s', (kind) => {
    expect([kind, publicFacts[kind] === 'internal']).toEqual([kind, internal.includes(kind)])
  })

  test('names neither third parties nor organs nor staff, whoever was asked and consented (arts. 32, 33)', () => {
    const dossier = dossierOf(
      { happened: 'third-party-asked', on: '2025-03-05', party: '示例建设公司', about: '补偿明细' },
      { happened: 'other-organ-asked', on: '2025-03-05', party: '示例市水务局' },
      { happened: 'third-party-answered', on: '2025-03-10', party: '示例建设公司', agrees: false, text: '商业秘密' },
      { happened: 'extended', on: '2025-03-11', workdays: 20, approver: '示例主任', reason: '人手不足' },
      { happened: 'noted', on: '2025-03-11', text: '内部意见' },
      { happened: 'assigned', on: '2025-03-11', sectionId: 1, section: '征收科', accountId: 9, handler: '示例科员' },
    )
    const read = JSON.stringify([publicSteps(dossier), publicClockSteps(dossier, lookOn('2025-03-12'))])
    expect(read).toContain('征求第三方意见')
    for (const word of [
      '示例建设公司',
      '示例市水务局',
      '示例主任',
      '示例科员',
      '示例经办人',
      '征收科',
      '内部意见',
      '商业秘密',
      '人手不足',
      '补偿明细',
      '（）',
    ])
      expect(read).not.toContain(word)
  })

  test('keeps the due date and all days of the desk, though it names nobody', () => {
    const asked: Fact = { happened: 'third-party-asked', on: '2025-03-05', party: '示例建设公司' }
    const dossier = dossierOf(asked, { happened: 'third-party-answered', on: '2025-03-10', party: '示例建设公司' })
    const steps = publicClockSteps(dossier, lookOn('2025-03-12'))
    expect(steps.at(-1)).toMatchObject({ kind: 'due', on: dossier.clock.dueOn, article: '条例第三十三条' })
    expect(steps.map(({ says }) => says)).toContain('征求第三方意见，其间 3 个工作日不计入')
  })

  test('has letters to the applicant, and no letter to anybody else', () => {
    const letter = (letterId: number, kind: string): Fact => ({
      happened: 'letter-issued',
      on: '2025-03-05',
      letterId,
      kind,
      number: `第${letterId}号`,
      to: '示例建设公司',
    })
    const served = (letterId: number): Fact => ({
      happened: 'served',
      on: '2025-03-05',
      letterId,
      way: 'mail',
      proof: '示例',
    })
    const read = publicSteps(
      dossierOf(letter(1, 'third-party-consultation'), letter(2, 'consultation-notice'), served(1), served(2)),
    )
    expect(read.map(({ says, more }) => `${says} ${more}`).slice(2)).toEqual([
      '发出文书 政府信息公开征求意见告知书 第2号',
      '文书送达 政府信息公开征求意见告知书；邮政寄送',
    ])
  })

  test('has their own files, and none that the desk added', () => {
    const file: Fact = { happened: 'file-added', on: '2025-03-05', fileId: 1, name: '材料.pdf', sha256: '' }
    const [first, second, third] = entriesOf([submitted, registered, file]) as [Entry, Entry, Entry]
    const folded = (entry: Entry) => publicSteps(foldDossier([first, second, entry], lookOn('2025-03-12')))
    expect(folded(third)).toHaveLength(2)
    expect(folded({ ...third, person: applicantCalled, accountId: null })).toHaveLength(3)
    // A member of staff who happens to be called so has an account.
    expect(folded({ ...third, person: applicantCalled })).toHaveLength(2)
  })

  test('follows corrections: what did not happen is not read', () => {
    const entries = entriesOf([submitted, registered, { happened: 'fee-noticed', on: '2025-03-05', amount: 100 }])
    const struck: Entry = {
      ...(entries[0] as Entry),
      seq: 4,
      fact: { happened: 'entry-corrected', on: '2025-03-06', seq: 3, to: null, reason: '误登' },
    }
    expect(
      publicSteps(foldDossier([...entries, struck], lookOn('2025-03-12'))).map(({ happened }) => happened),
    ).toEqual(['submitted', 'registered'])
  })
})

describe('Files that go with a reply', () => {
  const enclosed = (fileId: number): Fact => ({
    happened: 'file-enclosed',
    on: '2025-03-05',
    fileId,
    name: `${fileId}.pdf`,
  })
  const replied: Fact = { happened: 'replied', on: '2025-03-06', outcome: 'granted', letterId: 5 }
  const letter = (way: 'online' | 'mail'): Fact => ({
    happened: 'letter-issued',
    on: '2025-03-06',
    letterId: 5,
    kind: 'reply.granted',
    number: '1',
    to: '示**',
    way,
  })

  test('are there once the reply went over the site, or reached the applicant, and never before', () => {
    const ids = (...facts: readonly Fact[]) => givenFiles(dossierOf(...facts)).map(({ fileId }) => fileId)
    const served: Fact = { happened: 'served', on: '2025-03-07', letterId: 5, way: 'mail', proof: '回执' }
    expect(ids(enclosed(1))).toEqual([])
    expect(ids(enclosed(1), replied, letter('mail'))).toEqual([])
    expect(ids(enclosed(1), replied, letter('mail'), served)).toEqual([1])
    expect(ids(enclosed(1), replied, letter('online'))).toEqual([1])
    expect(ids(enclosed(1), replied, letter('online'), enclosed(2))).toEqual([1])
  })

  test('reading is delivery of a letter sent over the site, once', () => {
    const served: Fact = { happened: 'served', on: '2025-03-07', letterId: 5, way: 'online', proof: '下载' }
    expect(isDeliveredByReading(dossierOf(replied, letter('online')), 5)).toBe(true)
    expect(isDeliveredByReading(dossierOf(replied, letter('online'), served), 5)).toBe(false)
    expect(isDeliveredByReading(dossierOf(replied, letter('mail')), 5)).toBe(false)
  })
})
