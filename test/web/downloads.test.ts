import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { exportFormats } from '../../src/app/export-report.ts'
import { readReport } from '../../src/app/read-report.ts'
import { attachment } from '../../src/web/attachment.ts'
import { root, useDatabase } from '../database.ts'
import { useTypesetter } from '../typesetting.ts'
import { corrections, openSite } from './open-data.ts'
import { forms, seen, visit } from './site.ts'

const held = useDatabase()
/** A process that ends at once sets no document. */
const broken = useTypesetter({ root: '/nowhere' })
let world: Awaited<ReturnType<typeof openSite>>

beforeAll(async () => {
  world = await openSite(held.db)
}, 60_000)

const pathOf = ({ agencyId, year }: { agencyId: number; year: number }, format: string) =>
  `/reports/${agencyId}-${year}/download/${format}`
const bytesOf = async (path: string) => new Uint8Array(await (await world.site.get(path)).arrayBuffer())

/** The report as our reader reads the file. */
async function readBack(path: string) {
  const outcome = await readReport(await bytesOf(path), forms)
  if (!outcome.ok) throw new Error(`${path}: ${outcome.unreadable.message}`)
  return outcome.report.reading
}

describe('A published report', () => {
  test.each(['html', 'docx', 'pdf', 'xlsx', 'csv', 'json'])(
    'gives the same sheet when its %s is read again, blanks and absent figures included',
    async (format) => {
      let absent = 0
      for (const key of world.shown) {
        const { reading, agency } = await world.stored(key)
        const again = await readBack(pathOf(key, format))
        expect(again.cells, pathOf(key, format)).toEqual(reading.cells)
        expect([again.agency, again.year, again.form]).toEqual([agency.name, key.year, reading.form])
        absent += reading.problems.length
      }
      expect(absent).toBeGreaterThan(0)
    },
    120_000,
  )

  test('is given out with the figures that people corrected', async () => {
    const huaxi = { agencyId: world.huaxi, year: 2021 }
    const { cells } = await readBack(pathOf(huaxi, 'docx'))
    expect([cells['received/natural-person'], cells['received/research'], 'granted/enterprise' in cells]).toEqual([
      corrections['received/natural-person'],
      corrections['received/research'],
      false,
    ])
    const csv = new TextDecoder().decode(await bytesOf(pathOf(huaxi, 'csv')))
    expect(csv.split('\r\n').filter((line) => line.endsWith(',yes'))).toHaveLength(Object.keys(corrections).length)
  })

  test('leads to every file of it, the original among them', async () => {
    const html = await world.site.page(`/reports/${world.huaxi}-2021`)
    for (const format of Object.keys(exportFormats))
      expect(html).toContain(`href="${pathOf({ agencyId: world.huaxi, year: 2021 }, format)}"`)
  })

  test('is given out as it was brought, byte by byte, as nothing that a browser would run', async () => {
    for (const key of world.shown) {
      const { source } = await world.stored(key)
      const answer = await world.site.get(pathOf(key, 'source'))
      const bytes = new Uint8Array(await answer.arrayBuffer())
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(source.sha256)
      expect(Buffer.from(bytes).equals(await readFile(join(root, 'demo/reports', source.fileName)))).toBe(true)
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="report-\d+-\d{4}-source\.\w+"/)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-type')).not.toMatch(/^text|html|\+xml|\/xml/)
    }
  })

  test('has its name on every file, in Chinese and for programs that know only ASCII', async () => {
    const { headers } = await world.site.get(pathOf({ agencyId: world.huaxi, year: 2021 }, 'docx'))
    const name = encodeURIComponent('贵阳市花溪区人民政府2021年政府信息公开工作年度报告.docx')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="report-${world.huaxi}-2021.docx"; filename*=UTF-8''${name}`,
    )
    expect(headers.get('content-type')).toBe(exportFormats.docx.type)
  })

  test('is not sent twice to who has it, and is sent anew once it has changed', async () => {
    const path = pathOf({ agencyId: world.huaxi, year: 2022 }, 'html')
    const tag = (await world.site.get(path)).headers.get('etag') ?? ''
    const again = await world.site.get(path, { 'if-none-match': tag })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
    await held.db.updateTable('agency').set({ name: '花溪区改名人民政府' }).where('id', '=', world.huaxi).execute()
    const renamed = await world.site.get(path, { 'if-none-match': tag })
    expect([renamed.status, (await renamed.text()).includes('花溪区改名人民政府')]).toEqual([200, true])
    await held.db.updateTable('agency').set({ name: '贵阳市花溪区人民政府' }).where('id', '=', world.huaxi).execute()
  })

  test('answers HEAD without making the file', async () => {
    const site = visit({ ...world.services, typeset: broken })
    const path = pathOf({ agencyId: world.huaxi, year: 2021 }, 'pdf')
    const head = await site.ask(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  })

  test('is there in every other format where no PDF can be set, and the page says so', async () => {
    const site = visit({ ...world.services, typeset: broken })
    const key = { agencyId: world.huaxi, year: 2021 }
    const answer = await site.get(pathOf(key, 'pdf'))
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([
      503,
      '30',
      'private, no-cache',
    ])
    const html = await answer.text()
    expect(seen(html)).toContain('排版程序')
    for (const format of ['docx', 'html', 'xlsx']) {
      expect(html).toContain(pathOf(key, format))
      expect((await site.get(pathOf(key, format))).status).toBe(200)
    }
  })

  test('is set as PDF once for all who ask at the same time', async () => {
    let set = 0
    const typeset = {
      ...world.services.typeset,
      pdf: (...asked: Parameters<typeof world.services.typeset.pdf>) => {
        set += 1
        return world.services.typeset.pdf(...asked)
      },
    }
    const site = visit({ ...world.services, typeset })
    const path = pathOf({ agencyId: world.huaxi, year: 2020 }, 'pdf')
    const answers = await Promise.all([1, 2, 3].map(() => site.get(path)))
    const sizes = await Promise.all(answers.map(async (answer) => (await answer.arrayBuffer()).byteLength))
    expect([set, new Set(sizes).size, answers.map(({ status }) => status)]).toEqual([1, 1, [200, 200, 200]])
  })
})

test('A report that is not published has no file in any format', async () => {
  expect(world.hidden.length).toBeGreaterThan(3)
  for (const key of world.hidden)
    for (const format of Object.keys(exportFormats))
      for (const method of ['GET', 'HEAD'])
        expect((await world.site.ask(pathOf(key, format), { method })).status).toBe(404)
})

test('There is no file in a format that does not exist', async () => {
  for (const format of ['doc', 'constructor', 'exe'])
    expect((await world.site.get(pathOf({ agencyId: world.huaxi, year: 2021 }, format))).status).toBe(404)
})

test('A name can neither leave its place in the header nor break it', () => {
  expect(attachment('a"b;\r\n\ud800\'(报).pdf', 'a.pdf')).toBe(
    'attachment; filename="a.pdf"; filename*=UTF-8\'\'a%22b%3B%0D%0A%EF%BF%BD%27%28%E6%8A%A5%29.pdf',
  )
})
