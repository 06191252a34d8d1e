import { beforeEach, describe, expect, test } from 'vitest'
import { findOffice } from '../../src/store/disclosure-offices.ts'
import { office } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { signedIn } from './desk-world.ts'
import { requestWorld } from './request-world.ts'
import { seen } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof requestWorld>>

beforeEach(async () => {
  await emptyTables(held.db)
  world = await requestWorld(held.db, '2025-03-06')
})

describe('The disclosure office of a body', () => {
  test('is set by its head, and the trail keeps what changed', async () => {
    const site = await signedIn(world, 'head')
    const answer = await site.post('/desk/office', { ...office })
    expect(seen(await site.page(answer.headers.get('location') ?? ''))).toContain('已保存')
    expect(await findOffice(held.db, world.ids.office)).toEqual(office)
    await site.post('/desk/office', { ...office, phone: '000-1111111' })
    await site.post('/desk/office', { ...office, phone: '000-1111111' })
    const links = await held.db.selectFrom('trail_link').select('text').where('kind', '=', 'office-set').execute()
    expect(links).toHaveLength(2)
    expect(JSON.parse(links[1]?.text ?? '{}').details).toEqual({ phone: { from: '000-0000000', to: '000-1111111' } })
  })

  test('is told all that is wrong beside its field, and nothing is saved', async () => {
    const site = await signedIn(world, 'head')
    const wrong = {
      ...office,
      numberWord: 'YX-1',
      postcode: '1',
      onlineReconsideration: 'example',
      hours: '长'.repeat(101),
    }
    const answer = await site.post('/desk/office', wrong)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    for (const name of ['numberWord', 'postcode', 'onlineReconsideration', 'hours'])
      expect(html).toContain(`id="${name}-problem"`)
    expect(html).toContain('value="YX-1"')
    expect((await findOffice(held.db, world.ids.office)).contact).toBe('')
  })

  test('of a body below is set by an administrator above, of one elsewhere by nobody', async () => {
    const site = await signedIn(world, 'administrator')
    const below = String(world.ids.civil)
    expect((await site.post('/desk/office', { ...office, agency: below })).status).toBe(303)
    expect((await findOffice(held.db, world.ids.civil)).numberWord).toBe('云汐公')
    expect((await site.post('/desk/office', { ...office, agency: String(world.ids.elsewhere) })).status).toBe(404)
    expect((await (await signedIn(world, 'head')).post('/desk/office', { ...office, agency: below })).status).toBe(404)
  })

  test.each(['officer', 'handler', 'leader', 'reviewer', 'supervisor', 'auditor'])(
    'is not for the %s',
    async (login) => {
      const site = await signedIn(world, login)
      expect((await site.get('/desk/office')).status).toBe(403)
      expect((await site.post('/desk/office', { ...office })).status).toBe(403)
    },
  )
})
