import { beforeEach, describe, expect, test } from 'vitest'
import { findLetters } from '../../src/store/letters.ts'
import { findEntries } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { act, dossierIn } from './dossier-stages.ts'
import { type DeskOffice, deskOffice, pathOf, send } from './dossier-world.ts'
import { seen } from './site.ts'

const held = useDatabase()

const today = '2025-03-05'

type Fields = Readonly<Record<string, string>>

const sent = { sentBy: 'in-person' } as const
const ownLetter = { sentBy: 'own', on: '2025-03-04' } as const

/** Who does what in which status, and the facts that come of it. */
const rightPaths: readonly (readonly [
  action: string,
  status: Parameters<typeof dossierIn>[1],
  login: Parameters<DeskOffice['at']>[0],
  fields: Fields | ((world: DeskOffice) => Fields),
  facts: readonly object[],
])[] = [
  [
    'confirm-receipt',
    'awaiting-confirmation',
    'officer',
    { on: today },
    [{ happened: 'receipt-confirmed', on: today }],
  ],
  [
    'assign',
    'handling',
    'officer',
    (world) => ({ to: `a${world.person('handler').accountId}` }),
    [{ happened: 'assigned', section: '征收科', handler: '示例handler' }],
  ],
  [
    'ask-clarification',
    'handling',
    'officer',
    { toCorrect: '请写明年份\n请写明文号', until: '2025-03-20', ...sent },
    [
      { happened: 'clarification-asked', on: today, items: '请写明年份；请写明文号', until: '2025-03-20' },
      { happened: 'letter-issued', number: '云汐公补〔2025〕1号' },
    ],
  ],
  [
    'record-clarification',
    'awaiting-clarification',
    'officer',
    { on: today, text: '2019年' },
    [{ happened: 'clarification-received', on: today, text: '2019年' }],
  ],
  [
    'demand-reasons',
    'handling',
    'officer',
    { facts: '本月申请 30 件', toExplain: '为何需要', until: '2025-03-20', ...ownLetter },
    [{ happened: 'reasons-demanded', on: '2025-03-04', about: '为何需要', until: '2025-03-20' }],
  ],
  [
    'ask-section',
    'handling',
    'officer',
    (world) => ({ sections: `${world.land}\n${world.archive}`, about: '查找批复', until: '2025-03-10' }),
    [
      { happened: 'section-asked', section: '征收科', until: '2025-03-10' },
      { happened: 'section-asked', section: '档案室', until: '2025-03-10' },
    ],
  ],
  [
    'answer-search',
    'searching',
    'contact',
    (world) => ({ section: String(world.land), on: today, found: 'no', how: '按名称检索', text: '没有这份批复' }),
    [{ happened: 'section-answered', section: '征收科', found: false, how: '按名称检索' }],
  ],
  [
    'record-search',
    'handling',
    'officer',
    { on: today, where: '公文系统', how: '按名称', found: 'yes', text: '找到一份' },
    [{ happened: 'search-recorded', where: '公文系统', found: true }],
  ],
  ['chase', 'searching', 'officer', { who: '征收科', text: '电话催办' }, [{ happened: 'chased', who: '征收科' }]],
  [
    'ask-third-party',
    'handling',
    'officer',
    { parties: '示例建设公司\n示例村民丙', information: '补偿明细', tell: 'yes', ...sent },
    [
      { happened: 'third-party-asked', party: '示例建设公司', about: '补偿明细' },
      { happened: 'third-party-asked', party: '示例村民丙' },
      { happened: 'letter-issued', number: '云汐公征〔2025〕1号', to: '示例建设公司' },
      { happened: 'letter-issued', number: '云汐公征〔2025〕2号', to: '示例村民丙' },
      { happened: 'letter-issued', number: '云汐公知〔2025〕1号', to: '示**' },
    ],
  ],
  [
    'record-third-party',
    'consulting',
    'officer',
    { party: '示例建设公司', on: today, agrees: 'no', text: '商业秘密' },
    [{ happened: 'third-party-answered', party: '示例建设公司', agrees: false, text: '商业秘密' }],
  ],
  [
    'ask-co-maker',
    'handling',
    'officer',
    { partners: '示例市水务局', information: '联合批复', tell: 'no', ...sent },
    [
      { happened: 'co-maker-asked', party: '示例市水务局' },
      { happened: 'letter-issued', to: '示例市水务局' },
    ],
  ],
  [
    'ask-organ',
    'handling',
    'officer',
    { partners: '示例市档案馆', asked: '提供原件', until: '2025-03-12', tell: 'no', ...sent },
    [{ happened: 'other-organ-asked', party: '示例市档案馆', about: '提供原件' }, { happened: 'letter-issued' }],
  ],
  [
    'propose-extension',
    'handling',
    'officer',
    { workdays: '10', reason: '档案在外地' },
    [{ happened: 'extension-proposed', workdays: 10, reason: '档案在外地' }],
  ],
  [
    'extend',
    'handling',
    'head',
    { workdays: '20', reason: '档案在外地', ...sent },
    [
      { happened: 'extended', workdays: 20, approver: '示例head' },
      { happened: 'letter-issued', number: '云汐公延〔2025〕1号' },
    ],
  ],
  [
    'record-payment',
    'awaiting-payment',
    'officer',
    { on: today, amount: '100' },
    [{ happened: 'fee-paid', on: today, amount: 100 }],
  ],
  ['review', 'drafted', 'reviewer', { opinion: '同意' }, [{ happened: 'reviewed', opinion: '同意' }]],
  ['return', 'drafted', 'reviewer', { reason: '请补充依据' }, [{ happened: 'returned', reason: '请补充依据' }]],
  ['sign-off', 'reviewed', 'leader', { opinion: '同意' }, [{ happened: 'signed-off', opinion: '同意' }]],
  [
    'reply',
    'signed-off',
    'officer',
    { sentBy: 'in-person' },
    [
      { happened: 'replied', on: today, outcome: 'unavailable.not-responsible' },
      { happened: 'letter-issued', number: '云汐公复〔2025〕1号' },
    ],
  ],
  [
    'send-letter',
    'handling',
    'officer',
    { kind: 'receipt', replyDue: '2025-03-31', ...sent },
    [{ happened: 'letter-issued', kind: 'receipt', number: '云汐公回〔2025〕1号' }],
  ],
  [
    'withdraw',
    'handling',
    'officer',
    { on: today, reason: '当面撤回' },
    [{ happened: 'withdrawn', reason: '当面撤回' }],
  ],
  [
    'transfer',
    'handling',
    'officer',
    { to: '示例市档案馆', reason: '已移交' },
    [{ happened: 'transferred', to: '示例市档案馆' }],
  ],
  ['note', 'closed', 'officer', { text: '已归档' }, [{ happened: 'noted', text: '已归档' }]],
  [
    'file-reconsideration',
    'closed',
    'officer',
    {
      number: '云汐复〔2025〕3号',
      organ: '示例市人民政府',
      on: today,
      notified: today,
      procedure: 'simplified',
    },
    [
      {
        happened: 'reconsideration-filed',
        number: '云汐复〔2025〕3号',
        organ: '示例市人民政府',
        notified: today,
        procedure: 'simplified',
      },
    ],
  ],
  [
    'file-litigation',
    'closed',
    'officer',
    { number: '行初3号', court: '示例市云汐区人民法院', route: 'direct', on: today, procedure: 'ordinary' },
    [
      {
        happened: 'litigation-filed',
        number: '行初3号',
        court: '示例市云汐区人民法院',
        afterReconsideration: false,
        procedure: 'ordinary',
      },
    ],
  ],
]

/** Ticked boxes come as one field each. */
function body(fields: Fields, stamp: Fields): URLSearchParams {
  const all = Object.entries({ ...stamp, ...fields })
  return new URLSearchParams(
    all.flatMap(([name, value]) =>
      name === 'sections' ? value.split('\n').map((one) => [name, one]) : [[name, value]],
    ),
  )
}

describe('The form of an action', () => {
  beforeEach(() => emptyTables(held.db))

  test.each(rightPaths)('%s adds its facts where the dossier is %s', async (action, status, login, fields, facts) => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, status)
    const before = await findEntries(held.db, key)
    const site = await world.at(login)
    const given = typeof fields === 'function' ? fields(world) : fields
    const stamp = { version: String((await world.row(key)).version), seen: String(before.length) }
    const answer = await site.ask(pathOf(key, action), {
      method: 'POST',
      body: body(given, stamp),
      headers: { origin: 'http://localhost' },
    })
    expect(answer.status === 303 ? '' : seen(await answer.text())).toBe('')
    const added = (await findEntries(held.db, key)).slice(before.length).map(({ fact }) => fact)
    expect(added).toMatchObject(facts)
    expect(added).toHaveLength(facts.length)
    expect(await site.page(answer.headers.get('location') ?? '')).toContain('role="status"')
  })

  test('tells all problems at once beside their fields, keeps what was typed, and adds nothing', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const fields = { toCorrect: '请写明<年份>', until: '2025-02-30', sentBy: 'pigeon', on: '2025-03-09' }
    const answer = await send(world, site, key, 'ask-clarification', fields)
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(seen(page)).toContain('有 3 处需要改正')
    expect(page).toMatch(/id="until-problem">补正期限应当是日期/)
    expect(page).toMatch(/id="on-problem">2025-03-09 还没有到/)
    expect(page).toMatch(/id="sentBy-problem">送达方式应当是所列各项之一/)
    expect(page).toContain('请写明&lt;年份&gt;</textarea>')
    expect((await world.row(key)).version).toBe(1)
    expect(await findLetters(held.db, key)).toEqual([])
  })

  test('takes texts as long as it says, and gives back longer ones with what was typed', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const long = { on: today, found: 'no', where: '档'.repeat(5000), how: '检'.repeat(5000), text: '结'.repeat(5000) }
    const answer = await send(world, site, key, 'record-search', { ...long, how: '检'.repeat(8000) })
    const page = await answer.text()
    expect([
      answer.status,
      page.includes('不能超过 5000 字'),
      page.includes(`${'检'.repeat(8000)}</textarea>`),
    ]).toEqual([400, true, true])
    expect((await send(world, site, key, 'record-search', long)).status).toBe(303)
  })

  test('refuses what the law forbids with the article and what is possible instead, and keeps the form (art. 30)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    world.today('2025-03-20')
    const site = await world.at('officer')
    const fields = { toCorrect: '请写明年份', until: '2025-04-03', ...sent }
    const answer = await send(world, site, key, 'ask-clarification', fields)
    expect(answer.status).toBe(409)
    const text = await answer.text()
    expect(seen(text)).toContain('不能补正：应当在收到申请之日起 7 个工作日内告知')
    expect(seen(text)).toContain('条例第三十条')
    expect(text).toContain('请写明年份</textarea>')
    expect(seen(await site.page(pathOf(key)))).toContain('不能补正')
  })

  test('tells who sent it late what others did, keeps what was typed, and takes it the second time', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const stamp = { version: '1', seen: '2' }
    await act(world, key, ['head', 'note', { happened: 'noted', on: today, text: '申请人来过电话' }])
    const site = await world.at('officer')
    const late = await site.post(pathOf(key, 'withdraw'), { ...stamp, on: today, reason: '电话撤回，已录音' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(seen(page)).toContain('案卷在您打开之后改动过')
    expect(seen(page)).toContain('申请人来过电话')
    expect(page).toContain('电话撤回，已录音</textarea>')
    const again = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
    const done = await site.post(pathOf(key, 'withdraw'), { version: again, on: today, reason: '电话撤回，已录音' })
    expect(done.status).toBe(303)
    expect((await world.row(key)).status).toBe('withdrawn')
  })

  test('that is sent twice by one press is done once, and says that it was done', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const fields = { version: '1', seen: '2', toCorrect: '请写明年份', until: '2025-03-20', ...sent }
    const both = [
      await site.post(pathOf(key, 'ask-clarification'), fields),
      await site.post(pathOf(key, 'ask-clarification'), fields),
    ]
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await findLetters(held.db, key)).toHaveLength(1)
  })

  test('shows its letter as a draft before it goes out, or all that the letter lacks', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const fields = { toCorrect: '请写明年份', until: '2025-03-20', ...sent }
    const draft = await send(world, site, key, 'ask-clarification/preview', { ...fields, as: 'pdf' })
    expect(draft.headers.get('content-type')).toBe('application/pdf')
    expect(draft.headers.get('content-disposition')).toContain('2025-0001-')
    const word = await send(world, site, key, 'ask-clarification/preview', { ...fields, as: 'docx' })
    expect(word.headers.get('content-type')).toContain('wordprocessingml')
    const bad = await send(world, site, key, 'ask-clarification/preview', { ...sent, as: 'pdf' })
    expect([bad.status, seen(await bad.text()).includes('请写明需要补正的事项')]).toEqual([400, true])
    expect(await findLetters(held.db, key)).toEqual([])
  })

  test('is filled in with what is known: the extension that was proposed, the section that was asked', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'searching')
    const proposed = { happened: 'extension-proposed', on: today, workdays: 12, reason: '档案在外地' } as const
    await act(world, key, ['officer', 'propose-extension', proposed])
    const extend = await (await world.at('head')).page(pathOf(key, 'extend'))
    expect(extend).toContain('value="12"')
    expect(extend).toContain('档案在外地</textarea>')
    const answer = await (await world.at('contact')).page(pathOf(key, 'answer-search'))
    expect(answer).toMatch(new RegExp(`name="section" value="${world.land}" checked`))
  })
})

describe('A mistyped entry', () => {
  beforeEach(() => emptyTables(held.db))

  test('is put right by another one; both stand in the course of the dossier, and the due date follows', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'awaiting-clarification')
    const site = await world.at('officer')
    const asked = await site.page(pathOf(key, 'correct-entry?entry=3'))
    expect(asked).toContain('value="2025-03-20"')
    const fields = { entry: '3', how: 'change', on: '2025-03-04', items: '年份', until: '2025-03-21', why: '看错日期' }
    expect((await send(world, site, key, 'correct-entry', fields)).status).toBe(303)
    const page = await site.page(pathOf(key))
    expect(page).toMatch(/<s>.*2025-03-05.*告知补正.*<\/s>/s)
    expect(seen(page)).toContain('更正：看错日期')
    expect(seen(page)).toContain('年份；至 2025-03-21')
  })

  test('is struck where it did not happen, and the dossier stands as before', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'withdrawn')
    const site = await world.at('officer')
    const fields = { entry: '3', how: 'strike', on: today, reason: '当面撤回', why: '点错了案卷' }
    await send(world, site, key, 'correct-entry', fields)
    expect((await world.row(key)).status).toBe('handling')
    const without = await send(world, site, key, 'correct-entry', { ...fields, entry: '1', why: '' })
    expect([without.status, seen(await without.text()).includes('请写明更正的理由')]).toEqual([400, true])
  })

  test('of a consultation takes the day on which the third party got the letter, from which it has 15 workdays (art. 32)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'consulting')
    const site = await world.at('officer')
    const entry = /name="entry" value="(\d+)"/.exec(await site.page(pathOf(key, 'record-receipt-by-party')))?.[1] ?? ''
    await send(world, site, key, 'record-receipt-by-party', { entry, delivered: '2025-03-05' })
    expect(seen(await site.page(pathOf(key)))).toContain('期限 2025-03-26')
  })
})
