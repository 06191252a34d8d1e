import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { draftOf } from '../../src/app/public/drafts.ts'
import { fileRequest } from '../../src/app/public/file-request.ts'
import { openLimits } from '../../src/app/public/limits.ts'
import { appendDraftFile } from '../../src/store/public-draft-files.ts'
import { lockDraft } from '../../src/store/public-drafts.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { prepareDraft } from '../operations/filing.ts'
import { officeWorld } from './request-world.ts'

const database = useDatabase()

beforeEach(() => emptyTables(database.owner))

/** A draft of a body that takes requests, and the button that files it. */
async function readyToFile() {
  const { services, agencyId } = await officeWorld(database.db, '2026-03-02')
  const { token, address } = await prepareDraft(services, agencyId, 1)
  const draft = await draftOf(services, token)
  if (!draft) throw new Error('The draft is not there')
  return { draft, file: () => fileRequest(services, openLimits(services), { token, address }) }
}

const namesOfFiles = async () => {
  const rows = await database.db.selectFrom('request_file').select('name').orderBy('id').execute()
  return rows.map(({ name }) => name)
}

const countRequests = async () => (await database.db.selectFrom('request').select('id').execute()).length

describe('Filing what the public wrote (art. 29)', () => {
  it('files once what is sent twice at the same moment, and gives both the same receipt', async () => {
    const { file } = await readyToFile()
    const [one, other] = await Promise.all([file(), file()])
    expect(one).toMatchObject({ ok: true, receipt: { number: '2026-0001' } })
    expect(other).toEqual(one)
    expect(await file()).toEqual(one)
    expect(await countRequests()).toBe(1)
  })

  it('loses no attachment that is taken at the same moment', async () => {
    const { draft, file } = await readyToFile()
    const another = database.openAnother()
    const filed = await another.transaction().execute(async (transaction) => {
      await lockDraft(transaction, draft)
      const filing = file()
      await pause(300)
      const late = { name: '示例补充.txt', purpose: 'evidence', mediaType: 'text/plain', scanned: '' } as const
      await appendDraftFile(transaction, draft, { ...late, sha256: new Uint8Array(32), bytes: Buffer.from('示例') })
      return { filing }
    })
    expect(await filed.filing).toMatchObject({ ok: true })
    await another.destroy()
    expect(await namesOfFiles()).toEqual(['申请附件1（证据材料）.txt', '申请附件2（证据材料）.txt'])
  })
})
