import { actOnRequest } from '../../src/app/act-on-request.ts'
import type { RequestActionId } from '../../src/domain/request/actions.ts'
import type { DossierStatus } from '../../src/domain/request/dossier.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import type { RequestKey } from '../../src/store/requests.ts'
import { notOurs } from '../app/request-world.ts'
import { type DeskOffice, pathOf, send } from './dossier-world.ts'

type Login = Parameters<DeskOffice['person']>[0]

/** Adds facts through the verb, as the person. */
export async function act(
  world: DeskOffice,
  key: RequestKey,
  [login, action, ...facts]: readonly [Login, RequestActionId, ...Fact[]],
): Promise<void> {
  const { version } = await world.row(key)
  const acted = await actOnRequest(world.services, world.person(login), { ...key, version }, action, facts)
  if (!acted.ok) throw new Error(`${action}: ${JSON.stringify(acted)}`)
}

const on = '2025-03-05'

export const drafted = {
  happened: 'drafted',
  on,
  outcome: 'unavailable.not-responsible',
  grounds: [],
  answers: notOurs,
  details: { reason: '该信息由示例市自然资源局制作' },
} as const satisfies Fact

type Steps = readonly (readonly [Login, RequestActionId, ...Fact[]])[]

const draft: Steps = [['officer', 'draft', drafted]]
const reviewed: Steps = [...draft, ['reviewer', 'review', { happened: 'reviewed', on, opinion: '同意' }]]
const signed: Steps = [...reviewed, ['leader', 'sign-off', { happened: 'signed-off', on, opinion: '同意发出' }]]

/** The way on which a request that came at the counter comes into each status; the last steps go over the desk. */
const ways: Readonly<Partial<Record<DossierStatus, Steps>>> = {
  handling: [],
  'awaiting-clarification': [
    ['officer', 'ask-clarification', { happened: 'clarification-asked', on, items: '年份', until: '2025-03-20' }],
  ],
  'awaiting-payment': [['officer', 'notice-fee', { happened: 'fee-noticed', on, amount: 100, until: '2025-04-04' }]],
  consulting: [['officer', 'ask-third-party', { happened: 'third-party-asked', on, party: '示例建设公司' }]],
  drafted: draft,
  reviewed,
  'signed-off': signed,
  replied: signed,
  closed: signed,
  withdrawn: [['officer', 'withdraw', { happened: 'withdrawn', on, reason: '当面撤回' }]],
  transferred: [['officer', 'transfer', { happened: 'transferred', on, to: '示例市档案馆', reason: '已移交' }]],
  split: [['officer', 'split', { happened: 'split', on, into: ['2025-0008', '2025-0009'] }]],
  merged: [['officer', 'merge', { happened: 'merged', on, into: '2025-0008' }]],
}

/** A real dossier in the status, on 2025-03-05. */
export async function dossierIn(world: DeskOffice, status: DossierStatus): Promise<RequestKey> {
  world.today('2025-03-03')
  const key = await world.register(status === 'awaiting-confirmation' ? { channel: 'online' } : {})
  world.today(on)
  for (const step of ways[status] ?? []) await act(world, key, step)
  if (status === 'searching') {
    const asked = { happened: 'section-asked', on, sectionId: world.land, section: '征收科' } as const
    await act(world, key, ['officer', 'ask-section', { ...asked, about: '查找批复', until: '2025-03-10' }])
  }
  if (status === 'replied' || status === 'closed') await replyAndDeliver(world, key, status)
  const { status: reached } = await world.row(key)
  if (reached !== status) throw new Error(`The dossier is ${reached}, not ${status}`)
  return key
}

async function replyAndDeliver(world: DeskOffice, key: RequestKey, status: 'replied' | 'closed'): Promise<void> {
  const site = await world.at('officer')
  await send(world, site, key, 'reply', { sentBy: 'in-person' })
  if (status === 'replied') return
  const page = await site.page(pathOf(key, 'deliver'))
  const letter = /name="letter" value="(\d+)"/.exec(page)?.[1] ?? ''
  await send(world, site, key, 'deliver', { letter, on, way: 'in-person', proof: '当面签收' })
}
