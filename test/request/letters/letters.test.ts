import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type LetterKind,
  letterKinds,
  letterNumber,
  recordResults,
  replyKindOf,
} from '../../../src/domain/request/letters/kinds.ts'
import { detailsOf, writeLetter } from '../../../src/domain/request/letters/write-letter.ts'
import { outcomeIds } from '../../../src/domain/request/outcomes.ts'
import { examples, subject } from './examples.ts'
import { missingFor, saidIn, written } from './written.ts'

const kinds = Object.keys(letterKinds) as readonly LetterKind[]
const regulations = '《中华人民共和国政府信息公开条例》'

/** What a reader of each letter must find in it (条例第二十九条至第四十二条). */
const elements: { readonly [Kind in LetterKind]: readonly string[] } = {
  'application-form': [
    '江示例',
    '☑自然人',
    '身份证明名称',
    '000000190001010000',
    '补偿安置方案',
    '☑电子文档',
    '☑电子邮件',
  ],
  receipt: [
    '2025-0047',
    '互联网',
    '2025年3月3日（互联网提交，以双方确认之日为收到申请之日）',
    '秦经办',
    '2025年3月31日',
  ],
  'clarification-notice': ['第三十条', '形成的时间范围', '2025年3月31日', '视为放弃申请', '不再处理'],
  'reasons-notice': ['第三十五条', '46件', '短期内集中申请的原因', '2025年3月28日', '不予处理'],
  'delay-notice': ['第三十五条', '理由合理', '逐卷查阅', '2025年6月30日'],
  'extension-notice': ['第三十三条第二款', '2025年3月31日', '2025年4月29日', '林负责同意', '20个工作日', '调取'],
  'third-party-consultation': [
    '第三十二条',
    '施工合同',
    '15个工作日',
    '逾期未提出意见',
    '☐不同意公开',
    '不同意公开的部分及理由',
  ],
  'consultation-notice': ['第三十三条第三款', '2025年3月10日', '第三方', '不计算在答复期限内'],
  'third-party-disclosure-notice': ['第三十二条', '工程概况', '公共利益', '行政复议', '行政诉讼'],
  'co-maker-consultation': ['第三十四条', '15个工作日', '视为同意公开', '联合实施意见'],
  'co-agency-letter': ['第三十三条第三款', '2025年3月25日', '拨付凭证', '不计算'],
  'fee-notice': [
    '第四十二条',
    '国办函〔2020〕109号',
    '按件计收',
    '3000元',
    '30日内',
    '2025年4月21日',
    '视为放弃申请',
    '非税收入窗口',
  ],
  'reply.already-public': ['第三十六条第（一）项', 'https://www.yunxi.example/zdgk/tdzs/202411/t20241105.html'],
  'reply.granted': ['第三十六条第（二）项', '第四十条', '补偿标准', '电子文档', '18', '提供方式', '提供时间'],
  'reply.partly-granted': [
    '第三十七条',
    '补偿标准',
    '补偿方案第三稿',
    '第十六条第二款',
    '被征收户名单',
    '第十五条',
    '个人隐私',
  ],
  'reply.refused.state-secret': ['第十四条', '第三十六条第（三）项', '秘密级', '测绘成果', '不予公开'],
  'reply.refused.prohibited-by-law': ['第十四条', '《中华人民共和国统计法》第二十八条', '不予公开'],
  'reply.refused.security-stability': ['第十四条', '公共安全', '供水泵站', '不予公开'],
  'reply.refused.third-party-rights': ['第十五条', '第三十二条', '商业秘密', '3月18日书面不同意公开', '不予公开'],
  'reply.refused.internal-affairs': ['第十六条第一款', '内部工作流程', '收文流转', '不予公开'],
  'reply.refused.deliberative': ['第十六条第二款', '过程稿', '误认为最终决定', '不予公开'],
  'reply.refused.enforcement-file': ['第十六条第二款', '云汐自然资罚〔2024〕3号', '不予公开'],
  'reply.refused.registry-query': ['第三十六条第（七）项', '《不动产登记暂行条例》第二十七条', '不动产登记中心'],
  'reply.unavailable.not-existing': ['第三十六条第（四）项', '检索范围', '档案室', '检索方法', '逐卷', '不存在'],
  'reply.unavailable.not-responsible': [
    '第三十六条第（五）项',
    '未制作也不保存',
    '示例市云汐区人民政府负责公开',
    '0000-8640001',
  ],
  'reply.unavailable.needs-creating': ['第三十八条', '没有现成', '逐卷统计', '不予提供'],
  'reply.unavailable.still-unclear': ['第三十条', '2025年3月6日', '2025年3月14日', '仍不明确', '特征性描述'],
  'reply.not-processed.petition': ['第三十九条第一款', '投诉', '信访局', '不作为政府信息公开申请处理'],
  'reply.not-processed.repeat': ['第三十六条第（六）项', '云汐公复〔2024〕31号', '2024年12月2日', '不予重复处理'],
  'reply.not-processed.published-material': ['第三十九条第二款', '公报》2024年第4期', '图书馆'],
  'reply.not-processed.excessive': ['第三十五条', '2025年3月10日', '督促有关部门', '无具体联系', '不予处理'],
  'reply.not-processed.reissue': ['第二条', '第三十六条', '征收补偿协议', '不予处理'],
  'reply.otherwise.clarification-lapsed': ['第三十条', '云汐公补〔2025〕5号', '2025年3月18日', '不再处理'],
  'reply.otherwise.fee-unpaid': ['第四十二条', '云汐公费〔2025〕1号', '3000元', '2025年4月7日', '不再处理'],
  'reply.otherwise.withdrawn': ['2025年3月12日', '书面声明', '撤回', '终止办理'],
  'reply.otherwise.not-government-information': ['第二条', '不属于政府信息', '咨询'],
  'reply.otherwise.party-affairs': ['第二条', '党务信息', '会议纪要'],
  'reply.otherwise.other': ['第三十六条', '不再办理', '行政诉讼取得'],
  'reply.corrected': ['第四十一条', '不一致', '98.6平方米', '2025年3月18日予以更正'],
  'reply.not-corrected': ['第四十一条', '不予更正', '不能证明'],
  'reply.transferred': ['第四十一条', '不动产登记中心', '2025年3月18日', '转送'],
  'correcting-letter': ['云汐公复〔2025〕11号', '2025年3月17日', '共2份18页', '共2份21页'],
  'review-sheet': ['2025-0047', '2025年3月31日', '予以公开', '周科长', '2025年3月17日', '分管领导'],
  'delivery-receipt': ['云汐公复〔2025〕12号', '江示例', '邮政寄送', '受送达人签名或者盖章', '青石路2号'],
  envelope: ['000101', '江示例', '示例市云汐区自然资源局', '000100'],
}

const toApplicant = kinds.filter((kind) => letterKinds[kind].to === 'applicant')
const withNumber = kinds.filter((kind) => letterKinds[kind].word !== undefined)

describe('Letters of a request', () => {
  test.each(kinds)('%s holds all that the law wants in it', (kind) => {
    const said = saidIn(written(kind))
    for (const element of elements[kind]) expect(said).toContain(element)
  })

  test.each(kinds)('%s leaves no gap and no word of the program in its text', (kind) => {
    const said = `${saidIn(written(kind))}${written(kind).title}`
    expect(said).not.toMatch(/undefined|null|NaN|\[object|。。|，。|：。|。”。|\$\{/)
  })

  test.each(toApplicant)('%s names the applicant, the day of receipt and what was asked for', (kind) => {
    const paper = written(kind)
    expect(paper.addressee).toBe('江示例')
    expect(saidIn(paper)).toContain('2025-0047')
    if (kind === 'correcting-letter') return
    expect(saidIn(paper)).toContain('2025年3月3日')
    expect(saidIn(paper)).toContain('2024年望河片区土地征收补偿安置方案及补偿标准')
  })

  test.each(withNumber)('%s bears the organ, its number, the day and whom to ask', (kind) => {
    expect(written(kind)).toMatchObject({
      organ: '示例市云汐区自然资源局',
      title: `示例市云汐区自然资源局${letterKinds[kind].title}`,
      number: '云汐公复〔2025〕12号',
      signature: { by: '示例市云汐区自然资源局', on: '2025-03-20' },
      contact: '联系人：秦经办，联系电话：0000-8640002',
    })
  })

  test.each(kinds.filter((kind) => letterKinds[kind].remedies))(
    '%s cites its articles and tells the remedies',
    (kind) => {
      const said = saidIn(written(kind))
      expect(said).toContain('向示例市云汐区人民政府申请行政复议')
      expect(said).toContain('示例市云汐区人民法院提起行政诉讼')
      if (kind !== 'reply.otherwise.withdrawn') expect(said).toContain(regulations)
    },
  )

  test.each(kinds.filter((kind) => !letterKinds[kind].remedies))(
    '%s, contesting nothing, tells no remedies',
    (kind) => {
      expect(saidIn(written(kind))).not.toMatch(/申请行政复议|提起行政诉讼/)
    },
  )

  test('every outcome and every result of a correction has its reply', () => {
    const replies = [...outcomeIds, ...(Object.keys(recordResults) as (keyof typeof recordResults)[])].map(replyKindOf)
    expect(replies.filter((kind) => letterKinds[kind].remedies && letterKinds[kind].word === '复')).toHaveLength(29)
    expect(kinds.filter((kind) => kind.startsWith('reply.')).sort()).toEqual([...replies].sort())
  })

  test('a third party is not told who asked (art. 32)', () => {
    const paper = written('third-party-consultation')
    expect(JSON.stringify(paper)).not.toContain('江示例')
    expect(paper.addressee).toBe('云汐示例建设有限公司')
  })

  test('a firm is not spoken to as a person', () => {
    const applicant = { ...subject.applicant, name: '云汐示例建设有限公司', type: 'enterprise' } as const
    for (const kind of toApplicant.filter(
      (one) => !/reasons|fee-notice|needs-creating|petition|excessive|reissue|not-government|otherwise.other/.test(one),
    ))
      expect(saidIn(written(kind, { applicant })), kind).not.toContain('您')
  })

  test('the fee is the sum of its lines: 35 requests in a month are 3000 yuan (art. 42)', () => {
    expect(saidIn(written('fee-notice'))).toContain('应当缴纳信息处理费3000元。')
    const pages = [
      { band: '第1页至第30页', count: 30, rate: 0 },
      { band: '第31页至第100页', count: 70, rate: 10 },
      { band: '第101页至第200页', count: 100, rate: 20 },
      { band: '第201页以上', count: 1300, rate: 40 },
    ]
    expect(saidIn(written('fee-notice', {}, { method: 'pages', lines: pages }))).toContain('信息处理费54700元。')
  })

  test('a request of many lines is repeated line by line', () => {
    const request = { ...subject.request, content: '一、补偿方案；\n\n二、补偿标准。' }
    expect(written('reply.not-processed.repeat', { request }).blocks.slice(0, 3)).toEqual([
      {
        kind: 'paragraph',
        text: '本机关于2025年3月3日收到您提出的政府信息公开申请（申请编号：2025-0047），申请公开的内容为：',
      },
      { kind: 'quote', text: '一、补偿方案；' },
      { kind: 'quote', text: '二、补偿标准。' },
    ])
  })

  test('what was unclear is repeated with its clarification, from whose day the limit runs (art. 30)', () => {
    const clarified = { on: '2025-03-20', text: '2019年的补偿方案，涉及示例路北侧。' }
    const request = { ...subject.request, content: '补偿材料', clarified }
    for (const kind of ['reply.granted', 'extension-notice'] as const)
      expect(saidIn(written(kind, { request })), kind).toMatch(
        /“补偿材料”。.*本机关于2025年3月20日收到您的补正：“2019年的补偿方案，涉及示例路北侧”。/s,
      )
  })

  test('whatever is asked for, every line of it stands in the letter', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }), (asked) => {
        const content = asked.join('\n')
        fc.pre(content.trim() !== '')
        const said = saidIn(written('reply.not-processed.repeat', { request: { ...subject.request, content } }))
        for (const line of content.split('\n')) expect(said).toContain(line.trim().replace(/[。．.；;]+$/, ''))
      }),
    )
  })

  test('a draft has no number, and needs none', () => {
    const paper = written('reply.granted', { draft: true })
    expect(paper).toMatchObject({ draft: true })
    expect(paper).not.toHaveProperty('number')
  })

  test('numbers are made of the short code, the word, the year and the serial', () => {
    const asked = { numberWord: '云汐公', year: 2025, serial: 12 }
    expect(letterNumber(letterKinds['reply.granted'].word, asked)).toBe('云汐公复〔2025〕12号')
    expect(letterNumber(letterKinds['clarification-notice'].word, asked)).toBe('云汐公补〔2025〕12号')
    expect(letterKinds.envelope.word).toBeUndefined()
  })
})

/** Details that must be given, and not those inside of others. */
const wanted = (kind: LetterKind) =>
  Object.entries(detailsOf(kind)).flatMap(([name, { required }]) => (required ? [name] : []))

describe('A letter that lacks something', () => {
  test.each(kinds)('%s is not written without its details, and all are told at once', (kind) => {
    expect(missingFor(kind, {}, {})).toEqual(wanted(kind))
    const blank = Object.fromEntries(Object.keys(examples[kind]).map((name) => [name, '  ']))
    expect(missingFor(kind, {}, blank)).toEqual(wanted(kind))
  })

  test('each missing detail says what to write and on what article it rests', () => {
    expect(writeLetter('clarification-notice', subject, { until: '2025-02-30' })).toEqual({
      ok: false,
      missing: [
        { field: 'toCorrect', says: '请写明需要补正的事项。', article: '条例第三十条' },
        { field: 'until', says: '补正期限应当是日期，写作 2025-03-20。', article: '条例第三十条' },
      ],
    })
  })

  test('the place of a missing detail is told inside a list, too', () => {
    const refused = [
      { title: '方案', ground: 'granted', reason: '' },
      { title: '', ground: 'refused.deliberative', reason: '未定' },
    ]
    expect(missingFor('reply.partly-granted', {}, { ...examples['reply.partly-granted'], refused })).toEqual([
      'refused.0.ground',
      'refused.0.reason',
      'refused.1.title',
    ])
  })

  test('what the office has not filled in is told with where to fill it in', () => {
    const organ = {
      ...subject.organ,
      court: '',
      reconsiderationOrgan: ' ',
      contact: { ...subject.organ.contact, phone: '' },
    }
    const letter = writeLetter('reply.granted', { ...subject, organ }, {})
    expect(letter.ok ? [] : letter.missing.slice(0, 3)).toEqual([
      {
        field: 'organ.contact.phone',
        says: '尚未填写联系电话，请在信息公开工作机构资料中填写。',
        article: '条例第十二条',
      },
      {
        field: 'organ.reconsiderationOrgan',
        says: '尚未填写行政复议机关，不能告知救济途径。请在信息公开工作机构资料中填写，再发出答复。',
        article: '行政复议法第二十四条',
      },
      {
        field: 'organ.court',
        says: '尚未填写有管辖权的人民法院，不能告知救济途径。请在信息公开工作机构资料中填写，再发出答复。',
        article: '行政诉讼法第四十五条',
      },
    ])
  })

  test('a process notice goes out without an organ of reconsideration', () => {
    const organ = { ...subject.organ, court: '', reconsiderationOrgan: '' }
    expect(missingFor('extension-notice', { organ }, examples['extension-notice'])).toEqual([])
  })

  test('nothing that bears a number goes out without one', () => {
    for (const kind of withNumber) expect(missingFor(kind, { number: '' }, examples[kind])).toEqual(['number'])
  })

  test('an envelope needs both postcodes', () => {
    const applicant = { ...subject.applicant, postcode: '' }
    expect(missingFor('envelope', { applicant }, {})).toEqual(['applicant.postcode'])
  })

  test('the other organ is named where it can be told, and then with its contact (art. 36 item 5)', () => {
    const { reason } = examples['reply.unavailable.not-responsible']
    expect(missingFor('reply.unavailable.not-responsible', {}, { reason })).toEqual([])
    expect(
      missingFor('reply.unavailable.not-responsible', {}, { reason, responsible: { name: '示例市云汐区水务局' } }),
    ).toEqual(['responsible.contact'])
  })

  test('details of any make are refused, never thrown at', () => {
    for (const junk of [null, 7, 'x', [], { toCorrect: [7], until: {} }, { toCorrect: {}, until: 20250320 }])
      expect(missingFor('clarification-notice', {}, junk)).toEqual(['toCorrect', 'until'])
  })
})
