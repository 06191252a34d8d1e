import { describe, expect, test } from 'vitest'
import { foldDossier } from '../../src/domain/request/dossier.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { refusalOf } from '../../src/domain/request/guards.ts'
import type { OutcomeId } from '../../src/domain/request/outcomes.ts'
import { nation as calendar } from '../calendar/data-calendars.ts'
import { rules } from './clock-builder.ts'

const look = { calendar, today: '2025-03-20', rules }
const asks = {
  kind: 'disclosure',
  applicantType: 'natural-person',
  subject: '公园鸭舍采购合同',
  content: '公园鸭舍采购合同',
  medium: '纸质',
  delivery: '自行领取',
} as const
const answers = {
  clear: true,
  ours: true,
  governmentInformation: true,
  exists: true,
  alreadyPublic: false,
  refusable: false,
  separable: null,
} as const

/** A signed reply after the third party has said no. */
function signed(outcome: OutcomeId, grounds: readonly OutcomeId[], more: readonly Fact[] = []) {
  const facts: readonly Fact[] = [
    { happened: 'submitted', on: '2025-03-03', channel: 'counter', asks },
    { happened: 'registered', on: '2025-03-03', number: '2025-0001' },
    { happened: 'third-party-asked', on: '2025-03-05', party: '示例水禽公司', delivered: '2025-03-05' },
    { happened: 'third-party-answered', on: '2025-03-10', party: '示例水禽公司', agrees: false, text: '涉及商业秘密' },
    ...more,
    {
      happened: 'drafted',
      on: '2025-03-12',
      outcome,
      grounds: grounds.map((ground) => ({ outcome: ground, reason: '涉及商业秘密' })),
      answers,
      details: {},
    },
    { happened: 'reviewed', on: '2025-03-13', opinion: '同意' },
    { happened: 'signed-off', on: '2025-03-14', opinion: '同意' },
  ]
  const entered = facts.map((fact, at) => ({
    seq: at + 1,
    fact,
    enteredAt: new Date('2025-03-14T02:00:00Z'),
    person: '示例科员',
    accountId: 1,
  }))
  return refusalOf('reply', foldDossier(entered, look), look, { accountId: 2 })
}

const notice: Fact = {
  happened: 'letter-issued',
  on: '2025-03-11',
  letterId: 1,
  kind: 'third-party-disclosure-notice',
  number: '云汐公告〔2025〕1号',
  to: '示例水禽公司',
}

describe('what a third party does not agree to (art. 32)', () => {
  test('is not disclosed before they have been told in writing', () => {
    expect(signed('granted', [])).toMatchObject({
      code: 'third-party-untold',
      article: '条例第三十二条',
      says: expect.stringContaining('示例水禽公司不同意公开'),
    })
  })

  test('is disclosed once they have been', () => {
    expect(signed('granted', [], [notice])).toBe(undefined)
  })

  test('may be kept back without telling them', () => {
    expect(signed('partly-granted', ['refused.third-party-rights'])).toBe(undefined)
    expect(signed('refused.third-party-rights', ['refused.third-party-rights'])).toBe(undefined)
  })
})
