import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from '../database.ts'
import { identity, usePapers } from '../redaction/papers.ts'
import { chromiumPath, launch } from './chromium.ts'
import {
  click,
  cover,
  download,
  figure,
  follow,
  followOwn,
  isSound,
  onward,
  press,
  printedIn,
} from './citizen-story-steps.ts'
import { beginCitizenStory, type CitizenStory } from './citizen-story-world.ts'
import { act, begin, dueDay, fill, isDone, readLetter, send } from './request-story-steps.ts'
import type { Login } from './request-story-world.ts'

const body = '示例市云汐区人民政府办公室'
const subject = '示例大道二期征收补偿费用明细'
const number = '2025-0001'
const company = '示例建设有限公司'
const case1 = '示复〔2025〕5号'
const case2 = '（2026）示行初1号'
const reason = '第三方书面表示不同意公开，单价构成属于商业秘密；不公开对公共利益没有重大影响。'

/** The line of a paper under which nothing may be left. */
const secret = '单价构成每平方米玖拾玖元'

const ways = [
  { way: 'with script', script: true, viewport: { width: 1280, height: 900 } },
  { way: 'without script on a phone', script: false, viewport: { width: 375, height: 800 } },
]

describe.skipIf(!chromiumPath).each(ways)(
  'A request from the citizen’s form to the closed year, $way for the public',
  ({ script, viewport }) => {
    const held = useDatabase()
    const papers = usePapers()
    let browser: Browser
    let story: CitizenStory
    let access = { receipt: '', code: '' }

    beforeAll(async () => {
      browser = await launch()
      story = await beginCitizenStory(held.db, browser, { javaScriptEnabled: script, viewport })
    }, 120_000)
    afterAll(async () => {
      await story?.close()
      await browser?.close()
    })

    /** The page of the dossier, as a person of the office sees it today. */
    async function dossier(login: Login): Promise<Page> {
      const page = await story.as(login)
      await page.goto(`${story.site.url}/desk/requests?view=all`)
      await follow(page, new RegExp(`^${number}`))
      return page
    }

    async function desk(login: Login, path: string): Promise<Page> {
      const page = await story.as(login)
      await page.goto(story.site.url + path)
      return page
    }

    const ownPage = async () => {
      await followOwn(story.citizen, story.site.url, access)
      return story.citizen
    }
    const main = (page: Page) => page.locator('main').innerText()

    test('a citizen chooses the body and says what they ask for; what is wrong is told, nothing typed is lost (art. 29)', async () => {
      const page = story.citizen
      await page.goto(`${story.site.url}/requests`)
      await isSound(page, { script })
      await click(page.getByRole('main').getByRole('link', { name: /^在线申请/ }))
      await press(page, `向它申请：${body}`)
      await fill(page, {
        '所需信息的名称（可不填）': subject,
        '其他特征描述（可不填）': '2019年，示例路北侧地块。',
      })
      await isSound(page, { script })
      await onward(page)
      await fill(page, { 载体形式: ['电子文档'], 获取方式: ['网上获取'] })
      await onward(page)
      await fill(page, {
        申请人类型: ['自然人'],
        姓名或者名称: '示例人甲',
        证件号码: '110101190001010007',
        '联系电话（可不填）': '138-0000-0000',
        '电子邮箱（可不填）': 'shili@example.com',
        由谁申请: ['委托代理人申请'],
        需要的帮助: ['大字材料'],
      })
      await fill(page, { 代理人或者监护人姓名: '示例人乙', 其联系电话: '139-0000-0000' })
      await page.getByLabel('其证件类型').selectOption({ label: '护照' })
      await fill(page, { 其证件号码: 'E00000000' })
      await onward(page)
      expect(await page.locator('#identityNumber-problem').textContent()).toContain('居民身份证号码不对')
      expect(await page.getByLabel('代理人或者监护人姓名').inputValue()).toBe('示例人乙')
      expect(await page.getByLabel('大字材料').isChecked()).toBe(true)
      await isSound(page, { script })
      await fill(page, { 证件号码: identity })
      await onward(page)
    })

    test('an agent shows the authorisation, and the filed request has a number and a code (art. 29)', async () => {
      const page = story.citizen
      await onward(page)
      expect(await main(page)).toContain('请附授权委托书')
      await page.getByLabel('是什么材料').selectOption({ label: '授权委托书' })
      const buffer = Buffer.from(await papers(['授权委托书', '示例人甲委托示例人乙申请政府信息公开。']))
      await page
        .getByLabel('文件', { exact: true })
        .setInputFiles({ name: '示例人甲的委托书.pdf', mimeType: 'application/pdf', buffer })
      await press(page, '上传')
      await isSound(page, { script })
      await onward(page)
      expect(await main(page)).toMatch(/示例人甲[\s\S]*示例人乙[\s\S]*大字材料[\s\S]*示例人甲的委托书/)
      await isSound(page, { script })
      await press(page, '提交申请')
      const [receipt = '', code = ''] = await page.locator('.ask-codes dd').allTextContents()
      access = { receipt, code }
      expect(receipt).toMatch(/^\d{4}-\d{4}-\d{4}$/)
      await isSound(page, { script })
      const { bytes, name } = await download(page.getByRole('link', { name: '下载提交回执（PDF）' }))
      expect(name).toBe(`提交回执 ${receipt}.pdf`)
      const printed = await printedIn(bytes)
      for (const words of [receipt, code, body, subject]) expect(printed).toContain(words)
      await press(page, '我已记下，不再显示')
      await page.goto(`${story.site.url}/requests/filed`)
      expect(page.url()).toBe(`${story.site.url}/requests/follow`)
    })

    test('the office confirms the receipt with them; from that day the reply is due (art. 31 (3), art. 33)', async () => {
      expect(await main(await ownPage())).toMatch(/收到[\s\S]*确认/)
      story.setDay('2025-03-04')
      const page = await dossier('经办人')
      expect(await page.locator('#files').textContent()).toContain('申请附件1（授权委托书）.pdf')
      expect(await page.locator('main').textContent()).not.toContain('示例人甲')
      await act(page, '确认收到')
      expect(await dueDay(page)).toBe('2025-04-01')
    })

    test('what is unclear is to be corrected, and is corrected on the page of the request (art. 30)', async () => {
      story.setDay('2025-03-06')
      const page = await dossier('经办人')
      await act(page, '告知补正', { 需要补正的事项: '费用明细的年份\n涉及的地块' }, '告知补正并制发文书')
      story.setDay('2025-03-12')
      const citizen = await ownPage()
      expect(await main(citizen)).toMatch(/等待您补正[\s\S]*2025-03-20/)
      await isSound(citizen, { script })
      const { bytes } = await download(citizen.getByRole('link', { name: /补正告知书/ }))
      expect(await printedIn(bytes)).toMatch(/示例人甲：.*费用明细的年份/)
      await follow(citizen, '提交补正')
      await press(citizen, '提交补正')
      expect(await citizen.locator('#text-problem').count()).toBe(1)
      await isSound(citizen, { script })
      await fill(citizen, { 补正的内容: '2019年，示例路北侧地块的费用明细表。' })
      await press(citizen, '提交补正')
      expect(await citizen.getByRole('status').textContent()).toContain('已提交：提交补正')
      expect(await dueDay(citizen)).toBe('2025-04-10')
      const after = await dossier('经办人')
      expect(await dueDay(after)).toBe('2025-04-10')
      expect(await after.locator('#letters').textContent()).toMatch(/补正告知书.*2025-03-12 送达/s)
      expect(await after.locator('#request').textContent()).toContain('示例路北侧地块的费用明细表')
    })

    test('a third party is asked and answers; the citizen sees that the days are not counted (arts. 32, 33)', async () => {
      story.setDay('2025-03-14')
      const page = await dossier('经办人')
      await act(
        page,
        '征求第三方意见',
        {
          第三方的姓名或者名称: company,
          征求意见的信息: subject,
          '可能损害的合法权益（选填）': '单价构成可能属于商业秘密',
          送达方式: ['邮政寄送'],
        },
        '征求第三方意见并制发文书',
      )
      expect((await readLetter(page, '征求意见书')).said).not.toMatch(/示例人/)
      story.setDay('2025-03-17')
      await act(await dossier('经办人'), '登记征求意见书送达')
      story.setDay('2025-03-21')
      const answer = { 意见: ['不同意公开'], '理由和意见内容（选填）': '单价构成属于商业秘密。' }
      await act(await dossier('经办人'), '登记第三方意见', answer)
      const citizen = await ownPage()
      expect(await dueDay(citizen)).toBe('2025-04-17')
      expect(await main(citizen)).toMatch(/征求第三方意见[\s\S]*5 个工作日不计入/)
      expect(await main(citizen)).not.toContain('单价构成属于商业秘密')
    })

    test('the head of the office consents to an extension (art. 33)', async () => {
      story.setDay('2025-04-01')
      await act(await dossier('经办人'), '申请延期', { 延长的原因: '费用明细须逐项区分处理' })
      await act(await dossier('负责人'), '同意延期', {}, '同意延期并制发文书')
      expect(await dueDay(await ownPage())).toBe('2025-05-19')
    })

    test('a file is covered in two places, each on its ground, and its flat copy is enclosed (art. 37)', async () => {
      story.setDay('2025-04-07')
      const page = await dossier('经办人')
      await begin(page, '添加材料')
      const buffer = Buffer.from(await papers(['征收补偿费用明细表', `户主证件${identity}`, secret]))
      const paper = { name: '费用明细.pdf', mimeType: 'application/pdf', buffer }
      await page.getByLabel('文件', { exact: true }).setInputFiles(paper)
      await send(page, '添加材料')
      await isDone(page, '添加材料')
      await press(page.locator('#files'), /^区分处理\s*：费用明细/)
      await isSound(page, { script })
      await page.locator('#numberGround').selectOption('personal-privacy')
      await page.getByRole('button', { name: /^遮盖\s*：居民身份号码/ }).click()
      await page.getByRole('heading', { name: '已遮盖 1 处' }).waitFor()
      await cover(page, { ground: 'trade-secret', left: 20, top: 38, width: 150, height: 12 })
      await page.getByRole('heading', { name: '已遮盖 2 处' }).waitFor()
      expect(await page.locator('.marks-list').textContent()).toMatch(
        /个人隐私（条例第十五条）.*商业秘密（条例第十五条）/s,
      )
      await follow(page, '预览遮盖副本')
      await isSound(page, { script })
      await page.getByRole('button', { name: '制作遮盖副本', exact: true }).click()
      await isDone(page, '区分处理（遮盖）')
      const offered = { 文件: ['费用明细（遮盖副本）.pdf'] }
      await act(page, '附入答复', offered)
    })

    test('the seven steps lead to a partial disclosure; it is reviewed, signed off and sent (arts. 36, 37, 45)', async () => {
      story.setDay('2025-04-08')
      const page = await dossier('负责人')
      await begin(page, '拟写答复')
      for (const answer of ['是', '是', '是', '是', '否', '是', '是']) await follow(page, answer)
      await follow(page, '提供可以公开的内容，对其余内容说明理由')
      await page.locator('#disclosed-0-title').fill('征收补偿费用明细表（遮盖副本）')
      await page.locator('#disclosed-0-pages').fill('1')
      const refused = page.locator('#refused')
      await refused.locator('#refused-0-title').fill('户主证件号码、单价构成')
      await refused.getByLabel(/第三方/).check()
      await refused.locator('#refused-0-reason').fill(reason)
      await send(page, '拟写答复')
      await isDone(page, '拟写答复')
      story.setDay('2025-04-09')
      await act(await dossier('审核员'), '审核通过', { 审核意见: '同意。' })
      story.setDay('2025-04-10')
      await act(await dossier('分管领导'), '签发')
      expect(await main(await ownPage())).not.toMatch(/签发|审核通过|部分公开|商业秘密/)
    })

    test('over the site it goes out once the office says where reconsideration is filed online (行政复议法第二十二条)', async () => {
      story.setDay('2025-04-11')
      const page = await dossier('经办人')
      await begin(page, '发出答复')
      await fill(page, { 送达方式: ['网上送达'] })
      await press(page, '发出答复')
      expect(await page.getByRole('alert').innerText()).toMatch(/网址[\s\S]*行政复议法第二十二条第二款/)
      const head = await desk('负责人', '/desk/office')
      await fill(head, { 网上申请行政复议的网址: 'https://reconsideration.example' })
      await press(head, '保存')
      await press(page, '发出答复')
      await isDone(page, '发出答复')
    })

    test('the citizen downloads the letter, which is its delivery, and the copy, under whose marks is nothing (arts. 36, 40)', async () => {
      story.setDay('2025-04-14')
      const page = await ownPage()
      expect(await main(page)).toMatch(/2025-04-11 部分公开[\s\S]*救济途径/)
      await isSound(page, { script })
      const letter = await download(page.getByRole('link', { name: /答复书/ }).first())
      const said = await printedIn(letter.bytes)
      for (const words of ['示例人甲：', '云汐公复〔2025〕1号', '一、予以公开的内容', reason])
        expect(said).toContain(words)
      const copy = await download(page.getByRole('link', { name: '费用明细（遮盖副本）.pdf' }))
      expect(copy.name).toBe('费用明细（遮盖副本）.pdf')
      expect(await printedIn(copy.bytes)).toBe('')
      const kept = copy.bytes.toString('latin1')
      expect([kept.slice(0, 5), /\/Font|\/EmbeddedFile|\/Metadata/.test(kept)]).toEqual(['%PDF-', false])
      const desk = await dossier('经办人')
      expect(await desk.locator('.meta').first().textContent()).toContain('已办结')
      expect(await desk.locator('#letters').textContent()).toMatch(/答复书.*2025-04-14 送达/s)
    })

    test('the citizen says how they were served, once', async () => {
      story.setDay('2025-04-15')
      const page = await ownPage()
      await follow(page, '评价这次答复')
      await fill(page, { '想说的话（可不填）': '遮盖的理由写得清楚。' })
      await page.getByLabel(/（4 分）/).check()
      await isSound(page, { script })
      await press(page, '评价这次答复')
      expect(await page.getByRole('status').textContent()).toContain('已提交：评价这次答复')
      expect(await page.getByRole('link', { name: '评价这次答复' }).count()).toBe(0)
      expect(await main(await dossier('经办人'))).toContain('遮盖的理由写得清楚。')
    })

    test('reconsideration is answered in time, and upholds the reply (art. 51, 行政复议法第四十八条、第六十八条)', async () => {
      story.setDay('2025-05-13')
      await act(await dossier('经办人'), '登记行政复议', {
        案号: case1,
        行政复议机关: '示例市人民政府',
        受理的日期: '2025-05-12',
        '收到副本的日期（选填）': '2025-05-13',
      })
      const list = await desk('经办人', '/desk/disputes')
      expect(await list.locator('tbody tr').first().innerText()).toMatch(/2025-05-27[\s\S]*示复〔2025〕5号/)
      await isSound(list, { script })
      story.setDay('2025-05-20')
      await act(await dossier('经办人'), '登记复议答复书')
      story.setDay('2025-07-08')
      const page = await dossier('经办人')
      await begin(page, '登记复议决定')
      await page.getByLabel('怎样决定').selectOption({ label: '维持' })
      await fill(page, { 决定或者裁判的日期: '2025-07-07' })
      await send(page, '登记复议决定')
      await isDone(page, '登记复议决定')
      const citizen = await ownPage()
      expect(await citizen.locator('#disputes').locator('..').textContent()).toMatch(
        /示复〔2025〕5号.*2025-07-07 维持/s,
      )
      await isSound(citizen, { script })
    })

    test('the year counts it, and each figure opens the dossier (art. 50)', async () => {
      story.setDay('2026-01-08')
      const page = await desk('负责人', '/desk/year')
      await follow(page, '2025年')
      await isSound(page, { script })
      expect(await main(page)).toContain('勾稽关系成立')
      const year = page.url()
      for (const cell of ['received/natural-person', 'partly-granted/natural-person', 'reconsideration/upheld']) {
        await page.goto(year)
        expect(await figure(page, cell).textContent(), cell).toBe('1')
        await click(figure(page, cell))
        expect(await main(page), cell).toMatch(/共 1 件/)
        await follow(page, number)
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`${number}　${subject}`)
      }
      await page.goto(`${year}/cells/received/natural-person`)
      await isSound(page, { script })
    })

    test('the compiled report is drafted from the figures, and the year is closed by the head (art. 50)', async () => {
      const page = await desk('负责人', '/desk/year')
      await follow(page, '2025年')
      const year = page.url()
      await follow(page, '存为年度报告草稿')
      await isSound(page, { script })
      await press(page, '存为年度报告草稿')
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('2025年')
      for (const cell of ['received_natural-person', 'partly-granted_natural-person'])
        expect(await page.locator(`#c-${cell}`).textContent(), cell).toMatch(/^\s*1\b/)
      await page.goto(`${year}/closing`)
      await isSound(page, { script })
      await fill(page, { '备注（可以不填）': '与登记簿逐件核对。' })
      await press(page, '封2025年的账')
      expect(await page.getByRole('status').textContent()).toContain('2025年已封账')
    })

    test('a fact of the closed year that comes late changes no figure; it is explained and approved (art. 50)', async () => {
      story.setDay('2026-02-10')
      await act(await dossier('经办人'), '登记行政诉讼', {
        案号: case2,
        人民法院: '示例市云汐区人民法院',
        受理的日期: '2025-12-29',
        怎样起诉: ['复议后起诉'],
      })
      const officer = await desk('经办人', '/desk/year')
      await follow(officer, '2025年')
      expect(await figure(officer, 'litigation-after-reconsideration/pending').textContent()).toBe('0')
      await follow(officer, '封账后的变动')
      expect(await main(officer)).toContain(case2)
      await isSound(officer, { script })
      await officer.getByLabel(/^变动的理由/).fill('受理通知书于2026年2月9日送达。')
      await press(officer, '提交说明')
      expect(await main(officer)).toContain('等待负责人批准。')
      const leader = await story.as('分管领导')
      await leader.goto(officer.url().split('?')[0] ?? '')
      await leader.getByLabel(/^意见/).fill('属实。')
      await press(leader, '批准')
      expect(await main(leader)).toMatch(/已批准。封账的数字不变。[\s\S]*属实。/)
    })

    test('everybody reads in the statistics that somebody asked, and not who', async () => {
      const page = story.citizen
      await page.goto(`${story.site.url}/requests/statistics`)
      expect(await main(page)).toMatch(/2025年[\s\S]*本年新收\s*1 件/)
      expect(await page.content()).not.toMatch(/示例人|示例大道|2025-0001/)
      await isSound(page, { script })
    })

    test('number and code stood in no address, and no page had a fault that only the browser tells', () => {
      const addresses = story.asked.join('\n')
      for (const words of [...Object.values(access), access.receipt.replaceAll('-', ''), '示例人', identity])
        expect(addresses).not.toContain(words)
      expect(story.faults()).toEqual([])
    })
  },
)
