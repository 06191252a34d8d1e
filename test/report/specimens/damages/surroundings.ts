import type { Random } from '../random.ts'
import { cell, isTable, type Part, type PrintedTable, type Specimen } from '../specimen.ts'
import { numerals, text } from '../write-specimen.ts'
import type { Damage } from './damage.ts'

const foreign = (rows: readonly (readonly string[])[]): PrintedTable => ({
  kind: 'table',
  table: 'foreign',
  width: Math.max(...rows.map((row) => row.length)),
  rows: rows.map((row) => ({ cells: row.map((words) => cell('note', words)) })),
})

const before = (specimen: Specimen, ...parts: Part[]): Specimen => ({
  ...specimen,
  parts: [...parts, ...specimen.parts],
})
const after = (specimen: Specimen, ...parts: Part[]): Specimen => ({
  ...specimen,
  parts: [...specimen.parts, ...parts],
})
const junk = (words: string) => text('junk', words)

function metadata(specimen: Specimen, random: Random): PrintedTable {
  return foreign([
    ['索引号', `SL${random.int(100000, 999999)}`, '信息分类', '政府信息公开年报'],
    ['发布机构', specimen.agency, '发文日期', `${specimen.year + 1}-01-${random.int(10, 29)}`],
    ['文号', '无', '浏览次数', String(random.int(10, 9999))],
  ])
}

function siteStatistics(random: Random): PrintedTable {
  const number = () => String(random.int(0, 5000))
  return foreign([
    ['网站工作统计', '上半年', '下半年', '总计'],
    ['独立用户访问总量', number(), number(), number()],
    ['信息发布总数', number(), number(), number()],
    ['行政许可办事指南', number(), number(), number()],
    ['收到留言数量', number(), number(), number()],
  ])
}

/** The same specimen with the words of each section heading changed. */
function mapHeadings(specimen: Specimen, change: (words: string, place: number) => string): Specimen {
  let place = -1
  const parts = specimen.parts.map((part) => {
    if (part.kind !== 'text' || part.role !== 'heading') return part
    place += 1
    return { ...part, text: change(part.text, place) }
  })
  return { ...specimen, parts }
}

const bare = (heading: string) => heading.replace(/^[一二三四五六]、/, '')

function insertBeforeTables(specimen: Specimen, parts: (table: PrintedTable) => Part[]): Specimen {
  return { ...specimen, parts: specimen.parts.flatMap((part) => (isTable(part) ? [...parts(part), part] : [part])) }
}

const titles = (specimen: Specimen) => specimen.form.sections.map((one) => `${numerals[one.number]}、${one.title}`)

/** Damages around the tables. */
export const surroundingDamages: readonly Damage[] = [
  {
    name: 'a table of metadata before the report',
    apply: (specimen, random) => before(specimen, metadata(specimen, random)),
  },
  {
    name: 'another table of statistics before the report’s',
    apply: (specimen, random) => ({
      ...specimen,
      parts: specimen.parts.flatMap((part) =>
        part.kind === 'text' && part.role === 'heading' && part.text.startsWith('二、')
          ? [siteStatistics(random), part]
          : [part],
      ),
    }),
  },
  {
    name: 'another table of statistics after the report’s',
    apply: (specimen, random) => after(specimen, siteStatistics(random)),
  },
  {
    name: 'section numbers shifted',
    apply: (specimen) => mapHeadings(specimen, (words, place) => `${numerals[place + 2]}、${bare(words)}`),
  },
  {
    name: 'section numbers restarted',
    apply: (specimen) => mapHeadings(specimen, (words, place) => `${numerals[(place % 3) + 1]}、${bare(words)}`),
  },
  { name: 'sections without numbers', apply: (specimen) => mapHeadings(specimen, bare) },
  {
    name: 'cover page',
    apply: (specimen) =>
      before(
        specimen,
        junk(specimen.agency),
        junk(`${specimen.year}年政府信息公开工作`),
        junk('年度报告'),
        junk(`${specimen.year + 1}年1月`),
      ),
  },
  {
    name: 'table of contents',
    apply: (specimen) =>
      before(specimen, junk('目录'), ...titles(specimen).map((words, place) => junk(`${words}……${place + 1}`))),
  },
  {
    name: 'navigation and footer',
    apply: (specimen, random) =>
      after(
        before(
          specimen,
          junk('首页  政务公开  办事  互动  2'),
          junk(`当前位置：首页 > 政府信息公开年报 > ${specimen.year}年`),
          junk(
            `发布时间：${specimen.year + 1}-01-20 09:30  来源：${specimen.agency}  阅读：${random.int(3, 9999)}次  字号：大 中 小`,
          ),
        ),
        junk('上一篇：没有了  下一篇：2018年政府信息公开工作年度报告'),
        junk(`主办：${specimen.agency}  电话：0000-7654321  备案号 00000000 号-1  今日访问 ${random.int(1, 900)}`),
      ),
  },
  {
    name: 'preamble that lists the sections',
    apply: (specimen) => ({
      ...specimen,
      parts: specimen.parts.flatMap((part) =>
        part.kind === 'text' && part.role === 'title'
          ? [part, text('preamble', `全文分六个部分：${titles(specimen).join('；')}。`)]
          : [part],
      ),
    }),
  },
  {
    name: 'captions over the tables',
    apply: (specimen) =>
      insertBeforeTables(specimen, (table) => [
        junk(`表${table.rows.length % 7}：${specimen.year}年度统计数据`),
        junk('单位：件'),
      ]),
  },
]
