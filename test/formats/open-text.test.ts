import { expect, test } from 'vitest'
import { openPaper } from '../../src/formats/open-paper.ts'
import { simplify } from '../../src/formats/simplify.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

const gongkai = '一、总体情况\n2020年，收到申请3件。\n'
/** The same words in GB 18030. */
const gb = Uint8Array.from(Buffer.from('d2bba1a2d7dccce5c7e9bff60a32303230c4eaa3accad5b5bdc9eac7eb33bcfea1a30a', 'hex'))

test.each([
  ['UTF-8', utf8(gongkai)],
  ['UTF-8 with a mark', utf8(`\ufeff${gongkai}`)],
  ['UTF-16 with a mark', utf16(gongkai, 'le', true)],
  ['UTF-16, big end first, with a mark', utf16(gongkai, 'be', true)],
  ['UTF-16 without a mark', utf16(gongkai, 'le', false)],
  ['UTF-16, big end first, without a mark', utf16(gongkai, 'be', false)],
  ['GB 18030', gb],
])('a text in %s is read', async (_, bytes) => {
  const opened = await openPaper(bytes)
  expect(opened).toMatchObject({ kind: 'paper', paper: { kind: 'text', text: gongkai, simplified: gongkai } })
})

test('a plain text is kept as it is, one paragraph a line', async () => {
  const opened = await openPaper(utf8('甲 |\r\n\r\n||\r\n  乙 | 0 |'))
  if (opened.kind !== 'paper') throw new Error('not a paper')
  const { text, blocks } = opened.paper
  expect(text).toBe('甲 |\n\n||\n  乙 | 0 |')
  expect(blocks.map((block) => text.slice(block.start, block.end))).toEqual(['甲 |', '||', '  乙 | 0 |'])
})

test('traditional characters are replaced one by one', () => {
  expect(simplify('因政府信息公開被申請行政復議')).toBe('因政府信息公开被申请行政复议')
  expect(simplify('行政覆議、未經覆議')).toBe('行政复议、未经复议')
})

test('a simplified text is left alone, rare names included', () => {
  const text = '乾县於姓，堃、镕、喆'
  expect(simplify(text)).toBe(text)
})

test('radicals in place of the characters they look like are put right', () => {
  expect(simplify('⼈⺠政府信息公开⾏政复议')).toBe('人民政府信息公开行政复议')
})
