import { describe, expect, it } from 'vitest'
import { findOtherwiseBreakdown } from '../../src/domain/report/claims/find-otherwise.ts'
import { findPartSums } from '../../src/domain/report/claims/find-part-sums.ts'
import { form2021, readingOf } from './claims-builder.ts'
import { yunxi } from './claims-sheet.ts'

const sumsIn = (prose: string) =>
  findPartSums(readingOf({ cells: yunxi, prose: { overview: prose } })).map(({ total, sum, holds }) => ({
    total,
    sum,
    holds,
  }))

describe('parts that the prose lists behind a total', () => {
  it.each([
    ['共发布解读材料9条，其中文字解读4条、视频解读3条、图片解读2条。', 9],
    ['主动公开政府信息3480条。其中，网站发布2600条，微博发布500条，微信发布380条，公报刊登61条。', 3480],
    ['收到政府信息公开申请174件，其中自然人137件，法人或其他组织37件。', 174],
    ['收到政府信息公开申请174件（其中自然人137件、法人或其他组织37件）。', 174],
    ['行政复议17件，其中结果维持8件，结果纠正3件，其他结果4件，尚未审结2件。', 17],
    ['发布信息1,200条，分别为动态信息700条、政策信息500条。', 1200],
    ['发布信息300条，其中：网站200条（含转发20条），微信100条。', 300],
  ])('are found to give it: %s', (sentence, total) => {
    expect(sumsIn(sentence)).toEqual([{ total, sum: total, holds: true }])
  })

  it.each([
    ['共发布解读材料9条，其中文字解读4条、视频解读4条、图片解读2条。', 9, 10],
    ['收到政府信息公开申请174件，其中自然人136件，法人或其他组织37件。', 174, 173],
    ['收到政府信息公开申请174件，其中自然人147件，法人或其他组织37件。', 174, 184],
    ['行政复议17件，其中结果维持8件，结果纠正3件，其他结果4件，尚未审结1件。', 17, 16],
    ['行政诉讼5件，其中维持4件，纠正2件。', 5, 6],
    ['答复申请100件，其中予以公开60件，部分公开30件，不予公开20件。', 100, 110],
    ['答复申请100件。其中，予以公开60件，部分公开30件，不予公开20件。', 100, 110],
    ['结转下年度继续办理5件，其中自然人3件，法人或其他组织1件。', 5, 4],
  ])('are found not to give it: %s', (sentence, total, sum) => {
    expect(sumsIn(sentence)).toEqual([{ total, sum, holds: false }])
  })

  it.each([
    '发布信息168条，其中机构职能3条，人事信息3条，政策法规8条。',
    '发布信息168条，其中网站150条、微信60条、微博40条。',
    '发布信息168条，主要包括机构职能3条，人事信息300条。',
    '发布信息168条，其中网站100余条、微信90条。',
    '发布信息168条，其中通知公告等100条、政策文件等90条。',
    '收到申请174件，其中予以公开100件，部分公开90件。',
    '收到申请174件，其中自然人137件，不予公开30件，部分公开20件。',
    '收到申请174件，其中自然人137件。',
    '举办培训3次，其中专题培训2次，参训120人次。',
    '收到申请174件，较上年增加24件，其中自然人137件，企业21件。',
    '结转下年度继续办理5件。其中予以公开60件，部分公开19件。',
    '全年办结申请79件，结转下年度继续办理5件，其中予以公开60件，部分公开19件。',
    '办结申请79件；结转下年度继续办理5件；其中予以公开60件，部分公开19件。',
    '答复申请79件，办理补正5件。其中予以公开60件，部分公开19件。',
    '全年召开会议6次，印发通知9份，其中文字通知6份、图片通知2份。',
  ])('are left alone where they need not give it: %s', (sentence) => {
    expect(sumsIn(sentence)).toEqual([])
  })
})

describe('what 其他处理 was made up of', () => {
  const told = (prose: string, cells = yunxi) =>
    findOtherwiseBreakdown(readingOf({ cells, prose: { other: prose } }), form2021)

  it('adds up to the table', () => {
    const [found] = told(
      '2024年政府信息公开申请办理结果中，“其他处理”6件，其中申请人逾期不补正3件，申请人撤回2件，申请内容属于党务信息1件。',
    )
    expect(found).toMatchObject({ stated: 6, sum: 6, table: 6, holds: true })
    expect(found?.parts.map((part) => part.text)).toEqual(['3件', '2件', '1件'])
  })

  it('may stand before the words 其他处理', () => {
    expect(
      told('政府信息公开申请办理结果共有6件属于“其他处理”情形。其中，申请人逾期不补正3件，申请人撤回3件。'),
    ).toMatchObject([{ stated: 6, sum: 6, table: 6, holds: true }])
  })

  it('is told where it does not', () => {
    expect(
      told('政府信息公开申请办理结果中，其他处理6件，其中申请人逾期不补正3件，申请人撤回2件，党务信息2件。'),
    ).toMatchObject([{ stated: 6, sum: 7, table: 6, holds: false }])
  })

  it('is not judged where the list only names examples', () => {
    expect(told('政府信息公开申请办理结果中，其他处理6件，主要是申请人撤回2件，党务信息1件等。')).toEqual([])
  })

  it('is held against the stated number where the table cannot be read', () => {
    const cells = {
      ...yunxi,
      'otherwise.other/total': null,
      'otherwise.clarification-lapsed/total': null,
      'otherwise.fee-unpaid/total': null,
    }
    const blank = Object.fromEntries(
      Object.entries(readingOf({ cells, prose: {} }).cells).map(([key, value]) => [
        key,
        key.startsWith('otherwise') ? null : value,
      ]),
    )
    expect(
      told('政府信息公开申请中其他处理6件，其中申请人逾期不补正3件，申请人撤回3件。', blank as typeof yunxi),
    ).toMatchObject([{ stated: 6, sum: 6, table: null, holds: true }])
  })
})
