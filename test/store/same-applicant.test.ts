import { beforeEach, describe, expect, test } from 'vitest'
import { marksOf } from '../../src/store/applicants.ts'
import { countInMonth, findApplicantHistory, findOfSameApplicant } from '../../src/store/same-applicant.ts'
import { officeWorld, requestOf } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'

const held = useDatabase()

const unidentified = {
  name: '示例人甲',
  identityKind: '',
  identityNumber: '',
  phone: '',
  email: '',
  address: '',
  postcode: '',
  agent: '',
}

const somebodyElse = { ...unidentified, name: '示例人乙', identityNumber: '110101190001019999' }

describe('The other requests of whoever asks', () => {
  beforeEach(() => emptyTables(held.db))

  test('are found by identity number for certain, by name alone as perhaps theirs, newest first', async () => {
    const world = await officeWorld(held.db, '2025-03-20')
    const first = await world.register(requestOf({ submittedOn: '2025-03-03', subject: '示例道路批复' }))
    await world.register(requestOf({ submittedOn: '2025-03-04', subject: '示例桥梁批复' }))
    await world.register(requestOf({ submittedOn: '2025-03-05', subject: '同名者所要', applicant: unidentified }))
    await world.register(requestOf({ submittedOn: '2025-03-06', applicant: somebodyElse }))
    expect(await findOfSameApplicant(held.db, first)).toMatchObject([
      { number: '2025-0003', subject: '同名者所要', isCertain: false, submittedOn: '2025-03-05' },
      { number: '2025-0002', subject: '示例桥梁批复', isCertain: true, status: 'handling', outcome: null },
    ])
  })

  test('are known before one is entered: by number, and by name alone only where no number tells', async () => {
    const world = await officeWorld(held.db, '2025-04-20')
    await world.register(requestOf({ submittedOn: '2025-03-03', subject: '示例道路批复' }))
    await world.register(requestOf({ submittedOn: '2025-04-04', subject: '示例桥梁批复' }))
    await world.register(requestOf({ submittedOn: '2025-04-05', subject: '同名者所要', applicant: unidentified }))
    await world.register(requestOf({ submittedOn: '2025-04-06', applicant: somebodyElse }))
    const earlier = (name: string, identityNumber: string) => {
      const marks = marksOf(world.services.seals, { name, identityNumber })
      return findApplicantHistory(held.db, world.agencyId, marks, '2025-04-20')
    }
    const { identityNumber } = requestOf({ submittedOn: '2025-04-20' }).applicant
    expect(await earlier('示例人甲', identityNumber)).toMatchObject({ isByName: false, total: 2, inMonth: 1 })
    expect(await earlier('示例人甲', '')).toMatchObject({ isByName: true, total: 3, inMonth: 2 })
    expect(await earlier('示例人甲', '110101190001018888')).toMatchObject({
      isByName: true,
      total: 1,
      newest: [{ subject: '同名者所要', isCertain: false }],
    })
    expect(await earlier('示例人丙', '')).toMatchObject({ total: 0, inMonth: 0, newest: [] })
  })

  test('are counted within the calendar month, in the order of submission (art. 42)', async () => {
    const world = await officeWorld(held.db, '2025-04-02')
    const days = ['2025-02-28', '2025-03-03', '2025-03-03', '2025-03-31', '2025-04-01']
    const keys = []
    for (const submittedOn of days) keys.push(await world.register(requestOf({ submittedOn })))
    await world.register(requestOf({ submittedOn: '2025-03-01', applicant: somebodyElse }))
    const counts = await Promise.all(keys.map((key) => countInMonth(held.db, key)))
    expect(counts).toEqual([1, 1, 2, 3, 1])
    const nameless = await world.register(requestOf({ submittedOn: '2025-03-31', applicant: unidentified }))
    expect(await countInMonth(held.db, nameless)).toBe(1)
  })
})
