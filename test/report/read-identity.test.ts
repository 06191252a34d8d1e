import { describe, expect, test } from 'vitest'
import { flatten } from '../../src/domain/report/read/flatten.ts'
import { agencyOf, contactOf, periodOf, titleOf, yearOf } from '../../src/domain/report/read/identity.ts'

describe('which body and which year', () => {
  test.each([
    ['示例县水务局2020年政府信息公开工作年度报告', [], '示例县水务局'],
    ['2019年示例市人民政府办公厅政府信息公开工作年度报告', [], '示例市人民政府办公厅'],
    [null, ['如有疑问，请与示例县人民政府办公室联系（地址：样本路1号）。'], '示例县人民政府'],
    [null, ['请与示例市云溪区经济局办公室联系(电话：0000-1234567)。'], '示例市云溪区经济局'],
    [
      '2021年政府信息公开工作年度报告',
      ['对本报告如有疑问，请与云溪新区管委会办公室电子政务处联系。'],
      '云溪新区管委会',
    ],
  ])('%s, %j: %s', (title, texts, agency) => expect(agencyOf(title, texts)).toBe(agency))

  test.each([
    ['首页 > 政府信息公开 > 政府信息公开年报', '政府信息公开年报'],
    ['当前位置：首页 » 年报 » 示例县2020年政府信息公开年报', '示例县2020年政府信息公开年报'],
  ])('of the way to the page (%s) only the end may be the title', (text, title) => {
    expect(titleOf({}, [{ text }])).toBe(title)
  })

  test('the statistics period outweighs a title of another year', () => {
    expect(yearOf('示例县2021年政府信息公开年度报告', { from: '2020-01-01' }, ['2020年我局…'])).toBe(2020)
  })

  test('a document number of another year does not speak of the report’s year', () => {
    expect(yearOf(null, null, ['按照国办公开办函〔2019〕60号，2020年我局收到申请。'])).toBe(2020)
  })

  test.each([
    ['2020年1月1日至2020年12月31日', '2020-01-01', '2020-12-31'],
    ['自2020年1月1日起至12月31日止', '2020-01-01', '2020-12-31'],
    ['2020 年1 月1 日至12 月31日', '2020-01-01', '2020-12-31'],
  ])('period %s', (text, from, to) => expect(periodOf([`统计期限为${text}。`])).toEqual({ from, to }))

  test('contact data as the preamble gives them', () => {
    const text = '请联系（地址：样本路8号二楼，邮编：000000，电话：0000-1234567，传真：0000-7654321）。'
    expect(contactOf([text])).toEqual({
      address: '样本路8号二楼',
      postcode: '000000',
      telephone: '0000-1234567',
      fax: '0000-7654321',
    })
  })

  test('地址、联系方式 in prose is no address', () => {
    expect(contactOf(['及时发布办公地址、联系方式等信息。'])).toEqual({})
  })
})

describe('text made plain', () => {
  test.each([
    ['报(bào)告', '报告'],
    ['公(gong)(gong)开', '公开'],
    ['办（bàn）理', '办理'],
    ['皖I(lǐng)CP', '皖ICP'],
  ])('%s loses the pinyin that was put between', (text, plain) => {
    expect(flatten(text).replaceAll('\ue000', '')).toBe(plain)
    expect(flatten(text)).toHaveLength(text.length)
  })

  test.each(['三公(app)', '(一)予以公开', '采购(万元)', '平台(PC端)'])('%s keeps its brackets', (text) => {
    expect(flatten(text)).toBe(text)
  })

  test('full-width digits, signs and spaces become plain ones at the same places', () => {
    expect(flatten('－３　１，２３４．５％')).toBe('-3 1,234.5%')
  })
})
