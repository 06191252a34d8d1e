import { describe, expect, it } from 'vitest'
import { reconcile } from '../../src/domain/report/checks/reconcile.ts'
import type { CellKey } from '../../src/domain/report/form.ts'
import type { Cells, Reading, SectionFound } from '../../src/domain/report/reading.ts'
import { balancedSheet, paragraphsOf, readingOf, sectionsOf, shippedForm } from './sheet-builder.ts'

const form = shippedForm('2021')
const sheet = balancedSheet(form, (key) => (key === 'granted/natural-person' ? 40 : 0))
const plainTexts = [
  '2022年，云溪区收到申请40件。',
  '',
  '',
  '',
  '解读形式还不够丰富，下一步将增加图表和问答。',
  '本年度没有收取信息处理费。',
]
/** The six texts with some of them replaced: `{ 5: '无' }` is section six. */
const texts = (changed: Readonly<Record<number, string>>) => plainTexts.map((text, index) => changed[index] ?? text)

function found(
  sections: readonly SectionFound[],
  more: Partial<Reading> = {},
  previous?: Reading,
  cells: Cells = sheet,
) {
  const reading = readingOf(form, cells, { year: 2022, sections, ...more })
  return reconcile({ reading, form, claims: [], ...(previous && { previous }) })
}
const messages = (id: string, ...args: Parameters<typeof found>) =>
  found(...args)
    .filter((finding) => finding.id === id)
    .map((finding) => finding.message)
const good = sectionsOf(form, plainTexts)

describe('sections', () => {
  it('in their order, with their titles and numbers, are no finding', () => {
    expect(found(good)).toEqual([])
  })

  it('that are missing, doubled or displaced are named', () => {
    expect(
      messages(
        'section.order',
        good.filter((section) => section.key !== 'problems'),
      ),
    ).toEqual(['没有见到第五部分“存在的主要问题及改进情况”'])
    const [one, two, three, ...rest] = good as [SectionFound, SectionFound, SectionFound, ...SectionFound[]]
    expect(messages('section.order', [one, three, two, ...rest])[0]).toContain('次序与规定格式不同')
    expect(messages('section.order', [one, two, two, three, ...rest])).toEqual(['“主动公开政府信息情况”印了两次'])
  })

  it('are not asked for where the source had no text', () => {
    expect(found([])).toEqual([])
  })

  it('with other titles are named; well-known wordings only as a hint', () => {
    const titled = (printedTitle: string) =>
      good.map((section, at) => (at === 3 ? { ...section, printedTitle } : section))
    const wrong = found(titled('复议和诉讼')).filter((finding) => finding.id === 'section.title')
    expect(wrong).toMatchObject([
      { severity: 'warning', left: '复议和诉讼', right: '政府信息公开行政复议、行政诉讼情况' },
    ])
    const known = form.sections[3]?.aliases?.[0] ?? ''
    expect(found(titled(known)).map(({ severity }) => severity)).toEqual(['hint'])
    expect(found(titled('政府信息公开行政复议 行政诉讼情况'))).toEqual([])
  })

  it('whose numbering starts again or is shifted are told once', () => {
    const numbered = (numbers: readonly (number | null)[]) =>
      good.map((section, at) => ({ ...section, printedNumber: numbers[at] ?? null }))
    expect(messages('section.restart', numbered([1, 2, 3, 1, 2, 3]))).toEqual([
      '“政府信息公开行政复议、行政诉讼情况”的序号印为“一”，规定格式为“四”，其后共 3 个部分的序号与规定格式不同',
    ])
    expect(messages('section.restart', numbered([1, null, null, 4, 5, 6]))).toEqual([])
  })

  it('hold sub-topics that are not numbered as sections', () => {
    const topics = sectionsOf(
      form,
      texts({ 0: '2022年工作如下。\n二、依申请公开\n收到申请40件。\n三、平台建设\n网站改版。' }),
    )
    expect(messages('section.restart', topics)[0]).toContain('“二、依申请公开”')
    const sub = sectionsOf(form, texts({ 0: '2022年工作如下。\n（二）依申请公开\n收到申请40件。' }))
    expect(messages('section.restart', sub)).toEqual([])
  })
})

describe('section five', () => {
  it('says something', () => {
    for (const nothing of ['', '无', '无。', '暂无'])
      expect(messages('section.five.empty', sectionsOf(form, texts({ 4: nothing })))).toHaveLength(1)
    expect(messages('section.five.empty', sectionsOf(form, texts({ 4: '无障碍阅读还不完善。' })))).toEqual([])
  })
})

describe('section six', () => {
  const six = (text: string, more: Readonly<Record<number, string>> = {}, cells: Cells = sheet) =>
    messages('section.six.fee', sectionsOf(form, texts({ 5: text, ...more })), {}, undefined, cells)

  it('speaks of the processing fee in the form of 2021', () => {
    expect(six('无')[0]).toContain('写“无”')
    expect(six('没有其他需要报告的事项。')).toHaveLength(1)
    expect(six('本单位今年举办开放日两次。')[0]).toContain('没有提到信息处理费')
    expect(six('本年度未发生信息处理费。')).toEqual([])
  })

  it('need not in the form of 2019', () => {
    const old = shippedForm('2019')
    const reading = readingOf(old, balancedSheet(old), {
      year: 2020,
      sections: sectionsOf(old, texts({ 0: '2020年', 5: '无' })),
    })
    expect(reconcile({ reading, form: old, claims: [] })).toEqual([])
  })

  it('does not deny a fee that the report speaks of elsewhere', () => {
    const charged = { 0: '2022年，向1名申请人收取信息处理费380元。' }
    expect(six('本年度没有收取信息处理费。', charged)[0]).toContain('信息处理费380元')
    expect(six('本年度收取信息处理费380元。', charged)).toEqual([])
    expect(six('本年度没有收取信息处理费。', { 0: '2022年，收取信息处理费0元。' })).toEqual([])
  })

  it('explains requests that lapsed because the fee was not paid', () => {
    const cells: Record<CellKey, number> = balancedSheet(form, (key) =>
      key === 'otherwise.fee-unpaid/natural-person' ? 2 : 0,
    )
    expect(six('无', { 0: '2022年工作平稳。' }, cells)).toEqual([expect.stringContaining('逾期未按收费通知缴费')])
  })

  it('breaks （六）其他处理 down to what the table holds', () => {
    const cells = balancedSheet(form, (key) => (key === 'otherwise.other/natural-person' ? 5 : 0))
    const told = (text: string) =>
      messages(
        'section.six.otherwise',
        sectionsOf(form, texts({ 0: '2022年工作平稳。', 5: text })),
        {},
        undefined,
        cells,
      )
    const fee = '本年度没有收取信息处理费。'
    expect(told(`${fee}政府信息公开申请办理结果中，其他处理5件，其中申请人撤回3件，合并办理2件。`)).toEqual([])
    expect(told(`${fee}政府信息公开申请办理结果中，其他处理5件，其中申请人撤回3件，合并办理1件。`)).toEqual([
      expect.stringContaining('3+1 = 4'),
    ])
  })
})

describe('the year', () => {
  it('is the same in title, period and text', () => {
    expect(messages('period.year', good, { title: '云溪区2021年政府信息公开工作年度报告' })).toEqual([
      '标题写 2021 年，报告的数据年份为 2022 年',
    ])
    expect(messages('period.year', good, { period: { from: '2021-01-01', to: '2021-12-31' } })[0]).toContain(
      '2021-01-01 至 2021-12-31',
    )
    expect(messages('period.year', sectionsOf(form, texts({ 0: '2021年，云溪区认真公开信息。' })))[0]).toContain(
      '以“2021年”开头',
    )
    expect(
      messages('period.year', sectionsOf(form, texts({ 0: '2021年以来，云溪区认真公开信息。2022年又有进展。' }))),
    ).toEqual([])
  })
})

describe('figures told in prose', () => {
  const one = (id: string, text: string) => messages(id, sectionsOf(form, texts({ 0: text })))

  it('sum to the total that is told', () => {
    expect(one('claim.sum', '2022年发布解读材料9条，其中文字解读4条、视频解读4条、图片解读2条。')).toEqual([
      expect.stringContaining('4+4+2 = 10'),
    ])
    expect(one('claim.sum', '2022年发布解读材料9条，其中文字解读4条、视频解读3条、图片解读2条。')).toEqual([])
  })

  it('give the percentages that are told', () => {
    expect(one('claim.ratio', '2022年收到申请40件，予以公开40件，占98%。')).toEqual([
      expect.stringContaining('40÷40 = 100%'),
    ])
    expect(one('claim.ratio', '2022年收到申请40件，予以公开40件，占100%。')).toEqual([])
  })

  it('do not contradict the tables in words', () => {
    const pending = { ...sheet, 'carried-out/natural-person': 1, 'carried-out/total': 1 }
    const all = '2022年收到的政府信息公开申请已全部办结。'
    expect(messages('claim.contradiction', sectionsOf(form, texts({ 0: all })), {}, undefined, pending)[0]).toContain(
      '结转下年度继续办理 1 件',
    )
    expect(one('claim.contradiction', all)).toEqual([])
  })
})

describe('wording', () => {
  const long = '年，云溪区坚持以公开为常态、不公开为例外，及时发布群众关心的各类信息，办事指南全部上网。'

  it('copied from last year with the year swapped is told, with its place', () => {
    const last = readingOf(form, sheet, { year: 2021, sections: sectionsOf(form, texts({ 0: `2021${long}` })) })
    const now = sectionsOf(form, texts({ 0: `2022${long}` }))
    const copied = found(now, {}, last).filter((finding) => finding.id === 'prose.copied')
    expect(copied).toMatchObject([{ severity: 'hint', places: [{ text: `2022${long}` }] }])
    const other = readingOf(form, sheet, { year: 2021, sections: sectionsOf(form, texts({ 0: `2020${long}` })) })
    expect(messages('prose.copied', now, {}, other)).toEqual([])
  })

  it('doubled is told; what only looks doubled is not', () => {
    const doubled = (text: string) => messages('prose.repeated', sectionsOf(form, texts({ 0: `2022年${text}` })))
    for (const text of ['公开的的信息', '进一步进一步加强', '开展开展培训', '政府信息公政府信息公开'])
      expect(doubled(text)).toHaveLength(1)
    for (const text of ['以公开为目的的活动', '云溪区人民政府政府信息公开指南', '公开公开栏', '的的确确', '为了了解'])
      expect(doubled(text)).toEqual([])
  })

  it('with ASCII punctuation between Chinese characters is one hint, with all its places', () => {
    const text = '2022年,云溪区认真公开信息,办事指南上网。。收到申请40件。'
    const hits = found(sectionsOf(form, texts({ 0: text }))).filter((finding) => finding.id === 'prose.punctuation')
    expect(hits).toMatchObject([{ left: 3 }])
    expect(hits[0]?.places.map((place) => place.text)).toEqual([',', ',', '。。'])
    expect(hits[0]?.places[0]).toEqual({ start: 105, end: 106, text: ',' })
    expect(
      messages('prose.punctuation', sectionsOf(form, texts({ 0: '2022年见 https://example.cn,另有1,200条、IPv6。' }))),
    ).toEqual([])
  })

  it('of the preamble is the publisher’s boilerplate and not judged for copying or punctuation', () => {
    const preamble = paragraphsOf(`根据条例,2022${long}`, 0)
    const last = readingOf(form, sheet, { year: 2021, preamble: paragraphsOf(`根据条例,2021${long}`, 0) })
    expect(found(good, { preamble }, last)).toEqual([])
  })
})

describe('ids of findings', () => {
  it('are unique, and the same when the source is read again elsewhere in the file', () => {
    const text = '2022年公开的的信息，公开的的信息,开展开展培训。'
    const at = (shift: number) =>
      sectionsOf(form, texts({ 0: text, 4: '无', 5: '无' })).map((section) => ({
        ...section,
        paragraphs: section.paragraphs.map((one) => ({
          ...one,
          start: one.start + shift,
          end: one.end + shift,
          offsets: one.offsets.map((offset) => offset + shift),
        })),
      }))
    const ids = found(at(0)).map((finding) => finding.stableId)
    expect(ids.length).toBeGreaterThan(5)
    expect(new Set(ids).size).toBe(ids.length)
    expect(found(at(77)).map((finding) => finding.stableId)).toEqual(ids)
  })
})
