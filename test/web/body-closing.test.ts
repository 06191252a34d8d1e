import { describe, expect, test } from 'vitest'
import { findClosing } from '../../src/store/body-closings.ts'
import { findBodyAsked } from '../../src/store/public-bodies-asked.ts'
import { signedIn, useDistrict } from './desk-world.ts'
import { seen } from './site.ts'

const { held, world, bodies } = useDistrict()

const water = '示例市云溪区水利局'
const civil = '示例市云溪区民政局'

describe('A body that has ceased to be', () => {
  test('is named with who goes on with its work by a superior, and that can be taken back', async () => {
    const site = await signedIn(world, 'government')
    const path = `/desk/bodies/${bodies.water}/closing`
    const answer = await site.post(path, { closedOn: '2021-01-04', successor: civil })
    expect(answer.status).toBe(303)
    expect(await findClosing(held.db, bodies.water)).toEqual({ closedOn: '2021-01-04', successorId: bodies.civil })
    expect(await findBodyAsked(held.db, bodies.water)).toMatchObject({
      takes: false,
      closedOn: '2021-01-04',
      successor: { id: bodies.civil, name: civil },
    })
    expect(await site.page(path)).toContain(`value="${civil}"`)
    await site.post(path, { closedOn: '', successor: '' })
    expect(await findClosing(held.db, bodies.water)).toEqual({ closedOn: null, successorId: null })
  })

  test.each([
    ['a day that there is not', { closedOn: '2021-02-30', successor: '' }, '请填写存在的日期'],
    ['a day to come', { closedOn: '2099-01-01', successor: '' }, '在今天之后'],
    ['a successor without a day', { closedOn: '', successor: civil }, '请填写撤并的日期'],
    ['a successor that nobody knows', { closedOn: '2021-01-04', successor: '示例市无此局' }, '没有“示例市无此局”'],
    ['itself', { closedOn: '2021-01-04', successor: water }, '不能再反过来'],
  ])('is not told with %s', async (_, fields, says) => {
    const site = await signedIn(world, 'government')
    const answer = await site.post(`/desk/bodies/${bodies.water}/closing`, fields)
    expect([answer.status, seen(await answer.text()).includes(says)]).toEqual([400, true])
    expect(await findClosing(held.db, bodies.water)).toEqual({ closedOn: null, successorId: null })
  })

  test('does not go on with the work of its own successor', async () => {
    const site = await signedIn(world, 'government')
    await site.post(`/desk/bodies/${bodies.water}/closing`, { closedOn: '2021-01-04', successor: civil })
    const circle = await site.post(`/desk/bodies/${bodies.civil}/closing`, { closedOn: '2021-01-05', successor: water })
    expect(circle.status).toBe(400)
  })

  test('is no matter for the body itself', async () => {
    const site = await signedIn(world, 'civil')
    const answer = await site.post(`/desk/bodies/${bodies.civil}/closing`, { closedOn: '2021-01-04', successor: '' })
    expect(answer.status).toBe(404)
  })
})
