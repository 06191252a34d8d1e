import { describe, expect, test } from 'vitest'
import { type OutcomeId, outcomeIds } from '../../src/domain/request/outcomes.ts'
import {
  missingForRemedies,
  type Remediable,
  remedyParagraphs,
  remedyRules,
  remedyWay,
} from '../../src/domain/request/remedies.ts'

const office = {
  reconsiderationOrgan: '示例市云汐区人民政府',
  court: '示例市云汐区人民法院',
  onlineReview: 'https://fuyi.yunxi.example',
}
const remediables = Object.keys(remedyRules) as readonly Remediable[]

/** Decisions not to disclose in the sense of 行政复议法第二十三条: arts. 14, 15 and 16. */
const refusals: readonly Remediable[] = [
  'refused.state-secret',
  'refused.prohibited-by-law',
  'refused.security-stability',
  'refused.third-party-rights',
  'refused.internal-affairs',
  'refused.deliberative',
  'refused.enforcement-file',
]

const days = ['2023-12-31', '2024-01-01', '2025-03-20'] as const
const grid = remediables.flatMap((about) =>
  days.flatMap((on) => [true, false].map((overInternet) => ({ about, on, overInternet }))),
)

const said = (
  about: Remediable,
  on: string,
  overInternet = false,
  grounds: readonly OutcomeId[] = ['refused.deliberative'],
) => remedyParagraphs({ about, on, overInternet, grounds, office, document: '答复书' })

describe('Remedies', () => {
  test.each(grid)('of $about dated $on, over the internet $overInternet', ({ about, on, overInternet }) => {
    const paragraphs = said(about, on, overInternet)
    const all = paragraphs.join('\n')
    const late = on >= '2024-01-01'
    const isFirst = late && refusals.includes(about)
    const isMixed = late && about === 'partly-granted'
    expect(all).toContain('60日内向示例市云汐区人民政府申请行政复议')
    expect(all.includes('应当先')).toBe(isFirst || isMixed)
    expect(all.includes('之日起15日内向示例市云汐区人民法院提起行政诉讼')).toBe(isFirst || isMixed)
    expect(all.includes('6个月内直接向示例市云汐区人民法院提起行政诉讼')).toBe(!isFirst)
    expect(all.includes('https://fuyi.yunxi.example')).toBe(overInternet)
    expect(paragraphs).toHaveLength(1 + Number(isMixed) + Number(overInternet))
  })

  test('cover every outcome', () => {
    expect(outcomeIds.filter((id) => !(id in remedyRules))).toEqual([])
  })

  test('of a partial reply put reconsideration first for what arts. 14 to 16 withhold, for nothing else', () => {
    const way = (grounds: readonly OutcomeId[]) => remedyWay({ about: 'partly-granted', on: '2025-03-20', grounds })
    for (const ground of refusals) expect(way(['unavailable.not-existing', ground as OutcomeId])).toBe('by-part')
    expect(way(['unavailable.not-existing', 'refused.registry-query'])).toBe('either')
    expect(way([])).toBe('either')
  })

  test('may be left out by a body for petitions and for published material, for nothing else', () => {
    const silent = { ...office, withoutRemedies: outcomeIds }
    const left = outcomeIds.filter(
      (about) =>
        remedyParagraphs({ about, on: '2025-03-20', office: silent, overInternet: false, document: '答复书' })
          .length === 0,
    )
    expect(left).toEqual(['not-processed.petition', 'not-processed.published-material'])
    for (const about of left) expect(said(about, '2025-03-20')).toHaveLength(1)
  })

  test('cannot be told without organ and court, nor over the internet without the way to file online', () => {
    const empty = { reconsiderationOrgan: '', court: ' ' }
    expect(missingForRemedies(empty, false).map(({ field }) => field)).toEqual([
      'organ.reconsiderationOrgan',
      'organ.court',
    ])
    expect(missingForRemedies(empty, true).map(({ field }) => field)).toContain('organ.onlineReview')
    expect(missingForRemedies({ ...empty, onlineReview: 'https://x.example' }, true)).toHaveLength(2)
    expect(missingForRemedies(office, true)).toEqual([])
  })
})
