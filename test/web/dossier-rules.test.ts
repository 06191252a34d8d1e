import { beforeEach, describe, expect, test } from 'vitest'
import { findLetters } from '../../src/store/letters.ts'
import { findEntries, type RequestKey } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { act, dossierIn } from './dossier-stages.ts'
import { deskOffice, pathOf, send } from './dossier-world.ts'
import { seen } from './site.ts'

const held = useDatabase()

const today = '2025-03-05'

const lastFact = async (key: RequestKey, back = 1) => (await findEntries(held.db, key)).at(-back)?.fact

describe('What a form knows of the law', () => {
  beforeEach(() => emptyTables(held.db))

  test('the eleventh request of a month may cost 100 yuan, the tenth nothing (art. 42)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const keys: RequestKey[] = []
    for (let nth = 1; nth <= 11; nth += 1) keys.push(await world.register({ subject: `第 ${nth} 份批复` }))
    const [tenth, eleventh] = keys.slice(-2) as [RequestKey, RequestKey]
    const site = await world.at('officer')
    const told = { facts: '本月申请十一件', howToPay: '到窗口缴纳', until: '2025-04-02', sentBy: 'mail' }
    const fields = { ...told, method: 'per-request' }
    const free = await send(world, site, tenth, 'notice-fee', fields)
    expect([free.status, seen(await free.text()).includes('合计 0 元。不必发出收费通知。')]).toEqual([400, true])
    expect((await send(world, site, eleventh, 'notice-fee', fields)).status).toBe(303)
    expect(await lastFact(eleventh, 2)).toMatchObject({ happened: 'fee-noticed', amount: 100, until: '2025-04-02' })
    expect((await findLetters(held.db, eleventh))[0]?.number).toBe('云汐公费〔2025〕1号')
    const short = await send(world, site, eleventh, 'record-payment', { on: '2025-03-03', amount: '50' })
    expect([short.status, seen(await short.text()).includes('应缴 100 元')]).toEqual([400, true])
  })

  test('pages are charged by their number, which must be told (art. 42)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const told = { facts: '页数众多', howToPay: '到窗口缴纳', until: '2025-04-04', sentBy: 'mail', method: 'per-page' }
    const without = await send(world, site, key, 'notice-fee', told)
    expect(seen(await without.text())).toContain('按量计收的，请写明提供的页数。')
    expect((await send(world, site, key, 'notice-fee', { ...told, pages: '130' })).status).toBe(303)
    expect(await lastFact(key, 2)).toMatchObject({ happened: 'fee-noticed', amount: 1300 })
  })

  test('a request is split into requests that are registered, and merged into another one', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const [second, third] = [await world.register(), await world.register()]
    const site = await world.at('officer')
    const unknown = await send(world, site, key, 'split', { into: '2025-0002\n2025-0099' })
    expect([unknown.status, seen(await unknown.text()).includes('没有登记过 2025-0099')]).toEqual([400, true])
    const one = await send(world, site, key, 'split', { into: '2025-0002' })
    expect(seen(await one.text())).toContain('拆分至少成两件')
    expect((await send(world, site, key, 'split', { into: '2025-0002\n2025-0003' })).status).toBe(303)
    const itself = await send(world, site, second, 'merge', { into: '2025-0002' })
    expect(seen(await itself.text())).toContain('不是本机关登记的另一件申请')
    expect((await send(world, site, second, 'merge', { into: '2025-0003' })).status).toBe(303)
    expect((await world.row(third)).status).toBe('handling')
  })

  test('a clarification lapses when its time is over, not before; then the reply says so (art. 30)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'awaiting-clarification')
    const early = await send(world, await world.at('officer'), key, 'lapse-clarification', { reason: '没有消息' })
    expect([early.status, seen(await early.text()).includes('补正期限到 2025-03-20，还没有届满')]).toEqual([409, true])
    world.today('2025-03-21')
    const site = await world.at('officer')
    expect((await send(world, site, key, 'lapse-clarification', { reason: '没有消息' })).status).toBe(303)
    const form = await site.page(pathOf(key, 'draft?outcome=otherwise.clarification-lapsed'))
    expect(form).toContain('value="2025-03-20"')
  })

  test('an extension has 1 to 20 workdays; what the head consents to is in the letter (art. 33)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('head')
    const fields = { reason: '档案在外地', sentBy: 'mail' }
    for (const workdays of ['0', '21', '1.5', '十']) {
      const answer = await send(world, site, key, 'extend', { ...fields, workdays })
      expect([workdays, answer.status]).toEqual([workdays, 400])
    }
    expect((await send(world, site, key, 'extend', { ...fields, workdays: '10' })).status).toBe(303)
    const { paper } = await held.db.selectFrom('letter').select('paper').executeTakeFirstOrThrow()
    expect(JSON.stringify(paper)).toContain('2025年3月31日前答复')
    expect(JSON.stringify(paper)).toContain('同意，延长答复期限10个工作日，最迟于2025年4月15日前答复')
    expect((await world.row(key)).due_on).toBe('2025-04-15')
    expect(seen(await site.page(pathOf(key)))).toContain('不能延期：2025-03-05 已延长 10 个工作日')
  })

  test('a delay is fixed only for reasons that were demanded and are reasonable (art. 35)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    expect(seen(await site.page(pathOf(key, 'delay')))).toContain('先要求申请人说明理由')
    await act(world, key, [
      'officer',
      'demand-reasons',
      { happened: 'reasons-demanded', on: today, about: '为何需要', until: '2025-03-20' },
    ])
    await send(world, site, key, 'record-reasons', { on: today, text: '课题研究', reasonable: 'yes' })
    const past = await send(world, site, key, 'delay', { until: '2025-03-01', reason: '数量众多', sentBy: 'mail' })
    expect(seen(await past.text())).toContain('期限不能早于 2025-03-05')
    expect(
      (await send(world, site, key, 'delay', { until: '2025-06-30', reason: '数量众多', sentBy: 'mail' })).status,
    ).toBe(303)
    expect((await world.row(key)).due_on).toBe('2025-06-30')
    expect((await findLetters(held.db, key))[0]?.number).toBe('云汐公迟〔2025〕1号')
  })

  test('a letter that went out is put right by another one that names it', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'replied')
    const site = await world.at('officer')
    expect(seen(await site.page(pathOf(key, 'correct-letter')))).toContain('云汐公复〔2025〕1号')
    const [wrong] = await findLetters(held.db, key)
    const fields = {
      letter: String(wrong?.id),
      reason: '笔误',
      'corrections.0.wrong': '甲',
      'corrections.0.right': '乙',
    }
    expect((await send(world, site, key, 'correct-letter', { ...fields, sentBy: 'mail' })).status).toBe(303)
    const correcting = (await findLetters(held.db, key))[1]
    expect(correcting).toMatchObject({ kind: 'correcting-letter', correctsId: wrong?.id })
  })

  test.each([
    ['reply.unavailable.not-responsible', { reason: '由示例市自然资源局制作' }],
    ['extension-notice', { due: '2025-03-31', newDue: '2025-04-29', workdays: '20', ground: '繁忙', approver: '某人' }],
    ['no-letter-at-all', {}],
  ])('a %s is not sent by the office alone, past review and consent (arts. 33, 45)', async (kind, details) => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    for (const action of ['send-letter', 'send-letter/preview']) {
      const answer = await send(world, site, key, action, { kind, sentBy: 'mail', ...details })
      expect([answer.status, seen(await answer.text()).includes('请先选择制发哪种文书')]).toEqual([400, true])
    }
    expect(await findLetters(held.db, key)).toEqual([])
  })

  test.each([
    ['ask-third-party', 'parties', { information: '合同', concern: 'secret', tell: 'no' }],
    ['ask-co-maker', 'partners', { information: '合同', tell: 'no' }],
    ['ask-organ', 'partners', { asked: '核对', until: '2025-03-20', tell: 'no' }],
  ])('%s writes to nobody twice, and to 20 at a time at most (arts. 32-34)', async (action, field, others) => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const asked = async (names: readonly string[]) => {
      const answer = await send(world, site, key, action, { [field]: names.join('\n'), ...others, sentBy: 'own' })
      return seen(await answer.text())
    }
    expect(await asked(['示例公司', '别家公司', '示例公司'])).toContain('“示例公司”写了两次')
    expect(await asked(Array.from({ length: 21 }, (_, at) => `示例公司${at}`))).toContain('一次最多 20 个')
    expect((await world.row(key)).version).toBe(1)
  })

  test('an entry that is not there is not corrected', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    for (const entry of ['99', '']) {
      const answer = await send(world, site, key, 'correct-entry', { entry, how: 'strike', why: '没有这回事' })
      expect([answer.status, seen(await answer.text()).includes('请先选择更正哪条登记')]).toEqual([400, true])
    }
  })

  test('a reply that nobody drafted is not sent, whatever state the form was opened on (art. 45)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    await act(world, key, ['head', 'note', { happened: 'noted', on: today, text: '申请人来过电话' }])
    const stale = { version: '1', seen: '2', sentBy: 'mail' }
    const answer = await (await world.at('officer')).post(pathOf(key, 'reply'), stale)
    const text = seen(await answer.text())
    expect([answer.status, text.includes('申请人来过电话'), text.includes('没有拟写好的答复')]).toEqual([
      409,
      true,
      true,
    ])
    expect(await findLetters(held.db, key)).toEqual([])
  })

  test('a dispute needs its organ when it is filed and its ruling when it is decided (art. 51)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'closed')
    const site = await world.at('officer')
    const filed = { number: '复〔2025〕3号', on: today, procedure: 'ordinary' }
    const without = await send(world, site, key, 'file-reconsideration', filed)
    expect([without.status, seen(await without.text()).includes('请写明行政复议机关')]).toEqual([400, true])
    expect((await world.row(key)).disputes).toEqual([])
    await send(world, site, key, 'file-reconsideration', { ...filed, organ: '示例市人民政府' })
    const decided = { number: '复〔2025〕3号', on: today }
    const open = await send(world, site, key, 'decide-reconsideration', decided)
    expect([open.status, seen(await open.text()).includes('请写明怎样决定')]).toEqual([400, true])
    expect((await send(world, site, key, 'decide-reconsideration', { ...decided, ruling: 'upheld' })).status).toBe(303)
    expect(await lastFact(key)).toMatchObject({
      happened: 'reconsideration-decided',
      ruling: 'upheld',
      result: 'upheld',
    })
  })

  test('a ruling that does not order to decide anew takes no day for it (行政复议法第六十四条)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'closed')
    const site = await world.at('officer')
    const filed = { number: '复〔2025〕3号', organ: '示例市人民政府', on: today, procedure: 'ordinary' }
    await send(world, site, key, 'file-reconsideration', filed)
    const decided = { number: '复〔2025〕3号', on: today, ruling: 'upheld', anew: '2025-04-30' }
    const answer = await send(world, site, key, 'decide-reconsideration', decided)
    expect([answer.status, seen(await answer.text()).includes('“维持”不会责令重新处理')]).toEqual([400, true])
    expect((await world.row(key)).status).toBe('closed')
  })

  test('a dispute is decided under the number under which it was filed, once (art. 51)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'closed')
    const site = await world.at('officer')
    const court = '示例市云汐区人民法院'
    const filed = { number: '行初3号', court, route: 'direct', on: today, procedure: 'ordinary' }
    const decided = { number: '行初3号', ruling: 'claim-rejected', on: today }
    const says = async (action: string, fields: Readonly<Record<string, string>>) =>
      seen(await (await send(world, site, key, action, fields)).text())
    expect(await site.page(pathOf(key))).not.toContain(pathOf(key, 'decide-litigation'))
    expect(await says('decide-litigation', decided)).toContain('没有登记过尚未审结的行政诉讼')
    await says('file-litigation', filed)
    expect(await says('file-litigation', filed)).toContain('这个案号已经登记过')
    expect(await says('decide-litigation', { ...decided, number: '行初4号' })).toContain('案号应当是所列各项之一')
    await says('decide-litigation', decided)
    expect(await lastFact(key)).toMatchObject({ happened: 'litigation-decided', number: '行初3号', result: 'upheld' })
    expect(await says('decide-litigation', decided)).toContain('没有登记过尚未审结的行政诉讼')
    const facts = (await findEntries(held.db, key)).map(({ fact }) => fact.happened)
    expect(facts.filter((kind) => kind === 'litigation-decided')).toHaveLength(1)
  })

  const pressedTwice: readonly (readonly [
    string,
    Parameters<typeof dossierIn>[1],
    Readonly<Record<string, string>>,
  ])[] = [
    ['record-third-party', 'consulting', { party: '示例建设公司', on: today, agrees: 'yes', text: '同意' }],
    [
      'file-litigation',
      'closed',
      { number: '行初3号', court: '某法院', route: 'direct', on: today, procedure: 'ordinary' },
    ],
  ]
  test.each(pressedTwice)(
    '%s that is pressed twice says the second time, too, that it was done',
    async (action, status, fields) => {
      const world = await deskOffice(held.db, '2025-03-03')
      const key = await dossierIn(world, status)
      const site = await world.at('officer')
      const { version } = await world.row(key)
      const stamp = { version: String(version), seen: String((await findEntries(held.db, key)).at(-1)?.seq) }
      const first = await site.post(pathOf(key, action), { ...stamp, ...fields })
      const second = await site.post(pathOf(key, action), { ...stamp, ...fields })
      expect([first.status, second.status]).toEqual([303, 303])
      expect((await world.row(key)).version).toBe(version + 1)
    },
  )

  test('a letter says what it lacks of the office, and where that is filled in', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    await held.db.updateTable('disclosure_office').set({ phone: '', number_word: '' }).execute()
    const site = await world.at('officer')
    const fields = { toCorrect: '年份', until: '2025-03-20', sentBy: 'mail' }
    const answer = await send(world, site, key, 'ask-clarification', fields)
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(seen(page)).toContain('尚未填写联系电话')
    expect(seen(page)).toContain('尚未填写发文代字')
    expect(page).toContain('href="/desk/office"')
    expect(page).toContain('年份</textarea>')
  })
})
