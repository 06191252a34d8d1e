import { beforeEach, describe, expect, test } from 'vitest'
import { addRequestFiles } from '../../src/app/add-request-file.ts'
import { findRequestFiles } from '../../src/store/request-files.ts'
import { findEntries } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { makeWorkbook, rowsOf, words } from '../formats/make-workbook.ts'
import { dossierIn } from '../web/dossier-stages.ts'
import { deskOffice, send } from '../web/dossier-world.ts'
import { seen } from '../web/site.ts'
import { handmadePdf, stream, usePapers } from './papers.ts'

const held = useDatabase()
const papers = usePapers()

const page = (content: string, ...more: readonly string[]) =>
  handmadePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${more.join('')}>>`,
    stream(content),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ])

const written = 'BT /F 14 Tf 20 40 Td (tel 13800000000) Tj ET'

/** A dossier with one file, and what comes of enclosing it. */
async function enclosing(name: string, bytes: Uint8Array) {
  const world = await deskOffice(held.db, '2025-03-03')
  const key = await dossierIn(world, 'handling')
  const { version } = await world.row(key)
  await addRequestFiles(world.services, world.person('officer'), { ...key, version }, [{ name, bytes }])
  const [file] = await findRequestFiles(held.db, key)
  const site = await world.at('officer')
  const enclose = async (fields: Record<string, string> = {}) => {
    const answer = await send(world, site, key, 'enclose-file', { file: String(file?.id), ...fields })
    return { status: answer.status, page: seen(await answer.text()) }
  }
  const isEnclosed = async () => (await findEntries(held.db, key)).some(({ fact }) => fact.happened === 'file-enclosed')
  return { enclose, isEnclosed }
}

describe('A file that is to go out with the reply (arts. 36, 37)', () => {
  beforeEach(() => emptyTables(held.db))

  test('goes out where it shows all that it holds', async () => {
    const { enclose, isEnclosed } = await enclosing('通知.pdf', page(written))
    expect((await enclose()).status).toBe(303)
    expect(await isEnclosed()).toBe(true)
  })

  test('stays where a sheet or a row of it is hidden, with the way to give it out', async () => {
    const sheet = { name: '明细', xml: `<sheetData><row r="2" hidden="1">${words('A2', '底价')}</row></sheetData>` }
    const hidden = { name: '附表2', state: 'hidden', xml: rowsOf([1, words('A1', '补偿')]) } as const
    const { enclose, isEnclosed } = await enclosing('补偿.xlsx', makeWorkbook(sheet, hidden))
    for (const fields of [{}, { asIs: 'yes' }] as Record<string, string>[]) {
      const answer = await enclose(fields)
      expect(answer.status).toBe(400)
      expect(answer.page).toContain(
        '《补偿.xlsx》里有看不见的内容，不能直接附入：工作表“明细”隐藏第 2 行；工作表“附表2”整张隐藏。请在 Word、Excel 或 WPS 里把要提供的部分导出为 PDF，添加到案卷，经区分处理后附入。',
      )
    }
    expect(await isEnclosed()).toBe(false)
  })

  test.each([
    ['covered by a black bar', page(`${written} 0 g 40 30 200 30 re f`)],
    ['white on white', page(`1 g ${written}`)],
    ['written without ink', page(`BT /F 14 Tf 3 Tr 20 40 Td (tel 13800000000) Tj ET`)],
  ])('stays at first where words in it are %s', async (_, bytes) => {
    const { enclose, isEnclosed } = await enclosing('通知.pdf', bytes)
    const answer = await enclose()
    expect(answer.status).toBe(400)
    expect(answer.page).toMatch(/看不见、却能复制的文字 1\d 字（第 1 页）/)
    expect(answer.page).toContain('请用“区分处理”制作副本')
    expect(await isEnclosed()).toBe(false)
    expect((await enclose({ asIs: 'yes' })).status).toBe(303)
    expect(await isEnclosed()).toBe(true)
  })

  test('stays at first where it tells who wrote it, or has notes laid over it', async () => {
    const typeset = await enclosing('材料.pdf', await papers(['补偿明细']))
    expect((await typeset.enclose()).page).toContain('属性（作者）')
    await emptyTables(held.db)
    const note = '/Annots[<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(secret)>>]'
    const noted = await enclosing('材料.pdf', page(written, note))
    expect((await noted.enclose()).page).toContain('批注 1 处')
  })

  test('that cannot be looked into is told so', async () => {
    const { enclose } = await enclosing(
      '旧表.xls',
      new Uint8Array(Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')),
    )
    expect((await enclose()).page).toContain('无法检查《旧表.xls》里有没有隐藏的内容，不能直接附入。')
  })
})
