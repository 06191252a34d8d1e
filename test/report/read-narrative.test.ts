import { expect, test } from 'vitest'
import { proseBetween } from '../../src/domain/report/read/narrative.ts'
import { openPaper } from '../../src/formats/open-paper.ts'

async function prose(text: string) {
  const opened = await openPaper(new TextEncoder().encode(text))
  if (opened.kind !== 'paper') throw new Error('not a paper')
  return proseBetween(opened.paper, opened.paper.text, 0, opened.paper.text.length, true)
}

test.each([
  ['（一）主动公开情况', 1],
  ['（二）依申请公开情况。', 1],
  ['2.围绕重点领域加强公开', 2],
  ['1.少数科室认识不够。', undefined],
  ['3.工作队伍有待加强。下步将组织培训。', undefined],
  ['2020年，本局按期答复。', undefined],
])('%s is a heading of level %s', async (line, level) => {
  expect((await prose(line))[0]?.heading).toBe(level)
})

test('what a web page prints below the report is left out', async () => {
  const paragraphs = await prose('未收取信息处理费。\n站点地图 | 联系我们\n主办：示例市人民政府办公室')
  expect(paragraphs.map(({ text }) => text)).toEqual(['未收取信息处理费。'])
})

test('spaces between characters go, those between words and numbers of another script stay', async () => {
  expect((await prose('示例县 2021 年 用 PDF file 公开'))[0]?.text).toBe('示例县2021年用PDF file公开')
})
