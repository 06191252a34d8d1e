import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { actWithLetters } from '../../src/app/issue-letter.ts'
import { previewLetter } from '../../src/app/preview-letter.ts'
import { saveOffice } from '../../src/store/disclosure-offices.ts'
import { findLetter, findLetters } from '../../src/store/letters.ts'
import { findEntries, findRequest } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { notOurs, office, officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()

const clarification = {
  kind: 'clarification-notice',
  details: { toCorrect: '请写明所需批复的年份', until: '2025-03-20' },
  sentBy: 'in-person',
} as const

type World = Awaited<ReturnType<typeof officeWorld>>

const askClarification = (world: World, request: { agencyId: number; id: number }, version = 1) =>
  actWithLetters(world.services, world.officer, { ...request, version }, 'ask-clarification', {
    letters: [clarification],
    facts: () => [{ happened: 'clarification-asked', on: '2025-03-06', until: '2025-03-20' }],
  })

describe('a letter of a request', () => {
  beforeEach(() => emptyTables(held.db))

  test('goes out with the fact: numbered by body, word and year, frozen with its hash (art. 30)', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    expect(await askClarification(world, request)).toEqual({ ok: true, version: 2 })
    const [line] = await findLetters(held.db, request)
    expect(line).toMatchObject({ kind: 'clarification-notice', number: '云汐公补〔2025〕1号', addressee: '示例人甲' })
    const letter = await findLetter(held.db, request, line?.id ?? 0)
    expect(
      createHash('sha256')
        .update(letter?.pdf ?? '')
        .digest(),
    ).toEqual(Buffer.from(letter?.sha256 ?? ''))
    await expect(
      held.db
        .updateTable('letter')
        .set({ pdf: Buffer.of(1) } as never)
        .execute(),
    ).rejects.toThrow('permission denied')
  })

  test('names its applicant neither in the facts nor in the trail, which are kept for good (个人信息保护法第五十一条)', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    await askClarification(world, request)
    const issued = (await findEntries(held.db, request)).at(-1)?.fact
    expect(issued).toMatchObject({ happened: 'letter-issued', to: '示**' })
    const links = await held.db.selectFrom('trail_link').select('text').execute()
    expect(links.filter(({ text }) => text.includes('示例人甲'))).toEqual([])
  })

  test('leaves no gap in the numbers when it cannot be issued', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const first = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const second = await world.register(requestOf({ submittedOn: '2025-03-04' }))
    await askClarification(world, first)
    expect(await askClarification(world, first, 2)).toMatchObject({ ok: false, code: 'refused' })
    await askClarification(world, second)
    expect((await findLetters(held.db, second))[0]?.number).toBe('云汐公补〔2025〕2号')
  })

  test('is refused with all that is missing, and nothing is written', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    await saveOffice(held.db, world.agencyId, { ...office, numberWord: '', phone: '' }, world.services.now())
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const acted = await askClarification(world, request)
    expect(acted).toMatchObject({
      ok: false,
      refusals: [{ code: 'missing organ.contact.phone' }, { code: 'missing organ.numberWord' }],
    })
    expect(await findRequest(held.db, request)).toMatchObject({ version: 1, status: 'handling' })
    expect(await findLetters(held.db, request)).toEqual([])
  })

  test('is looked at as a draft without a number, and kept nowhere', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const seen = await previewLetter(world.services, world.officer, request, clarification)
    expect(seen).toMatchObject({ ok: true, paper: { draft: true, addressee: '示例人甲' } })
    expect(seen.ok && seen.paper.number).toBe(undefined)
    expect(await findLetters(held.db, request)).toEqual([])
  })

  test.each(['reply.granted', 'extension-notice', 'clarification-notice'] as const)(
    'that is a %s goes out with no action but its own (arts. 30, 33, 45)',
    async (kind) => {
      const world = await officeWorld(held.db, '2025-03-06')
      const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
      const letters = [{ kind, details: {}, sentBy: 'mail' }] as const
      const target = { ...request, version: 1 }
      const sent = actWithLetters(world.services, world.officer, target, 'send-letter', { letters, facts: () => [] })
      await expect(sent).rejects.toThrow(`The action send-letter issues no ${kind}`)
      expect(await findLetters(held.db, request)).toEqual([])
    },
  )

  test('of the decision goes out after another person has reviewed and signed it (arts. 36, 45)', async () => {
    const world = await officeWorld(held.db, '2025-03-10')
    const { services, officer, reviewer, leader } = world
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const on = '2025-03-10'
    const decision = {
      outcome: 'unavailable.not-responsible',
      grounds: [],
      answers: notOurs,
      details: {
        reason: '该信息由示例市自然资源局制作',
        otherOrgan: { name: '示例市自然资源局', contact: '000-0000001' },
      },
    } as const
    const act = (person: typeof officer, version: number, ...rest: [Parameters<typeof actOnRequest>[3], never[]]) =>
      actOnRequest(services, person, { ...request, version }, ...rest)
    await act(officer, 1, 'draft', [{ happened: 'drafted', on, ...decision } as never])
    const own = await act(world.head, 2, 'sign-off', [{ happened: 'signed-off', on, opinion: '同意' } as never])
    expect(own).toMatchObject({ ok: false, refusals: [{ code: 'wrong-status' }] })
    await act(reviewer, 2, 'review', [{ happened: 'reviewed', on, opinion: '同意' } as never])
    await act(leader, 3, 'sign-off', [{ happened: 'signed-off', on, opinion: '同意签发' } as never])
    const reply = await actWithLetters(services, officer, { ...request, version: 4 }, 'reply', {
      letters: [{ kind: 'reply.unavailable.not-responsible', details: decision.details, sentBy: 'in-person' }],
      facts: ([letter]) => [
        { happened: 'replied', on, outcome: decision.outcome, grounds: [], letterId: letter?.id ?? 0 },
      ],
    })
    expect(reply).toEqual({ ok: true, version: 5 })
    expect(await findRequest(held.db, request)).toMatchObject({
      status: 'replied',
      state: 'met',
      outcome: 'unavailable.not-responsible',
      replied_on: on,
    })
    expect((await findLetters(held.db, request))[0]?.number).toBe('云汐公复〔2025〕1号')
  })
})
