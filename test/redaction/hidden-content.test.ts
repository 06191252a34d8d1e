import { describe, expect, test } from 'vitest'
import { hiddenContent } from '../../src/formats/redaction/hidden-content.ts'
import { makeWorkbook, rowsOf, words, workbookParts } from '../formats/make-workbook.ts'
import { makeZip, type ZipPart } from '../formats/make-zip.ts'

const plain = { name: '明细', xml: rowsOf([1, words('A1', '补偿')]) }

const saidOf = (bytes: Uint8Array) => {
  const hidden = hiddenContent(bytes)
  return hidden === 'unknown' ? hidden : hidden.map(({ where, what }) => `${where}${what}`)
}

const workbookWith = (...parts: readonly ZipPart[]) => makeZip([...workbookParts([plain]), ...parts])

const related = (type: string) =>
  `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="../x.xml"/></Relationships>`

const document = (body: string, ...parts: readonly ZipPart[]) =>
  makeZip([
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: 'word/document.xml', text: `<w:document><w:body>${body}</w:body></w:document>` },
    ...parts,
  ])

const run = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t>${text}</w:t></w:r>`

describe('What a workbook carries and does not show is told by sheet, row and part (art. 37)', () => {
  test.each<readonly [string, Uint8Array, readonly string[]]>([
    ['nothing', makeWorkbook(plain), []],
    ['a hidden sheet', makeWorkbook(plain, { ...plain, name: '附表2', state: 'hidden' }), ['工作表“附表2”整张隐藏']],
    [
      'one hidden by a program',
      makeWorkbook(plain, { ...plain, name: '底表', state: 'veryHidden' }),
      ['工作表“底表”整张隐藏'],
    ],
    [
      'hidden rows',
      makeWorkbook({
        name: '明细',
        xml: '<sheetData><row r="1"/><row r="3" hidden="1"/><row r="4" hidden="true"/><row r="5" hidden="1"/><row r="9" hidden="1"/></sheetData>',
      }),
      ['工作表“明细”隐藏第 3–5、9 行'],
    ],
    [
      'a row without height',
      makeWorkbook({ name: '明细', xml: '<sheetData><row r="2" ht="0" customHeight="1"/></sheetData>' }),
      ['工作表“明细”隐藏第 2 行'],
    ],
    [
      'rows without numbers',
      makeWorkbook({ name: '明细', xml: '<sheetData><row/><row hidden="1"/></sheetData>' }),
      ['工作表“明细”隐藏第 2 行'],
    ],
    [
      'hidden columns',
      makeWorkbook({
        name: '明细',
        xml: `<cols><col min="2" max="3" hidden="1"/><col min="27" max="27" width="0"/></cols>${rowsOf([1, words('A1', '补偿')])}`,
      }),
      ['工作表“明细”隐藏 B–C、AA 列'],
    ],
    [
      'columns hidden to the end of the sheet',
      makeWorkbook({ name: '明细', xml: '<cols><col min="5" max="99999999" hidden="1"/></cols><sheetData/>' }),
      ['工作表“明细”隐藏 E–XFD 列'],
    ],
    [
      'a pivot cache',
      workbookWith({ name: 'xl/pivotCache/pivotCacheRecords1.xml', text: '<r/>' }),
      ['工作簿数据透视表的缓存，里面有全部源数据'],
    ],
    [
      'an external link',
      workbookWith({ name: 'xl/externalLinks/externalLink1.xml', text: '<r/>' }),
      ['工作簿指向其他文件的外部链接，里面有那些文件的数据'],
    ],
    [
      'comments',
      workbookWith({ name: 'xl/worksheets/_rels/sheet1.xml.rels', text: related('comments') }),
      ['工作表“明细”有批注'],
    ],
    ['a macro', workbookWith({ name: 'xl/vbaProject.bin', text: 'x' }), ['工作簿宏']],
    ['a file within', workbookWith({ name: 'xl/embeddings/a.docx', text: 'x' }), ['工作簿嵌入的文件']],
  ])('%s', (_, bytes, says) => {
    expect(saidOf(bytes)).toEqual(says)
  })
})

describe('What a Word document carries and does not show is told by part (art. 37)', () => {
  test.each<readonly [string, Uint8Array, readonly string[]]>([
    ['nothing', document(run('补偿')), []],
    [
      'an insertion',
      document(`<w:p><w:ins w:id="1">${run('新')}</w:ins></w:p>`),
      ['正文有修订痕迹，能看到改动以前的文字'],
    ],
    [
      'a deletion',
      document('<w:p><w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'),
      ['正文有修订痕迹，能看到改动以前的文字'],
    ],
    ['hidden words', document(run('底价', '<w:vanish/>')), ['正文有隐藏文字']],
    ['words that are shown after all', document(run('底价', '<w:vanish w:val="0"/>')), []],
    ['a hidden end of a paragraph', document('<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>'), []],
    [
      'hidden words in a header',
      document(run('补偿'), {
        name: 'word/header2.xml',
        text: `<w:hdr>${run('密', '<w:vanish w:val="true"/>')}</w:hdr>`,
      }),
      ['页眉有隐藏文字'],
    ],
    [
      'comments',
      document(run('补偿'), { name: 'word/comments.xml', text: '<w:comments><w:comment w:id="0"/></w:comments>' }),
      ['批注1 条'],
    ],
    [
      'a part for comments that holds none',
      document(run('补偿'), { name: 'word/comments.xml', text: '<w:comments/>' }),
      [],
    ],
    ['a file within', document(run('补偿'), { name: 'word/embeddings/x.xlsx', text: 'x' }), ['文档嵌入的文件']],
  ])('%s', (_, bytes, says) => {
    expect(saidOf(bytes)).toEqual(says)
  })
})

/** A workbook that keeps its sheet, with a hidden row, in a folder of its own. */
const elsewhere = makeZip(
  workbookParts([{ name: '明细', xml: '<sheetData><row r="1" hidden="1"/></sheetData>' }]).map(({ name, text }) => ({
    name: name.replace('worksheets/', 'pages/'),
    text: text.replace('worksheets/', 'pages/'),
  })),
)

describe('A file that nobody can look into', () => {
  test.each([
    ['an old office file', new Uint8Array(Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old', 'latin1'))],
    [
      'slides',
      makeZip([
        { name: '[Content_Types].xml', text: '' },
        { name: 'ppt/presentation.xml', text: '<p/>' },
      ]),
    ],
    ['a damaged workbook', makeWorkbook(plain).subarray(0, 400)],
    ['a workbook whose sheet is kept at an unusual place', elsewhere],
    ['a workbook whose tags never end', makeWorkbook({ name: '明细', xml: '<sheetData><row <row' })],
    [
      'a workbook that unpacks without end',
      makeZip([...workbookParts([plain]), { name: 'xl/a.xml', text: ' '.repeat(2e7) }]),
    ],
  ])('%s', (_, bytes) => {
    expect(saidOf(bytes)).toBe('unknown')
  })

  test.each([
    ['a text', new Uint8Array(Buffer.from('补偿'))],
    ['a picture', new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))],
    ['an archive', makeZip([{ name: '照片/1.jpg', text: 'x' }])],
  ])('and %s, which is none of these', (_, bytes) => {
    expect(saidOf(bytes)).toEqual([])
  })
})
