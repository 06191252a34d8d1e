import { beforeEach, describe, expect, test } from 'vitest'
import { reachOf } from '../../src/domain/agency/may.ts'
import type { Role } from '../../src/domain/agency/person.ts'
import { actionOf, actionsIn, requestActionIds } from '../../src/domain/request/actions.ts'
import { type DossierStatus, dossierStatuses } from '../../src/domain/request/dossier.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { dossierIn } from './dossier-stages.ts'
import { type DeskOffice, deskOffice, pathOf, send } from './dossier-world.ts'

const held = useDatabase()

/** Actions whose buttons the page shows. */
function buttonsOf(page: string): readonly string[] {
  const acts = /<div class="acts".*?<\/section>/s.exec(page)?.[0] ?? ''
  return [...acts.matchAll(/href="\/desk\/requests\/\d+-\d+\/([a-z-]+)"/g)].map(([, action = '']) => action)
}

/** 'submitted' is passed at once by requests that staff enter. */
const statuses = (Object.keys(dossierStatuses) as DossierStatus[]).filter((status) => status !== 'submitted')

describe('What the page of a dossier offers (art. 45)', () => {
  beforeEach(() => emptyTables(held.db))

  test.each(statuses)('in the status %s is what the table allows, and what the server accepts', async (status) => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, status)
    const site = await world.at('officer2')
    const shown = buttonsOf(await site.page(pathOf(key)))
    const mine = (id: (typeof requestActionIds)[number]) =>
      reachOf({ role: 'officer' }, actionOf(id).right) !== undefined
    const inTable: readonly string[] = actionsIn(status).filter(mine)
    const acts = shown.filter((id) => id !== 'correct-entry' && id !== 'record-receipt-by-party')
    expect(acts.filter((id) => !inTable.includes(id))).toEqual([])
    for (const id of shown) {
      const page = await site.get(pathOf(key, id))
      expect([id, page.status]).toEqual([id, 200])
      expect(await page.text(), id).not.toContain('没有办理')
    }
    for (const id of requestActionIds.filter((one) => !shown.includes(one) && one !== 'add-file')) {
      const page = await site.get(pathOf(key, id))
      const isClosed = page.status === 404 || page.status === 409 || (await page.text()).includes('class="missing"')
      expect([id, isClosed]).toEqual([id, true])
      expect([id, (await send(world, site, key, id)).status === 303]).toEqual([id, false])
    }
    expect((await world.row(key)).status).toBe(status)
  })
})

const roles: readonly (readonly [Parameters<DeskOffice['at']>[0], Role])[] = [
  ['officer2', 'officer'],
  ['head', 'head'],
  ['leader', 'leader'],
  ['reviewer', 'reviewer'],
  ['handler', 'handler'],
  ['contact', 'section-contact'],
  ['supervisor', 'supervisor'],
]

describe('Who may do what on the page of a dossier (art. 4)', () => {
  beforeEach(() => emptyTables(held.db))

  test.each(roles)('%s: only what the table of rights gives to a %s', async (login, role) => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'searching')
    const site = await world.at(login)
    const answer = await site.get(pathOf(key))
    expect(answer.status).toBe(200)
    const shown = buttonsOf(await answer.text())
    for (const id of requestActionIds) {
      const reach = reachOf({ role }, actionOf(id).right)
      // The section of both was asked to search, and has not been given the dossier.
      const isTheirs = role === 'supervisor' ? false : reach === 'body' || reach === 'asked'
      if (!isTheirs) {
        expect([id, shown.includes(id)]).toEqual([id, false])
        expect([id, (await site.get(pathOf(key, id))).status]).toEqual([id, 404])
        expect([id, (await send(world, site, key, id)).status]).toEqual([id, 404])
      }
    }
  })

  test.each(['stranger', 'archivist', 'auditor', 'administrator'] as const)(
    'for the %s it is as if it were not there',
    async (login) => {
      const world = await deskOffice(held.db, '2025-03-03')
      const key = await dossierIn(world, 'searching')
      const site = await world.at(login)
      const [there, nowhere] = [await site.get(pathOf(key)), await site.get(pathOf({ ...key, id: 99_999 }))]
      expect(there.status).toBe(nowhere.status)
      expect(there.status === 404 || there.status === 403).toBe(true)
      expect(await there.text()).not.toContain('示例大道')
    },
  )
})
