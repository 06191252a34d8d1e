import { describe, expect, test } from 'vitest'
import { findingsKey, personalDataIn } from '../../src/domain/request/personal-data.ts'

const applicant = ['示例人甲', '13800000000']

describe('What would make a person known (个人信息保护法第二十五条)', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['nothing of a person', '示例大道二期用地批复（示政土〔2025〕12号），共 3 页，2025年3月5日', []],
    ['the name', '示例人甲申请的用地批复', ['申请人的信息']],
    ['the name, torn by a space', '示例 人甲', ['申请人的信息']],
    ['the name in wide signs of a company', 'ＡＢＣ（示例）', []],
    ['a telephone that is also the applicant’s own', '电话１３８００００００００', ['申请人的信息', '手机号码']],
    ['another telephone', '联系 13912345678', ['手机号码']],
    ['an identity number', '身份证 11010519491231002X', ['居民身份号码']],
    ['a number of eighteen digits that is none', '编号 110105194912310021', []],
    ['an address of mail', '请发 shili@example.com', ['电子邮箱']],
    ['a single sign of the name', '甲方', []],
  ])('%s', (_, text, kinds) => {
    expect(personalDataIn({ answer: text }, applicant).map(({ says }) => says)).toEqual(kinds)
  })

  test('is told by where and how often, never by what it says', () => {
    const found = personalDataIn(
      { title: '示例人甲', answer: '13912345678、13912345679，示例人甲，示例人甲' },
      applicant,
    )
    expect(found).toEqual([
      { text: 'title', kind: 'applicant', says: '申请人的信息', count: 1 },
      { text: 'answer', kind: 'applicant', says: '申请人的信息', count: 2 },
      { text: 'answer', kind: 'mobile', says: '手机号码', count: 2 },
    ])
    expect(findingsKey(found)).toBe('title.applicant.1 answer.applicant.2 answer.mobile.2')
  })
})
