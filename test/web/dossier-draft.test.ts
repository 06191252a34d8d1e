import { beforeEach, describe, expect, test } from 'vitest'
import { findEntries } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { act, dossierIn } from './dossier-stages.ts'
import { deskOffice, pathOf, send } from './dossier-world.ts'
import { seen } from './site.ts'

const held = useDatabase()

const today = '2025-03-05'

/** The address behind a link of the page, by its words. */
function linked(page: string, words: string): string {
  const link = [...page.matchAll(/<a[^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gs)].find(
    ([, , text = '']) => seen(text).trim() === words,
  )
  if (!link?.[1]) throw new Error(`No link says ${words}`)
  return link[1].replaceAll('&amp;', '&')
}

describe('The decision in seven steps', () => {
  beforeEach(() => emptyTables(held.db))

  test('asks one question a page, leads to the outcome, and writes down the answers (arts. 36, 37)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    let page = await site.page(pathOf(key, 'draft'))
    for (const [at, answer] of ['是', '是', '是', '是', '否', '是', '是'].entries()) {
      expect(seen(page)).toContain(`第 ${at + 1} 步，共 7 步`)
      page = await site.page(linked(page, answer))
    }
    page = await site.page(linked(page, '提供可以公开的内容，对其余内容说明理由'))
    expect(seen(page)).toContain('不予公开的内容')
    const answers = { clear: 'yes', ours: 'yes', governmentInformation: 'yes', exists: 'yes', alreadyPublic: 'no' }
    const decision = { ...answers, refusable: 'yes', separable: 'yes', outcome: 'partly-granted' }
    const details = {
      'disclosed.0.title': '用地批复',
      'disclosed.0.medium': '纸质',
      'disclosed.0.pages': '3',
      way: '自行领取',
      when: '收到本答复书之日起五日内',
      'refused.0.title': '补偿明细中的姓名',
      'refused.0.ground': 'refused.third-party-rights',
      'refused.0.reason': '涉及个人隐私',
      unconsulted: '户数众多，去标识后不影响',
    }
    const done = await send(world, site, key, 'draft', { ...decision, ...details })
    expect(done.status === 303 ? '' : seen(await done.text())).toBe('')
    expect((await findEntries(held.db, key)).at(-1)?.fact).toMatchObject({
      happened: 'drafted',
      outcome: 'partly-granted',
      grounds: [
        {
          outcome: 'refused.third-party-rights',
          reason: '补偿明细中的姓名：涉及个人隐私',
          unconsulted: '户数众多，去标识后不影响',
        },
      ],
      answers: { clear: true, alreadyPublic: false, separable: true },
      details: { way: '自行领取', disclosed: [{ title: '用地批复', pages: 3 }] },
    })
    const dossier = seen(await site.page(pathOf(key)))
    expect(dossier).toContain('计入年度报告第三部分“（二）部分公开”')
    expect(dossier).toContain('能够区分处理吗？ 是')
  })

  test('lets an earlier answer be given anew, and forgets what it no longer leads to', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const page = await site.page(pathOf(key, 'draft?clear=yes&ours=yes&governmentInformation=no'))
    expect(seen(page)).toContain('选定答复的种类')
    const again = linked(page, '重新回答：由本机关负责公开吗？')
    expect(again).toBe(pathOf(key, 'draft?clear=yes'))
    const other = await site.page(`${again}&ours=no`)
    expect(seen(other)).toContain('不由本机关负责公开，说明理由')
  })

  test('tells what must come before an outcome, and does not take it without (art. 36 item 4)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const answers = { clear: 'yes', ours: 'yes', governmentInformation: 'yes', exists: 'no' }
    const page = await site.page(`${pathOf(key, 'draft')}?${new URLSearchParams(answers)}`)
    expect(seen(page)).toContain('没有未检索到信息的检索记录')
    expect(() => linked(page, '经检索，没有制作或者获取过这项信息')).toThrow()
    const fields = { ...answers, outcome: 'unavailable.not-existing', scope: '公文系统', method: '按名称' }
    const refused = await send(world, site, key, 'draft', fields)
    expect(refused.status).toBe(400)
    const text = await refused.text()
    expect(seen(text)).toContain('没有未检索到信息的检索记录')
    expect(text).toContain('公文系统</textarea>')
    const searched = { happened: 'search-recorded', on: today, where: '公文系统', how: '按名称' } as const
    await act(world, key, ['officer', 'record-search', { ...searched, found: false, text: '没有' }])
    expect((await send(world, site, key, 'draft', fields)).status).toBe(303)
  })

  test('takes no outcome to which the answers do not lead', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const fields = {
      clear: 'yes',
      ours: 'no',
      outcome: 'refused.internal-affairs',
      affair: 'personnel',
      reason: '内部',
    }
    const refused = await send(world, site, key, 'draft', fields)
    expect(refused.status).toBe(400)
    expect(seen(await refused.text())).toContain('七步的回答不能得出“属于三类内部事务信息”')
    expect((await world.row(key)).version).toBe(1)
  })

  test('gives room for another row without losing what was typed', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const site = await world.at('officer')
    const answers = { clear: 'yes', ours: 'yes', governmentInformation: 'yes', exists: 'yes', alreadyPublic: 'yes' }
    const typed = { ...answers, outcome: 'already-public', 'published.0.title': '规划全文', 'published.0.where': '' }
    const page = await (await send(world, site, key, 'draft', { ...typed, more: 'published' })).text()
    expect(page).toContain('name="published.1.title"')
    expect(page).toContain('规划全文</textarea>')
    expect(page).toContain('name="alreadyPublic" value="yes"')
  })

  test('is seen as a letter by whoever reviews it, and by them alone besides those who write it (art. 45)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'drafted')
    for (const [login, type] of [
      ['officer', 'application/pdf'],
      ['reviewer', 'application/pdf'],
      ['leader', 'application/pdf'],
      ['supervisor', 'text/html; charset=UTF-8'],
    ] as const) {
      const site = await world.at(login)
      const answer = await send(world, site, key, 'reply/preview', { as: 'pdf' })
      expect([login, answer.headers.get('content-type')]).toEqual([login, type])
    }
  })

  test('is not reviewed by its drafter, who is told so instead of being given the button (art. 45)', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await dossierIn(world, 'handling')
    const draft = { clear: 'yes', ours: 'no', outcome: 'unavailable.not-responsible', reason: '由示例市自然资源局制作' }
    const site = await world.at('head')
    expect((await send(world, site, key, 'draft', draft)).status).toBe(303)
    expect(seen(await site.page(pathOf(key)))).toContain('答复由您拟写，请由另一位有权的人审核、签发。')
    const own = await send(world, site, key, 'review', { opinion: '同意' })
    expect(own.status).toBe(409)
    expect(seen(await own.text())).toContain('条例第四十五条')
  })
})

describe('An application to correct a record (art. 41)', () => {
  beforeEach(() => emptyTables(held.db))

  test('is verified, answered without the seven steps by the letter of its result, and counted in no row', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const asks = {
      kind: 'record-correction',
      applicantType: 'natural-person',
      medium: '纸质',
      delivery: '邮寄',
    } as const
    const key = await world.register({
      asks: { ...asks, subject: '户籍地址有误', content: '更正本人登记的地址' },
    } as never)
    world.today(today)
    const site = await world.at('officer')
    expect(seen(await site.page(pathOf(key, 'draft')))).toContain('请先核实更正申请')
    await send(world, site, key, 'record-verification', { result: 'corrected', text: '经核对原始凭证，属实' })
    const page = await site.page(pathOf(key, 'draft'))
    expect(seen(page)).toContain('更正后的记录')
    const fields = { verified: '属实', correction: '示例路1号', correctedOn: today }
    expect((await send(world, site, key, 'draft', fields)).status).toBe(303)
    await send(world, await world.at('reviewer'), key, 'review', { opinion: '同意' })
    await send(world, await world.at('leader'), key, 'sign-off', { opinion: '同意' })
    expect((await send(world, site, key, 'reply', { sentBy: 'mail' })).status).toBe(303)
    const letter = await held.db.selectFrom('letter').select(['kind', 'title']).executeTakeFirstOrThrow()
    expect(letter.kind).toBe('reply.corrected')
    expect(seen(await site.page(pathOf(key)))).not.toContain('计入年度报告')
  })
})
