import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from '../database.ts'
import { axeFindings, chromiumPath, launch } from './chromium.ts'
import { click, follow, press } from './library-story-steps.ts'
import { act, begin, counted, dueDay, fill, isDone, readLetter, send, whySteps } from './request-story-steps.ts'
import { beginStory, type Login } from './request-story-world.ts'

const number = '2025-0001'
const company = '示例建设有限公司'
const given = [
  ['示例大道二期征收补偿方案', '12'],
  ['征收补偿方案公告', '2'],
] as const
const scheme = '2019年《示例大道二期征收补偿方案》'

const reason = '第三方书面表示不同意公开，成本构成属于商业秘密；不公开对公共利益没有重大影响。'

/** What is given and what is withheld, on the last page of the seven steps. */
async function fillDraft(page: Page, why: string): Promise<void> {
  await press(page.locator('#disclosed'), '再加一项')
  for (const [at, [title, pages]] of given.entries()) {
    await page.locator(`#disclosed-${at}-title`).fill(title)
    await page.locator(`#disclosed-${at}-pages`).fill(pages)
    await page.locator(`#disclosed-${at}-medium`).fill('纸质')
  }
  const refused = page.locator('#refused')
  await refused.locator('#refused-0-title').fill('示例大道二期征收补偿成本测算表')
  await refused.getByLabel(/第三方/).check()
  await refused.locator('#refused-0-reason').fill(why)
}

const wide = { width: 1280, height: 900 }
const phone = { width: 375, height: 800 }

/** All that the trail keeps of the request, in order. */
const steps = [
  ['提交申请', '登记', '分派承办', '发出文书', '告知补正', '发出文书', '收到补正'],
  ['请科室检索', '请科室检索', '科室反馈', '催办', '科室反馈'],
  ['征求第三方意见', '发出文书', '发出文书', '更正登记', '第三方答复'],
  ['申请延期', '检索记录', '延长答复期限', '发出文书'],
  ['拟写答复', '退回', '拟写答复', '审核通过', '签发', '答复', '发出文书', '送达', '查看申请人信息'],
].flat()

describe.skipIf(!chromiumPath)('A request from the counter to the served reply', () => {
  const held = useDatabase()
  let browser: Browser
  let story: Awaited<ReturnType<typeof beginStory>>

  beforeAll(async () => {
    browser = await launch()
    story = await beginStory(held.db, browser, { viewport: wide })
  }, 120_000)
  afterAll(async () => {
    await story?.close()
    await browser?.close()
  })

  /** The page of the dossier, as the person sees it today. */
  async function dossier(login: Login): Promise<Page> {
    const page = await story.as(login)
    await page.goto(`${story.site.url}/desk/requests?view=all`)
    await follow(page, new RegExp(`^${number}`))
    return page
  }

  /** The worklist of a person, by default all that is open. */
  async function worklist(login: Login, view = 'open'): Promise<Page> {
    const page = await story.as(login)
    await page.goto(`${story.site.url}/desk/requests?view=${view}`)
    return page
  }

  /** What a view or a place of the desk counts for a person. */
  const count = async (login: Login, view: string) => counted(await worklist(login), view)

  /** No fault that axe can find, and nothing that scrolls sideways on a phone. */
  async function isSound(page: Page): Promise<void> {
    expect(await axeFindings(page), page.url()).toEqual([])
    await page.setViewportSize(phone)
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), page.url()).toBeLessThanOrEqual(0)
    await page.setViewportSize(wide)
  }

  test('an officer enters what a person asks for at the counter; what lacks is told, nothing typed is lost', async () => {
    const page = await worklist('经办人')
    await click(page.getByRole('main').getByRole('link', { name: '登记申请' }))
    await fill(page, {
      '所需信息的名称、文号，或者其他特征描述': '示例大道二期的征收补偿材料',
      '身份证明号码（可不填）': '110101190001010000',
      '联系电话（可不填）': '13800000000',
      '通信地址（可不填）': '示例市云汐区示例路1号',
    })
    await page.getByLabel('承办科室（可不填）').selectOption({ label: '征收科' })
    await press(page, '登记')
    await page.getByText('请填写申请人的姓名或者名称。').first().waitFor()
    expect(await page.getByLabel('通信地址（可不填）').inputValue()).toBe('示例市云汐区示例路1号')
    await isSound(page)
    await fill(page, { 姓名或者名称: '示例人甲' })
    await press(page, '登记')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`${number}　示例大道二期的征收补偿材料`)
    expect(await dueDay(page)).toBe('2025-03-31')
    expect(await page.locator('#request').textContent()).toMatch(/自然人 · 示\*\*.*渠道当面/)
    expect(await page.locator('main').textContent()).not.toContain('示例人甲')
  })

  test('the receipt goes out and says until when the reply comes', async () => {
    const page = await dossier('经办人')
    await begin(page, '制发其他文书')
    await page.getByLabel('政府信息公开申请登记回执').check()
    await press(page, '继续')
    await send(page, '制发其他文书')
    const { said, pages } = await readLetter(page, '登记回执')
    expect(said).toMatch(/示例人甲.*2025年3月31日/)
    expect(pages).toBe(1)
    expect(await count('经办人', '办理中')).toBe(1)
  })

  test('on the third workday what is unclear is to be corrected, once and in writing (art. 30)', async () => {
    story.setDay('2025-03-06')
    const page = await dossier('经办人')
    await begin(page, '告知补正')
    await send(page, '告知补正并制发文书')
    expect(await page.locator('#toCorrect-problem').textContent()).toContain('请写明需要补正的事项')
    await fill(page, { 需要补正的事项: '所需材料的年份和名称\n涉及的地块' })
    await send(page, '告知补正并制发文书')
    await isDone(page, '告知补正')
    expect(await dueDay(page)).toBe('等待补正')
    const { said } = await readLetter(page, '补正告知书')
    for (const words of ['云汐公补〔2025〕1号', '示例人甲：', '所需材料的年份和名称', '涉及的地块', '2025年3月20日前'])
      expect(said).toContain(words)
    await page.goto(`${page.url().split('?')[0]}/ask-clarification`)
    expect(await page.locator('main').textContent()).toMatch(/“等待补正”的案卷不能“告知补正”.*条例第三十条/s)
    expect(await count('经办人', '等待补正')).toBe(1)
  })

  test('the clarification begins the count anew, and the page tells how the due date was reached (art. 33)', async () => {
    story.setDay('2025-03-20')
    const page = await dossier('经办人')
    await act(page, '登记补正', { 补正的内容: `请提供${scheme}及其成本测算表，涉及示例路北侧地块。` })
    expect(await dueDay(page)).toBe('2025-04-18')
    expect(await whySteps(page)).toEqual([
      '03-03当面提交，当日为收到申请之日 条例第三十一条第（一）项',
      '03-06一次性告知补正（第 3 个工作日，限 7 个工作日内） 条例第三十条',
      '03-20收到补正，答复期限重新计算，次日起的第一个工作日为第 1 个工作日 条例第三十条、第三十三条',
      '04-04清明节，04-04 非工作日 2025 年放假通知',
      '04-18答复截止；如需延长须经工作机构负责人同意，最迟 2025-05-20 条例第三十三条',
    ])
    await isSound(page)
  })

  test('two sections are asked at the same time; one is chased, each answers for itself', async () => {
    story.setDay('2025-03-21')
    const officer = await dossier('经办人')
    await act(officer, '请科室检索', {
      请哪些科室检索: ['征收科', '档案室'],
      要检索的内容: `${scheme}及其成本测算表`,
    })
    expect(await count('档案室', '待我处理')).toBe(1)
    story.setDay('2025-03-25')
    const answer = { 检索的范围和方法: '按项目名称检索2019年纸质档案目录', 检索结果: ['找到'] }
    const levy = await dossier('征收科')
    expect(await levy.locator('main').textContent()).not.toMatch(/示\*|申请人/)
    await act(levy, '反馈检索结果', { ...answer, 结果和意见: '找到补偿方案12页，可以公开。' })
    expect(await count('征收科', '待我处理')).toBe(0)
    story.setDay('2025-03-27')
    const chasing = await dossier('经办人')
    expect(await chasing.locator('#asked').textContent()).toMatch(/档案室.*期限 2025-03-26/)
    await follow(chasing.locator('#asked'), /^催办\s*（档案室）/)
    await fill(chasing, { 催办的方式和内容: '电话催办，答应当天反馈。' })
    await send(chasing, '催办')
    const archive = await dossier('档案室')
    await act(archive, '反馈检索结果', { ...answer, 结果和意见: `成本测算表由${company}提供，注明不宜外传。` })
    const both = await dossier('经办人')
    expect(await both.locator('#asked').textContent()).toMatch(/征收科.*2025-03-25 找到.*档案室.*2025-03-27 找到/s)
  })

  test('a third party is asked in writing, and the days until its answer are not counted (arts. 32, 33)', async () => {
    story.setDay('2025-03-28')
    const page = await dossier('经办人')
    await act(
      page,
      '征求第三方意见',
      {
        第三方的姓名或者名称: company,
        征求意见的信息: '示例大道二期征收补偿成本测算表（2019年）',
        '可能损害的合法权益（选填）': '成本构成可能属于商业秘密',
        送达方式: ['邮政寄送'],
      },
      '征求第三方意见并制发文书',
    )
    const asked = await readLetter(page, '征求意见书')
    expect(asked.said).toContain(`${company}：`)
    expect(asked.said).toMatch(/云汐公征〔2025〕1号.*15个工作日内/)
    expect(asked.said).not.toContain('示例人甲')
    expect((await readLetter(page, '征求意见告知书')).said).toContain('示例人甲：')
    story.setDay('2025-03-31')
    await act(await dossier('经办人'), '登记征求意见书送达')
    expect(await dueDay(page)).toBe('约 2025-05-14')
    expect(await count('经办人', '征求意见中')).toBe(1)
    story.setDay('2025-04-07')
    await act(await dossier('经办人'), '登记第三方意见', {
      意见: ['不同意公开'],
      '理由和意见内容（选填）': '成本构成属于商业秘密。',
    })
    expect(await dueDay(page)).toBe('2025-04-25')
    expect((await whySteps(page)).slice(-2)).toEqual([
      '03-28 – 04-07征求第三方意见（示例建设有限公司），其间 5 个工作日不计入 条例第三十二条、第三十三条',
      '04-25答复截止；如需延长须经工作机构负责人同意，最迟 2025-05-27 条例第三十三条',
    ])
  })

  test('an extension is proposed by the officer and consented to by the head, who tells the applicant (art. 33)', async () => {
    story.setDay('2025-04-14')
    const stale = await dossier('另一经办人')
    await begin(stale, '记录检索')
    const searched = {
      检索的范围: '区政府门户网站',
      检索的方法: '按文件名称检索',
      检索结果: ['没有找到'],
      结果: '没有主动公开过。',
    }
    await fill(stale, searched)
    await act(await dossier('经办人'), '申请延期', { 延长的原因: '成本测算表须逐项区分处理' })
    await send(stale, '记录检索')
    expect(await stale.getByRole('alert').textContent()).toMatch(/在您打开之后改动过.*申请延期.*经办人的人/s)
    expect(await stale.getByLabel('检索的范围', { exact: true }).inputValue()).toBe(searched.检索的范围)
    expect(await stale.getByLabel('没有找到').isChecked()).toBe(true)
    await isSound(stale)
    await send(stale, '记录检索')
    await isDone(stale, '记录检索')
    expect(await count('负责人', '待我处理')).toBe(1)
    const head = await dossier('负责人')
    await act(head, '同意延期', {}, '同意延期并制发文书')
    expect(await dueDay(head)).toBe('2025-05-27')
    const { said } = await readLetter(head, '延期答复告知书')
    for (const words of [
      '示例人甲：',
      '2025年3月20日收到您的补正：“请提供',
      '20个工作日',
      '2025年5月27日',
      '成本测算表须逐项区分处理',
    ])
      expect(said).toContain(words)
  })

  test('the seven steps lead the drafter to a partial disclosure (arts. 36, 37)', async () => {
    story.setDay('2025-04-28')
    const page = await dossier('负责人')
    await begin(page, '拟写答复')
    await isSound(page)
    for (const answer of ['是', '是', '是', '是', '否', '是', '是']) await follow(page, answer)
    await follow(page, '提供可以公开的内容，对其余内容说明理由')
    await send(page, '拟写答复')
    expect(await page.locator('.wrong').count()).toBeGreaterThan(2)
    await isSound(page)
    await fillDraft(page, '属于商业秘密。')
    await send(page, '拟写答复')
    await isDone(page, '拟写答复')
    expect(await count('审核员', '待我处理')).toBe(1)
  })

  test('who drafted it may not review it; the reviewer sends it back with a reason, and it is drafted again', async () => {
    story.setDay('2025-04-29')
    const own = await dossier('负责人')
    expect(await own.locator('.forbidden').textContent()).toContain(
      '答复由您拟写，请由另一位有权的人审核、签发。 条例第四十五条',
    )
    await own.goto(`${own.url()}/review`)
    expect(await own.locator('main').textContent()).toMatch(/答复由您拟写.*第四十五条/s)
    const reviewer = await dossier('审核员')
    await act(reviewer, '退回修改', { 退回的理由和修改意见: '请写明第三方的意见和公共利益的权衡。' })
    story.setDay('2025-04-30')
    const handler = await dossier('承办人')
    expect(await handler.locator('main').textContent()).toContain('请写明第三方的意见和公共利益的权衡。')
    await begin(handler, '拟写答复')
    for (const answer of ['是', '是', '是', '是', '否', '是', '是']) await follow(handler, answer)
    await follow(handler, '提供可以公开的内容，对其余内容说明理由')
    expect(await handler.locator('#disclosed-1-title').inputValue()).toBe('征收补偿方案公告')
    await handler.locator('#refused-0-reason').fill(reason)
    await send(handler, '拟写答复')
    await isDone(handler, '拟写答复')
  })

  test('review and sign-off are each done by their own people', async () => {
    story.setDay('2025-05-06')
    await act(await dossier('审核员'), '审核通过', { 审核意见: '同意。' })
    expect(await count('分管领导', '待我处理')).toBe(1)
    story.setDay('2025-05-07')
    const leader = await dossier('分管领导')
    await act(leader, '签发')
    expect(await leader.locator('.meta').first().textContent()).toContain('待发出')
  })

  test('the reply bears its number, what is given, what is withheld and why, and how it is contested', async () => {
    story.setDay('2025-05-08')
    const page = await dossier('经办人')
    await act(page, '发出答复')
    const { said } = await readLetter(page, '答复书')
    for (const words of [
      '云汐公复〔2025〕1号',
      '示例人甲：',
      '一、予以公开的内容',
      '示例大道二期征收补偿方案纸质12',
      '征收补偿方案公告纸质2',
      '二、不予公开的内容及理由',
      '成本测算表',
      '第十五条',
      reason,
      '如对本答复书中不予公开的部分不服',
      '应当先自收到本答复书之日起60日内向示例市人民政府申请行政复议',
      '示例市云汐区人民法院',
      '2025年5月8日',
    ])
      expect(said).toContain(words)
    expect(await dueDay(page)).toBe('2025-05-27')
    expect(await page.locator('div.due').textContent()).toContain('2025-05-08 按期答复')
  })

  test('served with its proof, the request is closed', async () => {
    story.setDay('2025-05-09')
    const page = await dossier('经办人')
    await act(page, '登记送达', { 送达凭据: '当面签收，送达回证存档' })
    expect(await page.locator('.meta').first().textContent()).toContain('已办结')
    expect(await page.locator('#letters').textContent()).toContain('2025-05-09 送达')
    await isSound(page)
    expect(await count('经办人', '办理中')).toBe(0)
    const closed = await worklist('经办人', 'closed')
    expect(await closed.locator('tbody tr').textContent()).toMatch(/2025-0001.*部分公开/s)
  })

  test('who asked is opened for a reason and leaves a link', async () => {
    const page = await dossier('经办人')
    await follow(page, '查看须留痕')
    await fill(page, { 事由: '电话通知申请人领取' })
    await press(page, '查看并留痕')
    expect(await page.getByRole('status').textContent()).toMatch(/示例人甲.*13800000000/s)
    expect(await (await dossier('经办人')).locator('#trail').textContent()).toMatch(
      /经办人的人.*姓名或者名称、联系电话.*电话通知申请人领取/s,
    )
  })

  test('a supervisor of the district reads it and can do nothing with it (art. 47)', async () => {
    const page = await worklist('区督查员', 'all')
    await page.getByLabel('机关全称').fill('示例市云汐区人民政府办公室')
    await page.getByLabel('机关全称').press('Enter')
    await follow(page, new RegExp(`^${number}`))
    expect(await page.locator('main').textContent()).toContain('部分公开')
    expect(await page.locator('main button, #acts, .reveal').count()).toBe(0)
    expect(await page.locator('main').textContent()).not.toContain('示例人甲')
  })

  test('an auditor finds every step in the trail, and the chain is whole', async () => {
    const page = await story.as('审计员')
    await follow(page, '留痕')
    await fill(page, { 对象的编号或年度: number })
    await press(page, '查找')
    const cells = page.locator('tbody td:nth-child(3)')
    const kinds = await cells.evaluateAll((all) => all.map(({ firstChild }) => firstChild?.textContent))
    expect(kinds.toReversed()).toEqual(steps)
    await press(page, '校验')
    expect(await page.locator('.chain').textContent()).toMatch(/当时的 \d+ 条完整/)
  })

  test('no page had a fault that only the browser tells', () => expect(story.faults).toEqual([]))
})
