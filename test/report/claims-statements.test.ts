import { describe, expect, it } from 'vitest'
import { findContradictions } from '../../src/domain/report/claims/find-contradictions.ts'
import { findRatios } from '../../src/domain/report/claims/find-ratios.ts'
import { type Figures, form2021, readingOf } from './claims-builder.ts'
import { yunxi } from './claims-sheet.ts'

const ratiosIn = (prose: string) =>
  findRatios(readingOf({ cells: yunxi, prose: { overview: prose } }), form2021).map(({ value, kind, holds }) => ({
    value,
    kind,
    holds,
  }))

describe('a percentage', () => {
  it.each([
    ['答复政府信息公开申请180件，予以公开69件，占38.3%。', 38.3, 'share'],
    ['政府信息公开申请中，予以公开69件，占总数的38.33%。', 38.33, 'share'],
    ['政府信息公开申请中，不予公开30件，占收到申请的17.2%。', 17.2, 'share'],
    ['收到政府信息公开申请174件，自然人137件，占比79%。', 79, 'share'],
    ['因政府信息公开被申请行政复议17件，维持8件，占47.1%。', 47.1, 'share'],
    ['主动公开信息3480条，其中网站2600条，占74.7%。', 74.7, 'share'],
    ['收到政府信息公开申请174件，办结180件，办结率96.3%。', 96.3, 'rate'],
    ['收到政府信息公开申请174件，比上年增加24件，增长16%。', 16, 'change'],
    ['2024年收到政府信息公开申请174件，较2023年的150件增长16%。', 16, 'change'],
    ['2023年收到政府信息公开申请232件，2024年收到174件，同比下降25%。', 25, 'change'],
  ])('that the figures give: %s', (sentence, value, kind) => {
    expect(ratiosIn(sentence)).toEqual([{ value, kind, holds: true }])
  })

  it.each([
    ['答复政府信息公开申请180件，予以公开69件，占39.3%。', 39.3, 'share'],
    ['政府信息公开申请中，不予公开30件，占20.5%。', 20.5, 'share'],
    ['收到政府信息公开申请174件，办结180件，办结率100%。', 100, 'rate'],
    ['主动公开信息3480条，其中网站2600条，占84.7%。', 84.7, 'share'],
    ['收到政府信息公开申请174件，比上年增加24件，增长14%。', 14, 'change'],
    ['2024年收到政府信息公开申请174件，较2023年的150件增长61%。', 61, 'change'],
  ])('that they do not give: %s', (sentence, value, kind) => {
    expect(ratiosIn(sentence)).toEqual([{ value, kind, holds: false }])
  })

  it.each([
    '收到政府信息公开申请174件，申请数量较去年回落12.3%。',
    '收到政府信息公开申请174件，按时办结率100%。',
    '收到留言120件，答复率100%，办结率98%。',
    '网站访问量120万次，同比增长32%。',
    '政务公开占年度考核的分值权重不低于4%。',
    '抽查合格率100%。',
    '自然人和企业分别占79%和12%。',
  ])('that nothing here can judge is left alone: %s', (sentence) => {
    expect(ratiosIn(sentence)).toEqual([])
  })
})

describe('a statement without a figure', () => {
  const kinds = (prose: string, cells: Figures = yunxi) =>
    findContradictions(readingOf({ cells, prose: { overview: prose } }), form2021).map(
      ({ kind, value }) => `${kind} ${value}`,
    )

  it.each([
    ['2024年共收到政府信息公开申请174件，全部办结。', 'all-settled 7'],
    ['收到的政府信息公开申请均已办结。', 'all-settled 7'],
    ['全年依申请公开收件均已答复。', 'all-settled 7'],
    ['2024年，我区未发生因政府信息公开引发的行政复议、行政诉讼。', 'no-disputes 32'],
    ['本年度没有行政复议。', 'no-disputes 17'],
    ['全年无行政诉讼案件。', 'no-disputes 15'],
    ['没有被申请行政复议和提起行政诉讼的情况。', 'no-disputes 32'],
    ['全年零复议、零诉讼。', 'no-disputes 32'],
    ['行政复议17件，未发生行政诉讼。', 'no-disputes 15'],
    ['2024年我区未收到政府信息公开申请。', 'no-requests 174'],
    ['本年度没有收到依申请公开事项。', 'no-requests 174'],
    ['政府信息公开行政复议17件，均获维持。', 'all-upheld 3'],
    ['因政府信息公开引发的行政诉讼全部维持。', 'all-upheld 1'],
  ])('that the tables deny: %s', (sentence, expected) => {
    expect(kinds(sentence)).toEqual([expected])
  })

  it.each([
    '共办结政府信息公开申请180件，均已答复。',
    '收到政府信息公开申请174件，除结转下年度7件外，其余全部办结。',
    '收到政府信息公开申请174件，均在法定期限内答复。',
    '收到群众留言120件，全部办结。',
    '区长信箱来信均已办结。',
    '办理人大建议12件，全部答复。',
    '2023年未收到政府信息公开申请。',
    '区教育局未收到政府信息公开申请。',
    '下一步，确保依申请公开全部办结。',
    '未发生因答复不及时引发的行政复议。',
    '全年没有行政诉讼败诉案件。',
    '2023年未发生行政复议。',
    '全年无行政复议案件积压。',
    '未发生重大行政诉讼。',
    '未发生因不履行答复职责引发的行政诉讼。',
    '依申请公开工作无诉讼风险。',
    '各单位未发生一起行政复议被纠正情况。',
    '未收到依申请公开收费投诉。',
    '未收到企业提出的政府信息公开申请更正要求。',
    '无因政府信息公开被追究责任的情形。',
    '我区收到政府信息公开申请174件，行政复议17件，行政诉讼15件。',
  ])('that the tables do not deny: %s', (sentence) => {
    expect(kinds(sentence)).toEqual([])
  })

  it('agrees with tables that hold nothing', () => {
    const prose = '2024年未收到政府信息公开申请，未发生行政复议、行政诉讼。依申请公开事项全部办结。'
    expect(kinds(prose, {})).toEqual([])
  })
})
