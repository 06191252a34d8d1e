import { beforeEach, describe, expect, test } from 'vitest'
import {
  type ApplicantActionId,
  applicantActionIds,
  applicantActionOf,
} from '../../src/domain/request/applicant-actions.ts'
import { type DossierStatus, dossierStatuses } from '../../src/domain/request/dossier.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { dossierIn } from './dossier-stages.ts'
import { followWorld, say } from './follow-world.ts'

const held = useDatabase()

const anytime: readonly ApplicantActionId[] = ['choose-delivery', 'add-file', 'withdraw']

/** What an applicant may do in each status; reasons are asked for in none of these. */
const expected: Readonly<Record<Exclude<DossierStatus, 'submitted'>, readonly ApplicantActionId[]>> = {
  'awaiting-confirmation': anytime,
  handling: anytime,
  'awaiting-clarification': ['clarify', ...anytime],
  'awaiting-payment': ['tell-payment', ...anytime],
  consulting: anytime,
  searching: anytime,
  drafted: anytime,
  reviewed: anytime,
  'signed-off': anytime,
  replied: ['rate'],
  closed: ['rate'],
  withdrawn: [],
  transferred: [],
  split: [],
  merged: [],
}

/** What fills in each form. */
const filled: Readonly<Record<ApplicantActionId, Readonly<Record<string, string>>>> = {
  clarify: { text: '2019 年的批复' },
  'give-reasons': { text: '用于研究' },
  'tell-payment': { text: '3月5日窗口缴纳' },
  'choose-delivery': { medium: 'electronic', delivery: 'e-mail' },
  'add-file': {},
  withdraw: { sure: 'yes' },
  rate: { stars: '4' },
}

const statuses = Object.keys(expected) as (keyof typeof expected)[]

/** Actions whose buttons the page shows. */
const buttonsOf = (page: string) =>
  [...page.matchAll(/href="\/requests\/followed\/([a-z-]+)"/g)].map(([, action = '']) => action)

describe('What an applicant is offered (arts. 29 to 42)', () => {
  beforeEach(() => emptyTables(held.db))

  test.each(statuses)(
    'in the status %s is what the table allows; the server refuses the rest and says why',
    async (status) => {
      const world = await followWorld(held.db, '2025-03-03')
      const key = await dossierIn(world, status)
      await world.giveAccess(key)
      const site = await world.following()
      expect(buttonsOf(await site.page('/requests/followed')).toSorted()).toEqual([...expected[status]].toSorted())
      const before = await world.happened(key)
      for (const id of applicantActionIds.filter((one) => !expected[status].includes(one))) {
        const form = await site.get(`/requests/followed/${id}`)
        expect([id, form.status]).toEqual([id, 409])
        expect(await form.text()).toContain('没有办理')
        const answer = await say(world, site, key, id, filled[id])
        expect([id, answer.status]).toEqual([id, 409])
        expect(await answer.text()).toContain(applicantActionOf(id).article)
      }
      expect(await world.happened(key)).toEqual(before)
    },
  )

  test.each(
    statuses.flatMap((status) => expected[status].filter((id) => id !== 'add-file').map((id) => [status, id] as const)),
  )('in the status %s by “%s” is done by pressing its button', async (status, id) => {
    const world = await followWorld(held.db, '2025-03-03')
    const key = await dossierIn(world, status)
    await world.giveAccess(key)
    const site = await world.following()
    expect((await site.get(`/requests/followed/${id}`)).status).toBe(200)
    const before = await world.happened(key)
    const answer = await say(world, site, key, id, filled[id])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/requests/followed?done=${id}`])
    expect((await world.happened(key)).slice(before.length)).toEqual([applicantActionOf(id).adds[0]])
    expect(await site.page(`/requests/followed?done=${id}`)).toContain(`已提交：${applicantActionOf(id).says}`)
  })

  test('leaves out no status but the one that nobody sees before it is registered', () => {
    expect(statuses.toSorted()).toEqual(
      Object.keys(dossierStatuses)
        .filter((one) => one !== 'submitted')
        .toSorted(),
    )
  })
})
