import { describe, expect, test } from 'vitest'
import { gridsOf, paperOf, placesOf, wordsOf } from './papers.ts'

describe('a page becomes paragraphs and grids', () => {
  test('paragraphs and table cells stand in reading order, spans point at their words', async () => {
    const paper = await paperOf(
      '<h2>三、申请情况</h2><p>共收到<b>7</b>件。</p><table><tr><td>自然人</td><td> 7 </td></tr></table>后记',
    )
    expect(paper.kind).toBe('html')
    expect(wordsOf(paper)).toEqual(['三、申请情况', '共收到7件。', [['自然人', '7']], '后记'])
    expect(paper.blocks[0]).toMatchObject({ heading: 2 })
    expect(paper.text).toBe('三、申请情况\n共收到7件。\n自然人\t7\n后记\n')
  })

  test('a number in several spans is one number, line ends in the markup are one space', async () => {
    const paper = await paperOf(
      '<table><tr><td><span>1</span><span>17</span></td><td><span>2</span>\n <i>5</i></td></tr></table>',
    )
    expect(wordsOf(paper)).toEqual([[['117', '2 5']]])
  })
})

test('row and column spans become positions in the grid', async () => {
  const paper = await paperOf(`<table>
    <tr><td rowspan=2 colspan=2>角</td><td colspan=2>情况</td></tr>
    <tr><td>甲</td><td>乙</td></tr>
    <tr><td>一</td><td>二</td><td>1</td><td>2</td></tr></table>`)
  expect(placesOf(gridsOf(paper)[0])).toEqual([
    ['0 0 2 2', '0 2 1 2'],
    ['1 2 1 1', '1 3 1 1'],
    ['2 0 1 1', '2 1 1 1', '2 2 1 1', '2 3 1 1'],
  ])
})

describe('tables that only arrange the page are dissolved', () => {
  test('a table of tables leaves its innermost tables and the words between them', async () => {
    const inner = '<table><tr><td>规章</td><td>0</td></tr></table>'
    const paper = await paperOf(`<table><tr><td>菜单</td><td><p>二、主动公开</p>${inner}<p>完</p></td></tr></table>`)
    expect(wordsOf(paper)).toEqual(['菜单', '二、主动公开', [['规章', '0']], '完'])
  })

  test('a table of one cell around the whole report is no grid', async () => {
    expect(wordsOf(await paperOf('<table><tr><td><p>一、总体情况</p><p>无。</p></td></tr></table>'))).toEqual([
      '一、总体情况',
      '无。',
    ])
  })

  test('a table of one cell inside a cell is that cell’s text', async () => {
    const paper = await paperOf('<table><tr><td>甲<table><tr><td>乙</td></tr></table></td><td>1</td></tr></table>')
    expect(wordsOf(paper)).toEqual([[['甲\n乙', '1']]])
  })
})

describe('what a reader of the page does not see is left out', () => {
  test('scripts, styles, hidden parts, comments and what Word hides in them', async () => {
    const paper = await paperOf(`<html xmlns:o="urn:x"><head><title> 虚构县 年报 </title><style>p{}</style></head>
      <body><!--[if gte mso 9]><xml><w:Zoom>0</w:Zoom></xml><![endif]--><script>var a = "<p>1</p>"</script>
      <p>看得见<o:p>&nbsp;</o:p></p><div style="color:red; display: none">看不见</div><p hidden>也看不见</p>
      <![if !supportEmptyParas]>&nbsp;<![endif]><noscript>请打开脚本</noscript><xml><a>岛</a></xml></body></html>`)
    expect(paper.title).toBe('虚构县 年报')
    expect(wordsOf(paper)).toEqual(['看得见'])
  })
})

describe('damaged markup is read as a browser shows it', () => {
  test('parts of a table that are never closed', async () => {
    const paper = await paperOf('<table><thead><tr><th>甲<th>乙<tbody><tr><td>1<td><p>2<p>3</table>')
    expect(wordsOf(paper)).toEqual([
      [
        ['甲', '乙'],
        ['1', '2\n3'],
      ],
    ])
  })

  test('a caption stands before its table, loose words in a table before it', async () => {
    const paper = await paperOf('<table><caption>表一</caption>散落<tr><td>1</td><td>2</td></tr></table>')
    expect(wordsOf(paper)).toEqual(['散落', '表一', [['1', '2']]])
  })

  test('spans of nought or thousands reach to the end of the table', async () => {
    const paper = await paperOf(
      '<table><tr><td colspan=9999>题</td></tr><tr><td rowspan=0>左</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>',
    )
    expect(placesOf(gridsOf(paper)[0])).toEqual([
      ['0 0 1 3'],
      ['1 0 2 1', '1 1 1 1', '1 2 1 1'],
      ['2 1 1 1', '2 2 1 1'],
    ])
  })
})

test('line breaks, hard spaces and lists stand as they are seen', async () => {
  const paper = await paperOf('<p>&nbsp;&nbsp;1.甲<br>2.乙&nbsp;丙</p><ul><li>丁</li><li>戊</li></ul><pre>己\n庚</pre>')
  expect(wordsOf(paper)).toEqual(['1.甲\n2.乙 丙', '丁', '戊', '己\n庚'])
})

test('the content wins over the encoding that the page states', async () => {
  const paper = await paperOf('<meta charset="gb2312"><p>政府信息公开</p>')
  expect(paper.text).toBe('政府信息公开\n')
})

test('a page in GB 18030 is read whatever it states', async () => {
  const bytes = Buffer.concat([
    Buffer.from('<html><meta charset="utf-8"><p>'),
    Buffer.from('d2bba1a2d7dccce5c7e9bff6', 'hex'),
    Buffer.from('</p>'),
  ])
  expect((await paperOf(new Uint8Array(bytes))).text).toBe('一、总体情况\n')
})
