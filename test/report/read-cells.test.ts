import { describe, expect, test } from 'vitest'
import { readPaper } from '../../src/domain/report/read/read-paper.ts'
import { readPiece } from '../../src/domain/report/read/values.ts'
import type { Reading } from '../../src/domain/report/reading.ts'
import { openPaper } from '../../src/formats/open-paper.ts'
import { forms } from './specimens/forms.ts'

const refusals = [
  '1.属于国家秘密',
  '2.其他法律行政法规禁止公开',
  '3.危及“三安全一稳定”',
  '4.保护第三方合法权益',
  '5.属于三类内部事务信息',
  '6.属于四类过程性信息',
  '7.属于行政执法案卷',
  '8.属于行政查询事项',
]
const zeros = '0000000'

/** A page whose cells ran together, as a browser's plain text gives it. */
const ranTogether = (rows: {
  documents?: string
  received?: string
  granted?: string
  settled?: string
}) => `示例县2022年政府信息公开工作年度报告
一、总体情况 本县按期答复。 二、主动公开政府信息情况第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章000行政规范性文件${rows.documents ?? '000'}第二十条第（五）项信息内容本年处理决定数量行政许可106第二十条第（六）项信息内容本年处理决定数量行政处罚21行政强制0第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费91.36 三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 申请人情况 自然人 法人或其他组织 总计 商业 企业 科研 机构 社会公益组织 法律服务机构 其他 一、本年新收政府信息公开申请数量 ${rows.received ?? zeros}二、上年结转政府信息公开申请数量 ${zeros}三、本年度办理结果 （一）予以公开 ${rows.granted ?? zeros}（二）部分公开（区分处理的，只计这一情形，不计其他情形） ${zeros}（三）不予公开 ${refusals.map((label) => label + zeros).join('')}（四）无法提供 1.本机关不掌握相关政府信息${zeros}2.没有现成信息需要另行制作${zeros}3.补正后申请内容仍不明确${zeros}（五）不予处理 1.信访举报投诉类申请${zeros}2.重复申请${zeros}3.要求提供公开出版物${zeros}4.无正当理由大量反复申请${zeros}5.要求行政机关确认或重新出具已获取信息${zeros}（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请${zeros}2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请${zeros}3.其他 ${zeros}（七）总计 ${rows.settled ?? zeros}四、结转下年度继续办理 ${zeros} 四、政府信息公开行政复议、行政诉讼情况行政复议 行政诉讼 结果维持结果纠正其他结果尚未审结总计 未经复议直接起诉 复议后起诉 结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计 0 1 1 0 2 1 0 0 0 1 0 0 0 0 0 五、存在的主要问题及改进情况 有一处不足。 六、其他需要报告的事项 未收取信息处理费。`

async function reading(source: string): Promise<Reading> {
  const opened = await openPaper(new TextEncoder().encode(source))
  if (opened.kind !== 'paper') throw new Error(JSON.stringify(opened))
  const read = readPaper(opened.paper, forms)
  if (!read.ok) throw new Error(read.unreadable.message)
  return read.reading
}

describe('cells that ran together', () => {
  test('are cut where the row’s own total leaves one way: 12300015 is 12, 3, 0, 0, 0, 0, 15', async () => {
    const { cells, chosen } = await reading(
      ranTogether({ received: '123000015', granted: '123000015', settled: '123000015' }),
    )
    expect(cells).toMatchObject({ 'received/natural-person': 12, 'received/enterprise': 3, 'received/total': 15 })
    expect(chosen).toContain('received/natural-person')
  })

  test('stay unread where several cuts are possible and no total decides: 8855698', async () => {
    const { cells, problems } = await reading(ranTogether({ documents: '8855698' }))
    expect(cells).not.toHaveProperty('normative-documents/issued')
    const problem = problems.find(({ cells: keys }) => keys?.includes('normative-documents/issued'))
    expect(problem).toMatchObject({ code: 'cells-unclear' })
  })

  test('stay unread where no cut gives the total: a printed figure is never mended', async () => {
    const { cells } = await reading(ranTogether({ received: '12300099' }))
    expect(cells).not.toHaveProperty('received/total')
  })

  test('leave the next row its item number: 00000002.其他 is seven zeros', async () => {
    const { cells, sources } = await reading(ranTogether({}))
    expect(cells['refused.state-secret/total']).toBe(0)
    expect(sources['refused.state-secret/total']?.text).toBe('0')
  })

  test('every value is what the source prints at its place', async () => {
    const source = ranTogether({ received: '123000015', granted: '123000015', settled: '123000015' })
    const { cells, sources } = await reading(source)
    for (const [key, place] of Object.entries(sources)) {
      expect(source.slice(place.start, place.end), key).toBe(place.text)
      expect(Number(place.text), key).toBe(cells[key])
    }
  })
})

describe('one piece of a value area', () => {
  const known = '行政许可\n本年处理决定数量'
  const values = (text: string) =>
    readPiece(text, 0, known, '').tokens.map((token) => (token.kind === 'number' ? token.value : token.kind))

  test.each([
    ['3,194.752', [3194.752]],
    ['92.2343万元', [92.2343]],
    ['22（其中修订16件）'.replace('（', '(').replace('）', ')'), [22]],
    ['减3', [-3]],
    ['增加 2', [2]],
    ['-5', [-5]],
    ['/', ['blank']],
    ['—'.replace('—', '-'), ['blank']],
    ['不适用', ['blank']],
    ['1\uFFFD5', ['lost']],
    ['-3-', []],
    ['-------- ---- --', []],
    ['- - -', ['blank', 'blank', 'blank']],
    ['第 3 页 共 8 页', []],
    ['12%', []],
    ['2021年年度报告', []],
    ['0 0 12 0', [0, 0, 12, 0]],
    ['0件', [0]],
    ['12 件', [12]],
    ['0(其中代收0件)', [0]],
    ['0.0', [0]],
    ['+3', [3]],
    ['0*', [0]],
    ['22①', [22]],
    ['¥12.5万元', [12.5]],
    ['0&nbsp;', [0]],
    ['1,204。', [1204]],
    ['#DIV/0!', ['lost']],
    ['A0', ['lost']],
    ['0A', ['lost']],
    ['l0', ['lost']],
    ['1,2O4', ['lost']],
    ['1e9', ['lost']],
    ['0x1F', ['lost']],
    ['1/2/3', ['lost']],
    ['1½', ['lost']],
    ['.5', ['lost']],
    ['0.1.2', ['lost']],
    ['≥5', ['lost']],
    ['5[1]', ['lost']],
    ['=5', ['lost']],
    ['٣5', ['lost']],
    ['第1', ['lost']],
    ['0 A1 7', [0, 'lost', 7]],
  ])('%s is read as %j', (text, expected) => expect(values(text)).toEqual(expected))

  test('a numbered label ends the row, whatever its letters', () => {
    expect(readPiece('4.书护第三方合法权益', 0, known, '')).toEqual({ tokens: [], ended: true })
  })

  test('keeps unit and remark beside the number', () => {
    expect(readPiece('22件(其中修订16件)', 0, known, '').tokens).toMatchObject([
      { value: 22, unit: '件', remark: '其中修订16件' },
    ])
  })
})
