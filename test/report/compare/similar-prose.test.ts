import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcile } from '../../../src/domain/report/checks/reconcile.ts'
import { compareProse, type ProsePair } from '../../../src/domain/report/compare/similar-prose.ts'
import type { Span } from '../../../src/domain/report/paper.ts'
import type { Reading } from '../../../src/domain/report/reading.ts'
import { balancedSheet, paragraphsOf, readingOf, sectionsOf, shippedForm } from '../sheet-builder.ts'
import { seeded } from '../specimens/random.ts'

const form = shippedForm('2021')
const sheet = balancedSheet(form)

const report = (year: number, texts: readonly string[]): Reading =>
  readingOf(form, sheet, { year, sections: sectionsOf(form, texts) })
const overview = (year: number, text: string) => report(year, [text])
const compare = (now: string, before: string) => compareProse(overview(2022, now), overview(2021, before))
const only = (pairs: readonly ProsePair[]): ProsePair => {
  if (pairs.length !== 1) throw new Error(`${pairs.length} pairs`)
  return pairs[0] as ProsePair
}
const words = (text: string, spans: readonly Span[]) => spans.map(({ start, end }) => text.slice(start, end))

const told =
  '年，云溪区坚持以公开为常态、不公开为例外，及时发布群众关心的各类信息，办事指南全部上网，全年主动公开信息1,204条，解读政策17件。'
const other =
  '区教育局邀请学生家长走进食堂和图书室，就校服选购、课后服务收费听取意见，并把答复贴在每所学校的校门口，方便没有手机的老人查看。'

describe('Prose of two years', () => {
  it('copied with the year swapped is wholly alike, and marked from end to end on both sides', () => {
    const pair = only(compare(`2022${told}`, `2021${told}`).pairs)
    expect(pair).toMatchObject({ similarity: 1, kind: 'copied', counted: true })
    expect(words(`2022${told}`, pair.equalNow)).toEqual([`2022${told}`])
    expect(words(`2021${told}`, pair.equalBefore)).toEqual([`2021${told}`])
    expect(compare(`2022${told}`, `2021${told}`).overall).toMatchObject({ share: 1 })
  })

  it('that names the same year in both is no copy with the year swapped', () => {
    expect(only(compare(`2020${told}`, `2020${told}`).pairs).kind).not.toBe('copied')
  })

  it('with other figures is wholly alike, but the figures stay unmarked', () => {
    const now = `2022${told.replace('1,204', '977').replace('17', '21')}`
    const pair = only(compare(now, `2021${told}`).pairs)
    expect(pair).toMatchObject({ similarity: 1, kind: 'figures' })
    expect(words(now, pair.equalNow)).toEqual([now.slice(0, now.indexOf('977'))])
    const share = compare(now, `2021${told}`).overall.share ?? 0
    expect(share).toBeGreaterThan(0.8)
    expect(share).toBeLessThan(1)
  })

  it('of which a part is rewritten marks what was kept, with its place on both sides', () => {
    const kept = '全区建立信息公开台账，逐月核对，专人负责，逾期未报的由区政府办公室电话催报。'
    const now = `今年新设两处查阅点。${kept}并增加了英文页面。`
    const before = `去年三月挂牌。${kept}`
    const pair = only(compare(now, before).pairs)
    expect(pair.kind).toBe('similar')
    expect(words(now, pair.equalNow)).toEqual([`。${kept}`])
    expect(words(before, pair.equalBefore)).toEqual([`。${kept}`])
    expect(pair.copiedCharacters).toBe(kept.length + 1)
  })

  it('that is new has no partner, and what is no longer there is told', () => {
    const { pairs, gone, overall } = compare(other, `2021${told}`)
    expect(only(pairs)).toMatchObject({ before: null, similarity: 0, kind: 'new', equalNow: [] })
    expect(gone.map(({ paragraph }) => paragraph.text)).toEqual([`2021${told}`])
    expect(overall.share).toBe(0)
  })

  it('is found wherever it has moved, the paragraph in the same section first', () => {
    const moved = compareProse(
      report(2022, [other, '', '', '', `2022${told}`]),
      report(2021, [`2021${told}\n${other}`, '', '', '', `2021${told}`]),
    )
    expect(moved.pairs.map(({ before }) => [before?.section, before?.paragraph.text])).toEqual([
      ['overview', other],
      ['problems', `2021${told}`],
    ])
    expect(moved.sections).toMatchObject([
      { section: 'overview', share: 1 },
      { section: 'problems', share: 1 },
    ])
  })

  it('that was cut in two is found in the one paragraph it came from', () => {
    const half = told.indexOf('办事指南')
    const { pairs, gone } = compare(`2022${told.slice(0, half)}\n${told.slice(half)}${told.slice(half)}`, `2021${told}`)
    expect(pairs.map(({ before }) => before?.paragraph.text)).toEqual([`2021${told}`, `2021${told}`])
    expect(gone).toEqual([])
  })

  it('in short lines is aligned, but does not count: headings are the same every year', () => {
    const { pairs, overall } = compare('（一）主动公开情况', '（一）主动公开情况')
    expect(only(pairs)).toMatchObject({ kind: 'copied', counted: false })
    expect(overall).toEqual({ characters: 0, copied: 0, share: null })
  })

  it('of the preamble is the publisher’s boilerplate and left out', () => {
    const preamble = paragraphsOf(`2022${told}`, 0)
    const now = { ...overview(2022, other), preamble }
    expect(compareProse(now, { ...overview(2021, ''), preamble }).pairs).toHaveLength(1)
  })

  it('of which a phrase stands twice in the other year is marked by the longer stretch', () => {
    const phrase = '全区建立信息公开台账，逐月核对，'
    const whole = `${phrase}专人负责，逾期未报的由区政府办公室电话催报。`
    for (const before of [`${phrase}另行通知。${whole}`, `${whole}${phrase}另行通知。`]) {
      const pair = only(compare(`今年${whole}`, before).pairs)
      expect(words(`今年${whole}`, pair.equalNow)).toEqual([whole])
      expect(words(before, pair.equalBefore)).toEqual([whole])
    }
  })

  it('never ends a mark within a character of two units', () => {
    const rare = `𠮷林路街道办事处在门厅设立查阅点，备有放大镜、老花镜和轮椅，周末也有人值守${'𠮷'.repeat(4)}`
    const pair = only(compare(`${rare}𠮶。`, `${rare}𠮵。`).pairs)
    expect(words(`${rare}𠮶。`, pair.equalNow)).toEqual([rare])
  })
})

describe('Any prose', () => {
  const clause = fc.constantFrom(
    '办事指南全部上网',
    '收到申请12件',
    '2022年解读政策7件',
    '答复均在法定期限内作出',
    '群众可在政务大厅查阅',
    '专人负责网站更新',
    '2021年以来新设公开栏',
    '培训工作人员两次',
    '逐条回应网民留言',
    '台账逐月核对',
  )
  const paragraph = fc.array(clause, { minLength: 1, maxLength: 12 }).map((clauses) => `${clauses.join('，')}。`)
  const prose = fc.array(paragraph, { maxLength: 8 }).map((lines) => lines.join('\n'))

  it('compared with itself is copied throughout', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const { pairs, gone, overall } = compareProse(overview(2022, text), overview(2022, text))
        expect(pairs.every(({ kind, similarity }) => kind === 'copied' && similarity === 1)).toBe(true)
        expect(gone.length).toBeLessThanOrEqual(new Set(text.split('\n')).size === pairs.length ? 0 : pairs.length)
        expect([1, null]).toContain(overall.share)
      }),
    )
  })

  it('marks only what stands on both sides, in order and apart', () => {
    fc.assert(
      fc.property(prose, prose, (now, before) => {
        for (const pair of compare(now, before).pairs) {
          const there = (pair.before?.paragraph.text ?? '').replaceAll(/20\d\d年/g, '')
          let end = -1
          for (const span of pair.equalNow) {
            expect(span.start).toBeGreaterThanOrEqual(end)
            end = span.end
          }
          // Touching stretches are one mark: each clause of it stands on the other side.
          for (const mark of words(pair.now.paragraph.text, pair.equalNow))
            for (const part of mark.split(/[，。]/).slice(1, -1))
              expect(there).toContain(part.replaceAll(/20\d\d年/g, ''))
          expect(pair.similarity).toBeGreaterThanOrEqual(0)
          expect(pair.similarity).toBeLessThanOrEqual(1)
          expect(pair.copiedCharacters).toBeLessThanOrEqual(pair.characters)
        }
      }),
    )
  })

  it('calls copied what the rule prose.copied calls so, no more and no less', () => {
    fc.assert(
      fc.property(prose, prose, (now, before) => {
        const [reading, previous] = [overview(2022, now), overview(2021, before)]
        const findings = reconcile({ reading, form, claims: [], previous })
        const rule = findings.filter(({ id }) => id === 'prose.copied').map(({ places }) => places[0]?.text)
        const copied = compareProse(reading, previous).pairs.filter((pair) => pair.kind === 'copied' && pair.counted)
        expect(copied.map((pair) => pair.now.paragraph.text)).toEqual(rule)
      }),
    )
  })
})

describe('Long reports', () => {
  const characters =
    '政府信息公开工作办理答复申请群众网站平台解读回应培训考核监督保障制度落实推进加强建设规范管理服务便民高效'
  const random = (seed: number, length: number) => {
    const { int } = seeded(seed)
    return Array.from({ length }, () => characters[int(0, characters.length - 1)]).join('')
  }
  const fresh = (line: number, year: number) => year * 10_000 + line
  /** Of three paragraphs one is taken over with other figures, one by two thirds, one is new. */
  const line = (year: number) => (_: unknown, at: number) => {
    const text = [
      random(at, 100) + random(at, 50),
      random(at, 100) + random(fresh(at, year), 50),
      random(fresh(at, year), 150),
    ]
    return `${year}年${text[at % 3]}共${at + year}件。`
  }
  const lines = (length: number, year: number) => Array.from({ length }, line(year))
  const readings = (length: number) =>
    [overview(2022, lines(length, 2022).join('\n')), overview(2021, lines(length, 2021).join('\n'))] as const
  /** Time of our own work, whatever else the machine does. */
  const milliseconds = (work: () => unknown) => {
    const start = process.cpuUsage()
    work()
    return process.cpuUsage(start).user / 1000
  }
  const fastest = (length: number) => {
    const [now, before] = readings(length)
    return Math.min(...Array.from({ length: 8 }, () => milliseconds(() => compareProse(now, before))))
  }

  it('find where each paragraph comes from', () => {
    const { pairs } = compareProse(...readings(600))
    const before = lines(600, 2021)
    for (const [at, pair] of pairs.entries()) {
      expect(pair.kind).toBe(['figures', 'similar', 'new'][at % 3])
      expect(pair.before?.paragraph.text).toBe(at % 3 === 2 ? undefined : before[at])
    }
  })

  it('of 200 paragraphs are compared in the blink of an eye, and ten times as many in not much more than ten times', () => {
    expect(fastest(200)).toBeLessThan(30)
    expect(fastest(2000)).toBeLessThan(600)
  })

  it('that say one thing two thousand times do not take forever', () => {
    const same = Array.from({ length: 2000 }, (_, at) => `${told.repeat(2)}${String.fromCodePoint(0x4e00 + at)}`)
    const others = same.map((text) => `${text}另`)
    const [now, before] = [overview(2022, same.join('\n')), overview(2021, others.join('\n'))]
    expect(milliseconds(() => expect(compareProse(now, before).gone).toEqual([]))).toBeLessThan(3000)
    const [long, longer] = [overview(2022, '公开'.repeat(19_000)), overview(2021, '公开'.repeat(20_000))]
    expect(milliseconds(() => expect(compareProse(long, longer).overall.share).toBe(1))).toBeLessThan(3000)
  })
})
