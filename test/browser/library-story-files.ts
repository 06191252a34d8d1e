import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../database.ts'
import { makeZip } from '../formats/make-zip.ts'

const demo = (name: string) => readFile(join(root, 'demo', name))
const demoText = async (name: string) => (await demo(name)).toString()

/** The text with one stretch replaced; the stretch must be there. */
function altered(text: string, stretch: string, by: string): string {
  if (!text.includes(stretch)) throw new Error(`The demonstration no longer says ${stretch}`)
  return text.replace(stretch, by)
}

const office = await demo('reports/yunxi-office-2021.html')
const market = await demoText('reports/yunxi-market-regulation-2021.html')
const township = await demoText('outstanding/yunxi-bailu-2021.md')

/** 部分公开 2 + 1 is printed as 8. */
const zeros = '<td>0</td>'.repeat(4)
const wrongTotal = altered(market, `<td>2</td><td>1</td>${zeros}<td>3</td>`, `<td>2</td><td>1</td>${zeros}<td>8</td>`)

const attack = '<script>alert(1)</script>'
const picture = '<img src=x onerror=alert(2)>'
const escaped = (markup: string) => markup.replaceAll('<', '&lt;')

/** A report whose title is a program, as markup and as text; else it could be one of 财政局. */
const programInTitle = market
  .replaceAll('市场监督管理局', '财政局')
  .replace('<title>', `<title>${attack}${picture}`)
  .replace('</h1>', `${attack}${picture}${escaped(attack)}</h1>`)
  .replace('<h2>一、总体情况</h2>', `<h2>一、总体情况</h2><p>本局${escaped(picture)}。</p>${attack}${picture}`)

/** Some thirty kilobytes that unpack to thirty megabytes. */
const bomb = makeZip([{ name: 'word/document.xml', text: '0'.repeat(30 * 2 ** 20) }])

/** What the district got from its bodies, and from elsewhere. */
export const twelve = {
  '办公室.html': office,
  '教育局.docx': await demo('reports/yunxi-education-2021.docx'),
  '市场监督管理局.html': wrongTotal,
  '自然资源局.md': await demo('reports/yunxi-natural-resources-2021.md'),
  '青石镇.txt': await demo('reports/yunxi-qingshi-2021.txt'),
  '余坊乡2020.md': await demo('reports/yufang-2020.md'),
  '余坊乡2021.docx': await demo('reports/yufang-2021.docx'),
  '花溪区2022.pdf': await demo('reports/huaxi-2022.pdf'),
  '办公室又一份.html': office,
  '传了一半.pdf': (await demo('reports/huaxi-2022.pdf')).subarray(0, 20_000),
  '炸弹.docx': bomb,
  '财政局.html': programInTitle,
} as const satisfies Record<string, string | Uint8Array>

const disputes = '| 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |'

/** One dispute in the total that stands in none of its parts: not a slip, as will be explained. */
const better = altered(township, disputes, disputes.replace('| 0 | 0 | 0 | 0 | 0 |', '| 0 | 0 | 0 | 0 | 1 |'))

/** What the township hands in: at first with one more slip, 予以公开 3 printed as 4. */
export const handedIn = {
  '白鹭乡.md': altered(
    better,
    '（一）予以公开 |  | 3 | 0 | 0 | 0 | 0 | 0 | 3 |',
    '（一）予以公开 |  | 3 | 0 | 0 | 0 | 0 | 0 | 4 |',
  ),
  '白鹭乡改.md': better,
} as const

/** Files on disk, as a person has them; `at` gives the path of one. */
export async function onDisk(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-story-'))
  const at = (name: string) => join(folder, name)
  for (const [name, content] of Object.entries(files)) await writeFile(at(name), content)
  return { at, remove: () => rm(folder, { recursive: true }) }
}
