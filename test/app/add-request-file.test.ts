import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { addRequestFiles } from '../../src/app/add-request-file.ts'
import { findRequestFileBytes, findRequestFiles } from '../../src/store/request-files.ts'
import { findEntries } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()

describe('A file of a dossier', () => {
  beforeEach(() => emptyTables(held.db))

  test('comes back byte for byte, with its hash in the facts', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const bytes = Uint8Array.from({ length: 300 }, (_, at) => at % 256)
    const files = [
      { name: '身份证明（示例）.pdf', bytes },
      { name: '空.txt', bytes: new Uint8Array() },
    ]
    const added = await addRequestFiles(world.services, world.officer, { ...request, version: 1 }, files)
    expect(added).toEqual({ ok: true, version: 2 })
    const lines = await findRequestFiles(held.db, request)
    expect(lines).toMatchObject([
      { name: '身份证明（示例）.pdf', size: 300 },
      { name: '空.txt', size: 0 },
    ])
    const back = await findRequestFileBytes(held.db, request, lines[0]?.id ?? 0)
    expect(new Uint8Array(back?.bytes ?? [])).toEqual(bytes)
    expect((await findEntries(held.db, request)).at(-2)?.fact).toEqual({
      happened: 'file-added',
      on: '2025-03-06',
      fileId: lines[0]?.id,
      name: '身份证明（示例）.pdf',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
  })

  test('is not kept where the dossier has changed meanwhile, and is none of another dossier', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const other = await world.register(requestOf({ submittedOn: '2025-03-04' }))
    const files = [{ name: '证明.pdf', bytes: new Uint8Array([1]) }]
    const late = await addRequestFiles(world.services, world.officer, { ...request, version: 7 }, files)
    expect(late).toEqual({ ok: false, code: 'changed' })
    expect(await findRequestFiles(held.db, request)).toEqual([])
    await addRequestFiles(world.services, world.officer, { ...request, version: 1 }, files)
    const [line] = await findRequestFiles(held.db, request)
    expect(await findRequestFileBytes(held.db, other, line?.id ?? 0)).toBe(undefined)
  })
})
