import { createCanvas } from '@napi-rs/canvas'
import { beforeEach, describe, expect, test } from 'vitest'
import { addRequestFiles } from '../../src/app/add-request-file.ts'
import { findRedaction, findRedactions } from '../../src/store/redactions.ts'
import { findRequestFileBytes, findRequestFiles } from '../../src/store/request-files.ts'
import { findEntries, type RequestKey } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { pdfPages } from '../formats/pdf-pages.ts'
import { dossierIn } from '../web/dossier-stages.ts'
import { type DeskOffice, deskOffice, pathOf } from '../web/dossier-world.ts'
import { seen } from '../web/site.ts'
import { identity, usePapers } from './papers.ts'

const held = useDatabase()
const papers = usePapers()

type Login = Parameters<DeskOffice['at']>[0]

/** A dossier with a file. */
async function withFile(name: string, bytes: Uint8Array, status: Parameters<typeof dossierIn>[1] = 'handling') {
  const world = await deskOffice(held.db, '2025-03-03')
  const key = await dossierIn(world, status)
  const { version } = await world.row(key)
  const added = await addRequestFiles(world.services, world.person('officer'), { ...key, version }, [{ name, bytes }])
  if (!added.ok) throw new Error(JSON.stringify(added))
  const [file] = await findRequestFiles(held.db, key)
  return { world, key, fileId: file?.id ?? 0 }
}

const beginPath = (key: RequestKey, fileId: number) => pathOf(key, `files/${fileId}/redactions`)

/** A redaction that somebody has begun, at the desk. */
async function begun(pages: readonly (readonly string[])[], login: Login = 'officer') {
  const bytes = await papers(...pages)
  const made = await withFile('补偿明细.pdf', bytes)
  const site = await made.world.at(login)
  const answer = await site.post(beginPath(made.key, made.fileId), {})
  expect(answer.status).toBe(303)
  const path = answer.headers.get('location') ?? ''
  const id = Number(path.split('/').at(-1))
  const now = async () => {
    const redaction = await findRedaction(held.db, made.key, id)
    if (!redaction) throw new Error('The redaction is gone')
    return redaction
  }
  const post = async (fields: Record<string, string>) =>
    site.post(path, { version: String((await now()).version), page: '1', ...fields })
  return { ...made, site, path, id, now, post, bytes }
}

const place = { left: '20', top: '20', width: '100', height: '10' }
const mark = { do: 'mark', ground: 'trade-secret', ...place }

describe('A file in which something is covered (art. 37)', () => {
  beforeEach(() => emptyTables(held.db))

  test('is begun from the files of the dossier, and gone on with rather than begun twice', async () => {
    const { site, key, fileId, path } = await begun([['补偿明细']])
    expect(await site.page(pathOf(key))).toContain(`action="${beginPath(key, fileId)}"`)
    expect((await site.post(beginPath(key, fileId), {})).headers.get('location')).toBe(path)
    expect(await findRedactions(held.db, key)).toHaveLength(1)
    const page = await site.page(path)
    expect(seen(page)).toContain('区分处理：补偿明细.pdf')
    expect(seen(page)).toContain('商业秘密（条例第十五条）：公开会损害第三方的技术')
  })

  test('has marks with ground and article; one is taken back, and the taking back undone', async () => {
    const { post, now, site } = await begun([['补偿明细']])
    const marked = await post(mark)
    const after = await site.page(marked.headers.get('location') ?? '')
    expect(seen(after)).toContain('已遮盖 1 处。')
    expect(seen(after)).toContain('商业秘密（条例第十五条）')
    const [one] = (await now()).marks
    expect(one).toMatchObject({ id: 1, page: 1, ground: 'trade-secret', article: '条例第十五条' })
    const removed = await post({ remove: '1' })
    expect((await now()).marks).toEqual([])
    const undone = await site.page(removed.headers.get('location') ?? '')
    const form = /<form[^>]*class="banner undo".*?<\/form>/s.exec(undone)?.[0] ?? ''
    const fields = [...form.matchAll(/name="([a-z]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ])
    await site.post(/action="([^"]*)"/.exec(form)?.[1] ?? '', Object.fromEntries(fields))
    const [back] = (await now()).marks
    expect(back?.ground).toBe('trade-secret')
    for (const side of ['left', 'top', 'width', 'height'] as const)
      expect(back?.[side]).toBeCloseTo(one?.[side] ?? 0, 3)
  })

  test('tells all that is wrong with a mark at once, and keeps what was typed', async () => {
    const { post, now } = await begun([['补偿明细']])
    const answer = await post({ do: 'mark', ground: '', left: '12', top: '没量', width: '', height: '5' })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    for (const says of ['请选择遮盖的理由。', '请填写上边距，单位毫米，例如 12.5。', '请填写宽，单位毫米'])
      expect(seen(page)).toContain(says)
    expect(page).toMatch(/name="left"[^>]*value="12"/)
    expect(page).toMatch(/name="top"[^>]*value="没量"/)
    expect((await now()).marks).toEqual([])
  })

  test('offers the numbers that it found, one by one and all at once', async () => {
    const { post, now, site, path } = await begun([['表'], [`${identity}，13800000000`], ['信箱：shili@example.cn']])
    expect(seen(await site.page(path))).toContain('本页 0 处，全文 3 处')
    expect(seen(await site.page(`${path}?page=2`))).toContain('居民身份号码 110…06')
    await post({ cover: '2-1', numberGround: 'third-party-rights', page: '2' })
    expect((await now()).marks).toMatchObject([{ page: 2, ground: 'third-party-rights' }])
    await post({ cover: 'all', page: '2' })
    expect((await now()).marks.map(({ page, ground }) => [page, ground])).toEqual([
      [2, 'third-party-rights'],
      [2, 'personal-privacy'],
      [3, 'personal-privacy'],
    ])
    expect(seen(await site.page(path))).not.toContain('找到的号码')
  })

  test('is not written over by somebody who saw an older state', async () => {
    const { post, now, site, path } = await begun([['补偿明细']])
    await post(mark)
    const late = await site.post(path, { ...mark, version: '1', page: '1' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(seen(page)).toContain('别人改动过遮盖，您的这次操作没有保存')
    expect(page).toMatch(/name="left"[^>]*value="20"/)
    expect((await now()).marks).toHaveLength(1)
  })

  test('is shown as it will be, and then issued as a file without a word in it', async () => {
    const { post, now, site, path, key, fileId, bytes } = await begun([['补偿明细', identity], ['第二页']])
    await post({ cover: 'all' })
    const preview = await site.page(`${path}?step=preview`)
    expect(seen(preview)).toContain('预览：补偿明细（遮盖副本）.pdf')
    const [, flat = ''] = /<img src="([^"]*)"/.exec(preview) ?? []
    const picture = await site.get(flat.replaceAll('&amp;', '&'))
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    const issued = await post({ do: 'issue' })
    expect(issued.headers.get('location')).toBe(`${pathOf(key)}?done=redact#files`)
    const files = await findRequestFiles(held.db, key)
    expect(files.map(({ name }) => name)).toEqual(['补偿明细.pdf', '补偿明细（遮盖副本）.pdf'])
    const copyId = files[1]?.id ?? 0
    expect(await now()).toMatchObject({ issuedFileId: copyId })
    const facts = (await findEntries(held.db, key)).slice(-2).map(({ fact }) => fact)
    expect(facts).toMatchObject([
      { happened: 'file-added', fileId: copyId, name: '补偿明细（遮盖副本）.pdf' },
      { happened: 'file-redacted', fileId, redactedId: copyId, marks: 1 },
    ])
    const copy = await findRequestFileBytes(held.db, key, copyId)
    const read = await pdfPages(new Uint8Array(copy?.bytes ?? []))
    expect(read.pages).toEqual([[], []])
    expect(read.info.Author).toBe(undefined)
    // The file itself is as it was.
    expect(new Uint8Array((await findRequestFileBytes(held.db, key, fileId))?.bytes ?? [])).toEqual(
      new Uint8Array(bytes),
    )
    expect(seen(await site.page(pathOf(key)))).toContain('遮盖 1 处')
  })

  test('is not changed once it is issued; another one may be made', async () => {
    const { post, now, site, path, key, fileId } = await begun([['补偿明细']])
    await post(mark)
    await post({ do: 'issue' })
    for (const fields of [mark, { remove: '1' }, { do: 'issue' }] as Record<string, string>[]) {
      const answer = await post(fields)
      expect(answer.status).toBe(409)
      expect(seen(await answer.text())).toContain(
        '这份遮盖副本已经制成，不能再改。要遮盖得不同，请对原文件重新区分处理。',
      )
    }
    expect((await now()).marks).toHaveLength(1)
    expect(await findRequestFiles(held.db, key)).toHaveLength(2)
    const another = (await site.post(beginPath(key, fileId), {})).headers.get('location')
    expect(another).not.toBe(path)
  })

  test('of a long file is made in sight, page by page', async () => {
    const { post, key } = await begun(Array.from({ length: 12 }, (_, at) => [`第${at + 1}页的内容`]))
    const answer = await post({ do: 'issue' })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store, no-transform'])
    const page = seen(await answer.text())
    expect(page).toContain('第 1 页 第 2 页')
    expect(page).toContain('第 12 页')
    expect(page).toContain('已制成并存入案卷。')
    expect(await findRequestFiles(held.db, key)).toHaveLength(2)
  })

  test('may be a picture', async () => {
    const canvas = createCanvas(800, 400)
    const { world, key, fileId } = await withFile('现场.png', new Uint8Array(canvas.encodeSync('png')))
    const site = await world.at('officer')
    const path = (await site.post(beginPath(key, fileId), {})).headers.get('location') ?? ''
    const issued = await site.post(path, { do: 'issue', version: '1' })
    expect(issued.status).toBe(303)
    expect((await findRequestFiles(held.db, key)).at(-1)?.name).toBe('现场（遮盖副本）.pdf')
  })
})

describe('What cannot be covered is refused with the way there', () => {
  beforeEach(() => emptyTables(held.db))

  test.each([
    ['明细.pdf', '%PDF-1.7 断了', 409, '已经损坏'],
    ['表格.pdf', 'PK\x03\x04', 409, '请在 Word、WPS 或 Excel 里导出为 PDF'],
  ])('%s', async (name, content, status, says) => {
    const { world, key, fileId } = await withFile(name, new Uint8Array(Buffer.from(content)))
    const answer = await (await world.at('officer')).post(beginPath(key, fileId), {})
    expect(answer.status).toBe(status)
    expect(seen(await answer.text())).toContain(says)
    expect(await findRedactions(held.db, key)).toEqual([])
  })

  test('a dossier that was answered: art. 37 is for the reply', async () => {
    const { world, key, fileId } = await withFile('补偿明细.pdf', await papers(['补偿']), 'replied')
    const site = await world.at('officer')
    const answer = await site.post(beginPath(key, fileId), {})
    expect(answer.status).toBe(409)
    expect(seen(await answer.text())).toContain('“待送达”的案卷不能“区分处理（遮盖）”')
    expect(await site.page(pathOf(key))).not.toContain(beginPath(key, fileId))
  })
})

describe('Who may cover parts of a file (art. 4)', () => {
  beforeEach(() => emptyTables(held.db))

  test.each([
    'leader',
    'reviewer',
    'contact',
    'archivist',
    'supervisor',
    'stranger',
    'auditor',
    'administrator',
  ] as const)('for the %s there is no such page', async (login) => {
    const { world, key, fileId, path } = await begun([[identity]])
    const site = await world.at(login)
    const picture = `${path}/pages/1.png`
    for (const address of [path, `${path}?step=preview`, picture, pathOf(key, 'redact')])
      expect([404, 403]).toContain((await site.get(address)).status)
    expect([404, 403]).toContain((await site.post(beginPath(key, fileId), {})).status)
    expect([404, 403]).toContain((await site.post(path, { ...mark, version: '1', page: '1' })).status)
    expect((await findRedactions(held.db, key)).map(({ markCount }) => markCount)).toEqual([0])
  })

  test('another dossier does not show it', async () => {
    const { world, site, path } = await begun([[identity]])
    const other = await world.register()
    const id = path.split('/').at(-1)
    expect((await site.get(pathOf(other, `redactions/${id}`))).status).toBe(404)
    expect((await site.get(pathOf(other, `redactions/${id}/pages/1.png`))).status).toBe(404)
  })
})

describe('The picture of a page', () => {
  beforeEach(() => emptyTables(held.db))

  test('is drawn once for a browser that has it, and there is none of a page that is not', async () => {
    const { site, path } = await begun([['补偿明细']])
    const first = await site.get(`${path}/pages/1.png`)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/png'])
    const tag = first.headers.get('etag') ?? ''
    expect((await site.get(`${path}/pages/1.png`, { 'if-none-match': tag })).status).toBe(304)
    expect((await site.get(`${path}/pages/2.png`)).status).toBe(404)
  })
})
