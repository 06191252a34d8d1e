import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { createOutbox } from '../../src/app/mail/outbox.ts'
import { sendWaitingMail } from '../../src/app/mail/send-waiting.ts'
import type { Services } from '../../src/app/services.ts'
import { saveOffice } from '../../src/store/disclosure-offices.ts'
import { appendAccess } from '../../src/store/request-access.ts'
import type { Database } from '../../src/store/schema.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { office } from '../app/request-world.ts'
import { storeReport } from '../store/builders.ts'
import { type Answered, read } from './crawl.ts'
import { act } from './dossier-stages.ts'
import { deskOffice, pathOf, send } from './dossier-world.ts'
import { given } from './follow-world.ts'
import { pdf } from './public-form.ts'
import { visit } from './site.ts'

/** Telling words of who asks: sealed, and opened for a reason alone. Nobody has such a name or number. */
export const personal = {
  name: '示例泄露甲',
  identityNumber: '110101190001010006',
  phone: '138-0000-7771',
  email: 'xielou-jia@example.com',
  address: '示例市云汐区泄露路7号',
  agent: '示例泄露乙',
  agentNumber: 'E07770777',
  agentPhone: '139-0000-7772',
  help: '示例泄露手语',
} as const

/** Telling words of what is asked for: for the applicant and for those whom the dossier passes. */
export const asked = { title: '示例泄露坝体检测报告', features: '示例泄露二号闸' } as const

/** Telling words of how the body works on it: inside, and what the reply tells of them. */
export const inside = {
  party: '示例泄露丙公司',
  opinion: '示例泄露第三方意见',
  note: '示例泄露内部备注',
  opinionOfReview: '示例泄露审核意见',
} as const

/** Of the draft: inside until the reply goes out, then also the applicant's. */
export const drafted = '示例泄露拟稿理由'

/** Of the answer as everybody reads it. */
export const published = { title: '堤防养护安排', asked: '堤防怎样养护', answer: '养护安排已在网站公开。' } as const

const searches = ['/reports', '/answers', '/requests/new', '/reports/regions', '/api/reports', '/api/bodies']

/** What everybody is told who searches for a telling word, by the address of the search. */
export async function searched(services: Services): Promise<ReadonlyMap<string, string>> {
  const { get } = visit(services)
  const words = [...Object.values(personal), ...Object.values(asked), ...Object.values(inside), drafted]
  const told = new Map<string, string>()
  for (const search of searches)
    for (const word of words) {
      const path = `${search}?q=${encodeURIComponent(word)}`
      told.set(path, (await read(get, path)).text.replace(/请求编号 [0-9a-f]+/, ''))
    }
  return told
}

const codesOf = (html: string) => {
  const [, receipt = '', code = ''] = /编号<\/dt><dd>([\d-]+)<\/dd><dt>查询码<\/dt><dd>([\dA-Z-]+)</.exec(html) ?? []
  return { receipt, code }
}

/** A mail with its coded words made plain (RFC 2045, RFC 2047). */
function plainMail(message: string) {
  const [head = '', coded = ''] = message.split(/\r\n\r\n(.*)/s)
  const words = (_: string, base64: string) => Buffer.from(base64, 'base64').toString()
  const headers = head.replace(/\?=\r\n =\?UTF-8\?B\?/g, '').replace(/=\?UTF-8\?B\?([\w+/=]+)\?=/g, words)
  if (!/Content-Transfer-Encoding: base64/i.test(head)) throw new Error('A mail in Chinese is sent as base64')
  return { headers, body: Buffer.from(coded, 'base64').toString() }
}

const petition = {
  what: { kind: 'disclosure', title: asked.title, documentNumber: '', features: asked.features },
  how: { medium: 'electronic', delivery: 'online' },
  who: {
    applicantType: 'natural-person',
    name: personal.name,
    identityKind: 'resident-card',
    identityNumber: personal.identityNumber,
    phone: personal.phone,
    email: personal.email,
    address: personal.address,
    postcode: '000000',
    actsAs: 'agent',
    otherName: personal.agent,
    otherIdentityKind: 'passport',
    otherIdentityNumber: personal.agentNumber,
    otherPhone: personal.agentPhone,
    helpMore: personal.help,
  },
} as const

const decision = {
  clear: 'yes',
  ours: 'yes',
  governmentInformation: 'yes',
  exists: 'yes',
  alreadyPublic: 'no',
  refusable: 'yes',
  separable: 'yes',
  outcome: 'partly-granted',
  'disclosed.0.title': '检测报告',
  'disclosed.0.medium': '电子文档',
  'disclosed.0.pages': '3',
  way: '网上获取',
  when: '随本答复书一并提供',
  'refused.0.title': '单价',
  'refused.0.ground': 'refused.third-party-rights',
  'refused.0.reason': drafted,
} as const

/** One request full of telling words, up to its draft, at a body that has published a report; and another applicant. */
export async function leaksWorld(db: Kysely<Database>) {
  const folder = join(tmpdir(), `gongkai-leaks-${randomUUID()}`)
  const desk = await deskOffice(db, '2025-03-03')
  const services = { ...desk.services, mailer: createOutbox({ folder, from: 'office@gongkai.example' }) }
  const world = { ...desk, services }
  const online = { ...office, onlineReconsideration: 'https://reconsideration.example' }
  await saveOffice(db, world.agencyId, online, services.now())
  await storeReport(db, { agencyId: world.agencyId })
  const searchedBefore = await searched(services)

  const citizen = visit(services)
  await citizen.post('/requests/new', { body: String(world.agencyId) })
  for (const [step, fields] of Object.entries(petition)) await citizen.post(`/requests/new/${step}`, fields)
  const form = new FormData()
  form.append('purpose', 'authorisation')
  form.append('files', pdf(`${personal.name}的委托书.pdf`))
  await citizen.ask('/requests/new/attach', { method: 'POST', body: form, headers: { origin: 'http://localhost' } })
  await citizen.post('/requests/new/file', {})
  const access = codesOf(await citizen.page('/requests/filed'))
  // They are shown for half an hour.
  const filed: Answered[] = []
  for (const path of ['/requests/filed', '/requests/filed/receipt.pdf']) filed.push(await read(citizen.get, path))
  const { id } = await db.selectFrom('request').select('id').executeTakeFirstOrThrow()
  const key = { agencyId: world.agencyId, id }

  const other = await world.register({ subject: '示例路照明' })
  await inTransaction(db, (transaction) =>
    appendAccess(transaction, services.seals, other, { ...given, at: services.now() }),
  )

  const doIt = async (
    login: Parameters<typeof world.at>[0],
    action: string,
    fields: Readonly<Record<string, string>>,
  ) => {
    const answer = await send(world, await world.at(login), key, action, fields)
    if (answer.status !== 303) throw new Error(`${action}: ${await answer.text()}`)
  }
  world.today('2025-03-04')
  await doIt('officer', 'confirm-receipt', { on: '2025-03-04' })
  await doIt('officer', 'assign', { to: `s${world.land}` })
  await doIt('officer', 'note', { text: inside.note })
  await doIt('officer', 'ask-section', { sections: String(world.land), about: asked.title, until: '2025-03-10' })
  const consulting = { parties: inside.party, information: '检测报告的单价', tell: 'yes', sentBy: 'mail' }
  await doIt('officer', 'ask-third-party', consulting)
  const answered = { on: '2025-03-04', party: inside.party, agrees: false, text: inside.opinion } as const
  await act(world, key, ['officer', 'record-third-party', { happened: 'third-party-answered', ...answered }])
  await doIt('officer', 'draft', decision)

  return {
    ...world,
    key,
    other,
    access,
    filed,
    searchedBefore,
    /** The browser in which it was filed. */
    citizen,
    path: (action = '') => pathOf(key, action),
    /** A browser that follows a request. */
    following: async (held: { readonly receipt: string; readonly code: string }) => {
      const site = visit(services)
      const answer = await site.post('/requests/follow', held)
      if (answer.status !== 303) throw new Error(`It cannot be followed: ${answer.status}`)
      return site
    },
    /** On to the reply over the site, and to its answer for everybody. */
    reply: async () => {
      await doIt('reviewer', 'review', { opinion: inside.opinionOfReview })
      await doIt('leader', 'sign-off', { opinion: '同意' })
      await doIt('officer', 'reply', { sentBy: 'online' })
      await doIt('officer', 'publish-answer', published)
    },
    forget: () => rm(folder, { recursive: true, force: true }),
    /** All mail that is to go out: names of its files, and what they say. */
    mails: async () => {
      await sendWaitingMail(services)
      const names = await readdir(folder)
      return Promise.all(
        names.map(async (name) => ({ name, ...plainMail(await readFile(join(folder, name), 'utf8')) })),
      )
    },
  }
}

export type LeaksWorld = Awaited<ReturnType<typeof leaksWorld>>
