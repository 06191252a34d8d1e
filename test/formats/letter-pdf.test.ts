import { describe, expect, test } from 'vitest'
import { type LetterKind, letterKinds } from '../../src/domain/request/letters/kinds.ts'
import type { LetterPaper } from '../../src/domain/request/letters/paper.ts'
import { writeLetter } from '../../src/domain/request/letters/write-letter.ts'
import { typesetLetter } from '../../src/formats/letters/typeset-letter.ts'
import { subject } from '../request/letters/examples.ts'
import { written } from '../request/letters/written.ts'
import { useTypesetter } from '../typesetting.ts'
import { type PdfPages, pdfPages, saidOn, type Words } from './pdf-pages.ts'

const typesetter = useTypesetter()
const pdf = (paper: LetterPaper) => typesetLetter(typesetter, paper)
const pagesOf = async (paper: LetterPaper) => pdfPages(await pdf(paper))

/** The words of all pages without their numbers. */
const saidIn = ({ pages }: PdfPages) => pages.map((page) => saidOn(page).replace(/—\d+—/g, '')).join('')

const packed = (words: string) => words.replace(/\s/g, '')

const kinds = Object.keys(letterKinds) as readonly LetterKind[]
const letters = kinds.filter((kind) => letterKinds[kind].look === 'letter')
const longest = 28 * 22

/** What sticks out of the text's width; signs of punctuation at an end of a line have half their width empty. */
const outside = (page: readonly Words[]) =>
  page.filter(({ text, left, right }) => {
    const [before, after] = [/^[（《“〔]/.test(text) ? 3 : 0.5, /[，。；：）》”〕]$/.test(text) ? 3 : 0.5]
    return left < 28 - before || right > 184 + after
  })

describe('A letter as a PDF', () => {
  test.each(kinds)('%s says who writes it and what it is, tagged for all readers', async (kind) => {
    const paper = written(kind)
    const bytes = await pdf(paper)
    const { info, roles, pages } = await pdfPages(bytes)
    expect(info).toMatchObject({ Title: paper.title, Author: '示例市云汐区自然资源局', Language: 'zh-CN' })
    expect(roles.length).toBeGreaterThan(0)
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/pdfuaid:part>1</)
    expect(pages.length).toBeLessThanOrEqual(3)
  })

  test.each(letters)('%s prints organ, number, addressee, every paragraph, signature and whom to ask', async (kind) => {
    const paper = written(kind)
    const said = saidIn(await pagesOf(paper))
    const paragraphs = paper.blocks.flatMap((block) => ('text' in block ? [block.text] : []))
    for (const words of [
      paper.organ,
      paper.title,
      `${paper.addressee}：`,
      ...paragraphs,
      ...paper.attachments,
      '2025年3月20日',
      `（${paper.contact}）`,
    ])
      expect(said).toContain(packed(words))
    expect(said).toContain('云汐公复〔2025〕12号')
    if (letterKinds[kind].remedies) expect(said).toContain('示例市云汐区人民法院提起行政诉讼')
  })

  test('receipt, application form, review sheet and proof of delivery fit on one page each', async () => {
    for (const kind of ['receipt', 'application-form', 'review-sheet', 'delivery-receipt', 'envelope'] as const)
      expect((await pagesOf(written(kind))).pages, kind).toHaveLength(1)
    const blank = writeLetter('application-form', subject, {})
    expect(blank.ok && (await pagesOf(blank.paper)).pages).toHaveLength(1)
  })

  test('a line holds 28 characters and a page 22 lines (GB/T 9704-2012, 5.2.3)', async () => {
    const reason = '由'.repeat(longest * 3)
    const { pages } = await pagesOf(written('reply.refused.deliberative', {}, { reason }))
    const full = pages
      .slice(1)
      .flat()
      .filter(({ text }) => /^由{20,}$/.test(text.trim()))
    expect(new Set(full.map(({ text }) => text.trim().length))).toEqual(new Set([28]))
    for (const { left, right } of full) {
      expect(left).toBeCloseTo(28, 0)
      expect(right).toBeCloseTo(184, 0)
    }
    expect(pages[2]?.filter(({ text }) => /^由{28}$/.test(text.trim()))).toHaveLength(22)
  })

  test('pages are numbered — 1 — at the right, — 2 — at the left (GB/T 9704-2012, 7.5)', async () => {
    const { pages } = await pagesOf(written('reply.partly-granted'))
    const numbers = pages.map((page) => page.filter(({ text }) => /^(—|\d|— \d —)$/.test(text.trim())).at(-1))
    expect(pages.map((page, at) => saidOn(page).includes(`—${at + 1}—`))).toEqual([true, true, true])
    expect(numbers.map((words) => (words?.left ?? 0) > 105)).toEqual([true, false, true])
  })

  test('nobody signs a page that holds nothing else', async () => {
    for (let length = 200; length < 900; length += 60) {
      const { pages } = await pagesOf(written('reply.refused.deliberative', {}, { reason: `${'由'.repeat(length)}。` }))
      const last = saidOn(pages.at(-1) ?? [])
      expect(last).toContain('2025年3月20日')
      expect(last).toContain('不服')
    }
  })

  test('a draft says so on each page and bears no number', async () => {
    const { pages } = await pagesOf(written('reply.partly-granted', { draft: true }))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(saidOn(page)).toContain('草稿，仅供审核，不作为正式文书')
    expect(pages.map(saidOn).join('')).not.toContain('〔2025〕12号')
    expect(saidIn(await pagesOf(written('reply.partly-granted')))).not.toContain('草稿')
  })

  test('copies are told at the foot where there are any, and only then', async () => {
    const copiesTo = ['示例市云汐区人民政府办公室', '示例市云汐区档案馆']
    const said = saidIn(await pagesOf(written('reply.granted', { copiesTo })))
    expect(said).toContain('抄送：示例市云汐区人民政府办公室，示例市云汐区档案馆。')
    expect(said).toContain('2025年3月20日印发')
    expect(saidIn(await pagesOf(written('reply.granted')))).not.toMatch(/抄送|印发/)
  })

  test('a third party gets a slip to send back on a page of its own (art. 32)', async () => {
    const { pages } = await pagesOf(written('third-party-consultation'))
    expect(saidOn(pages.at(-1) ?? [])).toMatch(/^政府信息公开征求意见回函致.*□不同意公开/)
  })

  test('an envelope is 230 mm wide and has the postcode in boxes', async () => {
    const bytes = await pdf(written('envelope'))
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/MediaBox \[0 0 65[12]\.\d+ 340\.\d+\]/)
    expect(saidIn(await pdfPages(bytes))).toContain('000101')
  })

  test('is the same to the byte for the same letter', async () => {
    expect(Buffer.compare(await pdf(written('reply.granted')), await pdf(written('reply.granted')))).toBe(0)
  })
})

const hostile =
  '#read("letter.typ") $x^2$ *粗* _斜_ = 标题 @引用 <签> \\u{41} // 完 #pagebreak() 喆䶮 \u{1f600} <script>&amp; 完毕'

describe('A letter with words that nobody expects', () => {
  const asking = (content: string) => ({ request: { ...subject.request, content } })

  test('prints signs that mean something to Typst as they are', async () => {
    const paper = written('reply.granted', asking(hostile), {
      disclosed: [{ title: hostile, medium: '#x', pages: 1 }],
      attachments: [hostile],
    })
    const said = saidIn(await pagesOf(paper))
    expect(said.split(packed(hostile))).toHaveLength(4)
  })

  test('breaks a word without end inside the margins, and whoever copies it copies the word', async () => {
    const word = 'a1'.repeat(400)
    const address = `https://www.yunxi.example/${'zdgk/'.repeat(60)}`
    const where = { title: word, where: address }
    const pages = await pagesOf(written('reply.already-public', asking(word), { published: [where] }))
    expect(saidIn(pages)).toContain(word)
    expect(saidIn(pages)).toContain(address)
    expect(pages.pages.flatMap(outside)).toEqual([])
    const table = await pagesOf(
      written('reply.granted', {}, { disclosed: [{ title: word, medium: word, pages: 99_999_999 }] }),
    )
    expect(table.pages.flatMap(outside)).toEqual([])
    const form = await pagesOf(written('review-sheet', asking(word)))
    expect(form.pages.flatMap(outside)).toEqual([])
  })

  test('loses control characters and what turns the writing round, and keeps lines', async () => {
    const said = saidIn(await pagesOf(written('reply.granted', asking('补偿\u0007方案\u202e标准\ud83d'))))
    expect(said).toContain('“补偿方案标准')
  })

  test('goes on over ten pages and more', async () => {
    const content = Array.from(
      { length: 60 },
      (_, at) => `第${at + 1}项，${'望河片区征收补偿的材料，'.repeat(6)}`,
    ).join('\n')
    const { pages } = await pagesOf(written('reply.refused.deliberative', asking(content)))
    expect(pages.length).toBeGreaterThan(9)
    const said = saidIn({ pages, info: {}, roles: [] })
    expect(said.indexOf('第60项')).toBeGreaterThan(said.indexOf('第59项'))
    expect(said).toContain('应当先自收到本答复书之日起60日内')
  })

  test('repeats the headings of a table of 200 rows on every page', async () => {
    const disclosed = Array.from({ length: 200 }, (_, at) => ({ title: `第${at + 1}份材料`, medium: '纸质', pages: 1 }))
    const { pages } = await pagesOf(written('reply.granted', {}, { disclosed }))
    const withRows = pages.map(saidOn).filter((page) => /第\d+份材料/.test(page))
    expect(withRows.length).toBeGreaterThan(5)
    for (const page of withRows) expect(page).toContain('序号政府信息名称载体形式页数')
    expect(withRows.join('')).toContain('第200份材料')
  })

  test('cuts a long name of an organ into lines of one length', async () => {
    const name = '示例自治州云汐自治县人民政府政务服务和公共资源交易管理办公室（大数据发展管理局）'
    const { pages } = await pagesOf(written('receipt', { organ: { ...subject.organ, name } }))
    expect(saidOn(pages[0] ?? [])).toContain(name)
    expect(
      (await pagesOf(written('extension-notice', { organ: { ...subject.organ, name } }))).pages.flatMap(outside),
    ).toEqual([])
  })
})
