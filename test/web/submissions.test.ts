import { beforeEach, describe, expect, test } from 'vitest'
import { body, movedReport, signedIn, useDistrict } from './desk-world.ts'
import { seen } from './site.ts'

const { held, world, bodies } = useDistrict()
beforeEach(() => {
  world.clock.now = new Date('2022-02-10T02:00:00Z')
})

/** The lines of the board: body, state and timeliness as they are seen. */
function linesOf(html: string) {
  const [, table = ''] = html.match(/<tbody>(.*?)<\/tbody>/s) ?? []
  return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => seen(cell)),
  )
}

const short = (lines: readonly (readonly string[])[]) =>
  lines.map(([name = '', state, , time]) => [name.replace(/示例市云溪区|下属机关的报送情况/g, ''), state, time])

async function submissions() {
  await movedReport(held.db, bodies.civil, [
    ['2022-01-20', 'submitted'],
    ['2022-01-25', 'accepted'],
  ])
  await movedReport(held.db, bodies.water, [['2022-02-03', 'submitted']])
}

describe('The superior sees', () => {
  test('who has submitted, who is late by how much, who has sent nothing, and how many of each', async () => {
    await submissions()
    const site = await signedIn(world, 'government')
    const html = await site.page('/desk/submissions?year=2021')
    expect(short(linesOf(html))).toEqual([
      ['民政局', '已接收2022-01-20', '按期'],
      ['水利局', '已报送2022-02-03', '逾期 3 天'],
      ['财政局', '未报', '逾期 10 天'],
      ['白石镇人民政府', '未报', '逾期 10 天'],
    ])
    const text = seen(html)
    for (const count of ['应报 4', '未报 2', '已报送 1', '已接收 1', '逾期未报 2', '逾期报送 1', '零报告 0'])
      expect(text).toContain(count)
    expect(html).toContain(`href="/desk/reports/${bodies.civil}-2021"`)
  })

  test('the year that reports are due for, unless another is asked', async () => {
    const site = await signedIn(world, 'government')
    expect(await site.page('/desk/submissions')).toContain('<h1>2021年年度报告报送情况</h1>')
    expect(await site.page('/desk/submissions?year=2020')).toContain('<h1>2020年年度报告报送情况</h1>')
  })

  test('all the tree below it, and any branch of it', async () => {
    const site = await signedIn(world, 'government')
    const all = linesOf(await site.page('/desk/submissions?year=2021&scope=all'))
    expect(all.map(([name = '']) => name.replace(/示例市云溪区|下属机关的报送情况/g, ''))).toEqual([
      '民政局',
      '水利局',
      '财政局',
      '白石镇人民政府',
      '白石镇中心学校',
    ])
    const branch = await site.page(`/desk/submissions?year=2021&agency=${bodies.town}`)
    expect(short(linesOf(branch))).toEqual([['白石镇中心学校', '未报', '逾期 10 天']])
    expect(branch).toContain('<a href="/desk/submissions?year=2021">返回本机关的报送情况</a>')
  })

  test('those of one group, and those whose name holds the words, with counts of these', async () => {
    await submissions()
    const site = await signedIn(world, 'government')
    const overdue = linesOf(await site.page('/desk/submissions?year=2021&group=overdue'))
    expect(overdue).toHaveLength(2)
    const named = await site.page(`/desk/submissions?year=2021&q=${encodeURIComponent('水利')}`)
    expect(linesOf(named)).toHaveLength(1)
    expect(seen(named)).toContain('应报 1')
    expect(seen(await site.page('/desk/submissions?year=2021&q=zzz'))).toContain('没有符合条件的机关')
  })

  test('three thousand bodies a hundred at a time', async () => {
    for (let at = 0; at < 250; at += 1) await body(held.db, `第${at}中学`, bodies.town)
    const site = await signedIn(world, 'government')
    const page = (number: number) => site.page(`/desk/submissions?year=2021&agency=${bodies.town}&page=${number}`)
    expect(linesOf(await page(1))).toHaveLength(100)
    expect(linesOf(await page(3))).toHaveLength(51)
    expect(seen(await page(2))).toContain('第 2 页，共 3 页')
    expect(seen(await page(9))).toContain('没有符合条件的机关')
  })

  test('the board as a table of all pages, in which no name is a formula', async () => {
    await body(held.db, '示例', bodies.government, { name: '=HYPERLINK("http://x")' })
    await submissions()
    const site = await signedIn(world, 'government')
    const answer = await site.get('/desk/submissions/table?year=2021')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('2021年报送情况.csv'))
    const csv = (await answer.text()).replace('\ufeff', '').split('\r\n')
    expect(csv[1]).toBe('示例市云溪区民政局,政府部门,2021,已接收,2022-01-20,2022-01-31,按期,0,1,0,')
    expect(csv.find((line) => line.includes('HYPERLINK'))).toMatch(/^"'=HYPERLINK/)
    expect(csv).toHaveLength(7)
  })

  test('a list of the late ones to print', async () => {
    await submissions()
    const site = await signedIn(world, 'government')
    const html = await site.page('/desk/submissions/reminder?year=2021')
    expect(seen(html)).toContain('截至2022年2月10日，示例市云溪区人民政府下属机关中有 2 个逾期')
    expect(linesOf(html).map(([name, , late]) => [name, late])).toEqual([
      ['示例市云溪区财政局', '10 天'],
      ['示例市云溪区白石镇人民政府', '10 天'],
    ])
  })
})

describe('A body', () => {
  test('sees its own state, by when it must act, under which article, and what to do', async () => {
    const site = await signedIn(world, 'civil')
    const text = seen(await site.page('/desk/submissions?year=2021'))
    expect(text).toContain('期限 2022年1月31日，逾期 10 天')
    expect(text).toContain('（条例第四十九条）')
    expect(text).toContain('导入报告文件')
    expect(text).not.toContain('下属机关')
  })

  test('declares nothing to report and takes it back; the superior sees both', async () => {
    const site = await signedIn(world, 'civil')
    const superior = await signedIn(world, 'government')
    const target = { agency: String(bodies.civil), year: '2021' }
    const declared = await site.post('/desk/submissions/nil', { ...target, reason: '<b>年内新组建</b>' })
    expect(declared.status).toBe(303)
    const html = await site.page(declared.headers.get('location') ?? '')
    expect(seen(html)).toContain('零报告已申报')
    expect(html).toContain('&lt;b&gt;年内新组建&lt;/b&gt;')
    const [first] = short(linesOf(await superior.page('/desk/submissions?year=2021')))
    expect(first).toEqual(['民政局', '零报告2022-02-10', '逾期 10 天'])
    expect((await superior.post('/desk/submissions/nil/withdrawn', target)).status).toBe(303)
    const [after] = short(linesOf(await superior.page('/desk/submissions?year=2021')))
    expect(after).toEqual(['民政局', '未报', '逾期 10 天'])
  })

  test('is told why a nil return is refused, and keeps what it wrote', async () => {
    await movedReport(held.db, bodies.civil, [['2022-01-20', 'submitted']])
    const site = await signedIn(world, 'civil')
    const target = { agency: String(bodies.civil), year: '2021' }
    const answer = await site.post('/desk/submissions/nil', { ...target, reason: '没有内容' })
    expect(answer.status).toBe(409)
    expect(seen(await answer.text())).toContain('已有年度报告（已报送），不能申报零报告')
    const empty = await site.post('/desk/submissions/nil', { agency: String(bodies.civil), year: '2020', reason: ' ' })
    expect(seen(await empty.text())).toContain('请写明没有内容可报的理由')
  })
})

describe('What is none of one’s own', () => {
  const paths = ['/desk/submissions', '/desk/submissions/table', '/desk/submissions/reminder']

  test('does not exist: other bodies, those above, those that are not there', async () => {
    const site = await signedIn(world, 'civil')
    for (const path of paths)
      for (const agency of [bodies.government, bodies.water, bodies.elsewhere, 999_999_999_999])
        expect((await site.get(`${path}?agency=${agency}`)).status, `${path} ${agency}`).toBe(404)
    for (const path of ['/desk/submissions/nil', '/desk/submissions/nil/withdrawn']) {
      const foreign = { agency: String(bodies.water), year: '2021', reason: '没有' }
      expect((await site.post(path, foreign)).status).toBe(404)
    }
    expect(await held.db.selectFrom('nil_return').selectAll().execute()).toEqual([])
  })

  test.each([
    'agency=1e3',
    'agency=-1',
    'year=21',
    'year=99999',
    'page=0',
    'scope=x',
    'group=toString',
    'q=%00',
    `q=${'长'.repeat(101)}`,
  ])('nonsense in the address (%s) is said to be so', async (query) => {
    const site = await signedIn(world, 'government')
    for (const path of paths.slice(0, 2)) expect((await site.get(`${path}?${query}`)).status).toBe(400)
    expect(world.lines.filter(({ err }) => err)).toEqual([])
  })

  test('a nil return for no body or no year is nonsense', async () => {
    const site = await signedIn(world, 'government')
    for (const fields of [{}, { agency: '1' }, { year: '2021' }, { agency: 'x', year: '2021' }])
      expect((await site.post('/desk/submissions/nil', { ...fields, reason: '无' })).status).toBe(400)
  })
})
