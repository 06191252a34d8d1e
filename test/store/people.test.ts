import { beforeEach, describe, expect, test } from 'vitest'
import { appendAccount, findAccount } from '../../src/store/accounts.ts'
import { appendAgency, findAgency, findAgencyByName, findTopAgencies } from '../../src/store/agencies.ts'
import {
  appendSession,
  findSession,
  keepSession,
  removeEndedSessions,
  removeSession,
} from '../../src/store/sessions.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency } from './builders.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

async function withAccount() {
  const agencyId = await appendAgency(held.db, agency)
  const account = {
    agencyId,
    login: 'Yunxi',
    displayName: '云溪管理员',
    role: 'administrator',
    passwordHash: '$x',
    demonstration: false,
  } as const
  const accountId = await appendAccount(held.db, account)
  return {
    agencyId,
    accountId,
    person: { accountId, agencyId, login: 'Yunxi', displayName: '云溪管理员', role: 'administrator', sectionId: null },
  }
}

describe('A body', () => {
  test('comes back as it went in, by id and by name', async () => {
    const id = await appendAgency(held.db, agency)
    expect(await findAgency(held.db, id)).toEqual({ ...agency, id })
    expect(await findAgencyByName(held.db, agency.name)).toEqual({ ...agency, id })
    expect(await findAgency(held.db, id + 1)).toBeUndefined()
  })

  test('stands at the top unless another is above it', async () => {
    const id = await appendAgency(held.db, agency)
    await appendAgency(held.db, { ...agency, name: '下属单位', parentId: id })
    expect((await findTopAgencies(held.db)).map((top) => top.id)).toEqual([id])
  })

  test('cannot share its name', async () => {
    await appendAgency(held.db, agency)
    await expect(appendAgency(held.db, agency)).rejects.toThrow(/unique/)
  })
})

describe('An account', () => {
  test('is found by its login in any case, and cannot be made twice', async () => {
    const { person, agencyId } = await withAccount()
    expect(await findAccount(held.db, 'yunXI')).toEqual({ person, passwordHash: '$x', awaits: null })
    expect(await findAccount(held.db, 'yunx')).toBeUndefined()
    const twin = {
      agencyId,
      login: 'YUNXI',
      displayName: '',
      role: 'officer',
      passwordHash: '',
      demonstration: false,
    } as const
    await expect(appendAccount(held.db, twin)).rejects.toThrow(/unique/)
  })
})

describe('A session', () => {
  const noon = new Date('2022-02-01T04:00:00Z')
  const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
  const tokenHash = new Uint8Array(32).fill(9)

  async function signedIn() {
    const { accountId, person } = await withAccount()
    const times = { createdAt: noon, idleUntil: later(30), expiresAt: later(60), secondStepAt: null }
    await appendSession(held.db, { tokenHash, accountId, ...times, device: '', place: '', awaits: null })
    return person
  }

  test('tells the person until it was idle too long', async () => {
    const person = await signedIn()
    expect((await findSession(held.db, tokenHash, later(29)))?.person).toEqual(person)
    expect(await findSession(held.db, tokenHash, later(30))).toBeUndefined()
  })

  test('lives on with use, but not beyond its absolute end', async () => {
    await signedIn()
    await keepSession(held.db, tokenHash, { idleUntil: later(90), at: later(29) })
    expect(await findSession(held.db, tokenHash, later(59))).toBeDefined()
    expect(await findSession(held.db, tokenHash, later(60))).toBeUndefined()
  })

  test('is gone after signing out, and swept when over', async () => {
    await signedIn()
    await removeEndedSessions(held.db, later(29))
    expect(await findSession(held.db, tokenHash, noon)).toBeDefined()
    await removeSession(held.db, tokenHash)
    expect(await findSession(held.db, tokenHash, noon)).toBeUndefined()
  })
})
