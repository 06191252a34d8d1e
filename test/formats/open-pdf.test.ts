import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { gridsOf, paperOf, placesOf, refusalOf, wordsOf } from './papers.ts'

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../fixtures/formats/${name}`, import.meta.url)))

const article20 = [
  ['第二十条第（一）项'],
  ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
  ['规章', '0', '0', '0'],
  ['行政规范性文件', '3', '1', '12'],
  ['第二十条第（八）项'],
  ['信息内容', '本年收费金额（单位：万元）'],
  ['行政事业性收费', '3,194.752'],
]

test('tables with drawn lines keep their rows, thousands commas, negative and blank cells', async () => {
  const [first, second] = wordsOf(await paperOf(fixture('ruled-report.pdf'))).filter((words) => Array.isArray(words))
  expect(first).toEqual(article20)
  expect(second).toContainEqual(['一、本年新收政府信息公开申请数量', '7', '2', '', '9'])
  expect(second).toContainEqual(['2.其他法律行政法规禁止公开', '1', '0', '-1', '0'])
})

test('merged cells of a drawn table keep their spans', async () => {
  const [first, second] = gridsOf(await paperOf(fixture('ruled-report.pdf')))
  expect(placesOf(first)?.[0]).toEqual(['0 0 1 4'])
  expect(placesOf(second)?.slice(0, 3)).toEqual([
    ['0 0 3 3', '0 3 1 4'],
    ['1 3 2 1', '1 4 1 2', '1 6 2 1'],
    ['2 4 1 1', '2 5 1 1'],
  ])
})

test('a label wrapped in its cell is one word again', async () => {
  const words = wordsOf(await paperOf(fixture('ruled-report.pdf')))
  expect(words.flat(3)).toContain('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）')
})

test('lines that were wrapped are one paragraph, headings stand alone', async () => {
  const words = wordsOf(await paperOf(fixture('ruled-report.pdf')))
  expect(words.slice(0, 2)).toEqual(['虚构县梦溪镇2023年政府信息公开工作年度报告', '一、总体情况'])
  expect(words[2]).toMatch(/^2023年，梦溪镇.*主动公开信息1,117条，其中新发布的办事说明37条。$/)
  expect(words[3]).toBe('本年收到申请9件，答复9件，没有结转下年度的申请。')
})

test('a line that begins with a date, a bracket or a quotation mark goes on with the sentence before it', async () => {
  const page = new TextDecoder().decode(fixture('wrapped-dates.html'))
  const written = [...page.matchAll(/<p>(.*)<\/p>/g)].map(([, text = '']) => text.replace(/<\/?span>/g, ''))
  expect(written).toHaveLength(42)
  expect(wordsOf(await paperOf(fixture('wrapped-dates.pdf')))).toEqual(written)
})

test('headers, footers and page numbers that repeat are no part of the text', async () => {
  const plain = await paperOf(fixture('ruled-report.pdf'))
  const decorated = await paperOf(fixture('with-header.pdf'))
  expect(decorated.text).toBe(plain.text)
})

test('the title and the pages of the file are told', async () => {
  const { title, pages, text } = await paperOf(fixture('ruled-report.pdf'))
  expect(title).toBe('虚构县梦溪镇2023年政府信息公开工作年度报告')
  expect(pages?.map((page) => text.slice(page.start, page.end).split('\n')[0])).toEqual([
    '虚构县梦溪镇2023年政府信息公开工作年度报告',
    '六、其他需要报告的事项',
  ])
  expect(pages?.at(-1)?.end).toBe(text.length)
})

test('a table without lines is found by its columns, a blank cell stays blank', async () => {
  const words = wordsOf(await paperOf(fixture('open-table-report.pdf')))
  expect(words).toContainEqual([
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '0', '0', '0'],
    ['行政规范性文件', '3', '', '1,204'],
  ])
  expect(words).toContainEqual([
    ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'],
    ['1', '0', '2', '0', '3'],
  ])
  expect(words).toContain('四、政府信息公开行政复议、行政诉讼情况')
})

test.each([
  ['without text', 'scanned.pdf', 'pdf-scanned'],
  ['with a password', 'encrypted.pdf', 'pdf-encrypted'],
])('a PDF %s is refused with the reason', async (_, name, code) => {
  expect(await refusalOf(fixture(name))).toBe(code)
})

test('a damaged PDF is refused', async () => {
  const whole = fixture('scanned.pdf')
  expect(await refusalOf(whole.slice(0, 200))).toBe('pdf-damaged')
})

/** A PDF of one page whose drawing is packed so that little stands for much. */
function pdfDrawing(content: string): Uint8Array {
  const packed = deflateSync(content)
  const head = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj '
  const page = '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>endobj '
  const stream = `4 0 obj<</Length ${packed.length}/Filter/FlateDecode>>stream\n`
  const end = '\nendstream endobj trailer<</Root 1 0 R>>'
  return new Uint8Array(Buffer.concat([Buffer.from(head + page + stream), packed, Buffer.from(end)]))
}

test.each([
  ['unpacks to far more than a page', ' '.repeat(30_000_000)],
  ['draws far more lines than a table has', '0 0 m 9 9 l S\n'.repeat(300_000)],
])('a PDF that %s is called off', async (_, content) => {
  expect(await refusalOf(pdfDrawing(content))).toBe('pdf-too-long')
})

test('reading a PDF leaves the functions of the platform as they were', async () => {
  const { DecompressionStream: inflate } = globalThis
  await paperOf(fixture('open-table-report.pdf'))
  expect(globalThis.DecompressionStream).toBe(inflate)
  expect([Array.prototype.push, JSON.parse].map(String)).toEqual([
    'function push() { [native code] }',
    'function parse() { [native code] }',
  ])
})
