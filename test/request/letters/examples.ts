import type { LetterKind } from '../../../src/domain/request/letters/kinds.ts'
import type { LetterSubject } from '../../../src/domain/request/letters/subject.ts'

/** A dossier of an invented bureau; what a test is about it says itself. */
export const subject: LetterSubject = {
  organ: {
    name: '示例市云汐区自然资源局',
    reconsiderationOrgan: '示例市云汐区人民政府',
    court: '示例市云汐区人民法院',
    onlineReview: 'https://fuyi.yunxi.example',
    contact: { person: '秦经办', phone: '0000-8640002', address: '示例市云汐区望河路1号', postcode: '000100' },
  },
  request: {
    number: '2025-0047',
    receivedOn: '2025-03-03',
    receiptBasis: '互联网提交，以双方确认之日为收到申请之日',
    channel: '互联网',
    content: '2024年望河片区土地征收补偿安置方案及补偿标准',
    formWanted: '电子文档，电子邮件',
  },
  applicant: { name: '江示例', type: 'natural-person', address: '示例市云汐区青石路2号', postcode: '000101' },
  today: '2025-03-20',
  sentBy: 'mail',
  number: '云汐公复〔2025〕12号',
  draft: false,
}

const reason = '公开该信息将使尚未议定的补偿意见被误认为最终决定，影响协商'

const disclosed = [
  { title: '望河片区土地征收补偿安置方案', medium: '电子文档', pages: 18 },
  { title: '望河片区征收补偿标准', medium: '纸质', pages: 3 },
]

/** Details that make every letter whole. */
export const examples = {
  'application-form': {
    name: '江示例',
    type: 'natural-person',
    identityKind: '居民身份证',
    identityNumber: '000000190001010000',
    phone: '00000000047',
    email: 'jiang@example.org',
    address: '示例市云汐区青石路2号',
    postcode: '000101',
    information: '2024年望河片区土地征收补偿安置方案及补偿标准',
    carrier: 'electronic',
    way: 'e-mail',
    appliedOn: '2025年3月1日',
  },
  receipt: { replyDue: '2025-03-31' },
  'clarification-notice': {
    toCorrect: ['所申请信息的名称、文号或者其他特征性描述', '所申请信息形成的时间范围'],
    until: '2025-03-31',
  },
  'reasons-notice': {
    facts: '自2025年1月1日至3月3日，您共向本机关提出政府信息公开申请46件，其中内容相近的31件',
    toExplain: ['所申请信息与您自身的关系', '短期内集中申请的原因'],
    until: '2025-03-28',
  },
  'delay-notice': { reason: '所申请的31项信息须逐卷查阅2018年以来的征收档案', until: '2025-06-30' },
  'extension-notice': {
    due: '2025-03-31',
    newDue: '2025-04-29',
    workdays: 20,
    ground: '申请涉及的档案需要从示例市档案馆调取',
    approver: '林负责',
  },
  'third-party-consultation': {
    party: '云汐示例建设有限公司',
    information: '望河片区安置房项目施工合同（云汐示例建设有限公司，2024年）',
    concern: '合同中的工程单价、付款条件等可能属于商业秘密',
  },
  'consultation-notice': { consulted: 'third-party', from: '2025-03-10' },
  'third-party-disclosure-notice': {
    party: '云汐示例建设有限公司',
    disclosed: ['望河片区安置房项目施工合同的工程概况、工期和质量标准'],
    reason: '安置房的质量和交付时间关系被征收人切身利益，不公开可能对公共利益造成重大影响',
    opinion: '你方于2025年3月18日书面表示不同意公开，未说明合理理由',
  },
  'co-maker-consultation': {
    partner: '示例市云汐区住房和城乡建设局',
    information: '关于望河片区征收补偿的联合实施意见（云汐自然资〔2024〕7号）',
  },
  'co-agency-letter': {
    partner: '示例市云汐区财政局',
    asked: ['核实望河片区征收补偿资金的拨付凭证是否由你机关保存', '提出该信息能否公开的意见'],
    until: '2025-03-25',
  },
  'fee-notice': {
    method: 'items',
    facts: '您于2025年3月共提出政府信息公开申请35件',
    lines: [
      { band: '第1件至第10件', count: 10, rate: 0 },
      { band: '第11件至第30件', count: 20, rate: 100 },
      { band: '第31件至第35件', count: 5, rate: 200 },
    ],
    howToPay: '凭本通知书到示例市云汐区政务服务中心非税收入窗口缴纳，或者按所附缴款码缴纳',
    until: '2025-04-21',
  },
  'reply.already-public': {
    published: [
      { title: '望河片区土地征收补偿安置方案', where: 'https://www.yunxi.example/zdgk/tdzs/202411/t20241105.html' },
    ],
  },
  'reply.granted': {
    disclosed,
    way: '以电子文档形式发送至申请表所留电子邮箱',
    when: '与本答复书同时提供',
    attachments: ['望河片区土地征收补偿安置方案', '望河片区征收补偿标准'],
  },
  'reply.partly-granted': {
    disclosed,
    way: '以电子文档形式发送至申请表所留电子邮箱',
    when: '与本答复书同时提供',
    refused: [
      { title: '补偿方案第三稿', ground: 'refused.deliberative', reason },
      {
        title: '被征收户名单',
        ground: 'refused.third-party-rights',
        reason: '涉及被征收人的个人隐私，经征求意见，被征收人不同意公开',
      },
    ],
  },
  'reply.refused.state-secret': {
    classification: '秘密级，示例市自然资源局2023年确定，依据为《自然资源工作国家秘密范围的规定》',
    reason: '含有未公开的大比例尺测绘成果',
  },
  'reply.refused.prohibited-by-law': {
    law: '《中华人民共和国统计法》第二十八条',
    reason: '属于能够识别单个统计调查对象身份的资料',
  },
  'reply.refused.security-stability': { danger: 'public', reason: '含有供水泵站安全防护设施的位置和布置' },
  'reply.refused.third-party-rights': {
    right: 'commercial',
    consultation: '本机关于2025年3月10日书面征求云汐示例建设有限公司意见，该公司于3月18日书面不同意公开并说明理由',
    reason: '工程单价是该公司采取保密措施的经营信息，公开会损害其竞争地位',
  },
  'reply.refused.internal-affairs': { affair: 'workflow', reason: '系本机关内部收文流转记录，不影响公众权利义务' },
  'reply.refused.deliberative': { stage: 'draft', reason },
  'reply.refused.enforcement-file': { file: '云汐自然资罚〔2024〕3号案卷', reason: '属于行政处罚案件的调查询问材料' },
  'reply.refused.registry-query': {
    law: '《不动产登记暂行条例》第二十七条',
    office: '示例市云汐区不动产登记中心，示例市云汐区望河路8号，凭身份证明到窗口查询',
  },
  'reply.unavailable.not-existing': {
    scope: '本机关2023年至2025年收发文登记、征收科业务档案、档案室全部目录',
    method: '以“望河片区”“补偿”为关键词检索电子档案，并逐卷查阅征收科2024年档案',
  },
  'reply.unavailable.not-responsible': {
    reason: '该方案由示例市云汐区人民政府制作，本机关未制作也不保存',
    responsible: { name: '示例市云汐区人民政府', contact: '区政府办公室，0000-8640001' },
  },
  'reply.unavailable.needs-creating': {
    reason: '您要求按户统计的补偿金额汇总表，本机关未制作，需要逐卷统计后另行编制',
  },
  'reply.unavailable.still-unclear': {
    askedOn: '2025-03-06',
    correctedOn: '2025-03-14',
    unclear: '补正材料仍未说明所申请信息的名称、文号或者其他特征性描述',
  },
  'reply.not-processed.petition': {
    nature: 'complaint',
    reason: '您在申请中要求查处征收工作人员，未描述所需获取的政府信息',
    channel: '示例市云汐区信访局，0000-8640009',
  },
  'reply.not-processed.repeat': { earlierNumber: '云汐公复〔2024〕31号', earlierOn: '2024-12-02' },
  'reply.not-processed.published-material': {
    material: '《示例市云汐区人民政府公报》2024年第4期',
    how: '可以到示例市云汐区图书馆政府信息查阅点查阅，或者在区政府门户网站公报栏目下载',
  },
  'reply.not-processed.excessive': {
    askedOn: '2025-03-10',
    given: '您于2025年3月14日书面说明，申请是为了督促有关部门改进工作',
    reason: '所述理由与所申请的31项信息均无具体联系，不能说明数量、频次的合理性',
  },
  'reply.not-processed.reissue': {
    material: '您已于2024年12月取得的征收补偿协议',
    reason: '您已经持有该信息的原件，要求另行加盖印章予以确认',
  },
  'reply.otherwise.clarification-lapsed': {
    noticeNumber: '云汐公补〔2025〕5号',
    noticeOn: '2025-03-06',
    until: '2025-03-18',
  },
  'reply.otherwise.fee-unpaid': {
    noticeNumber: '云汐公费〔2025〕1号',
    noticeOn: '2025-03-06',
    amount: '3000元',
    until: '2025-04-07',
  },
  'reply.otherwise.withdrawn': { withdrawnOn: '2025-03-12', how: '书面声明' },
  'reply.otherwise.not-government-information': {
    reason: '您就补偿政策如何适用提出咨询，未申请获取以一定形式记录、保存的信息',
    channel: '本机关征收科咨询电话0000-8640003',
  },
  'reply.otherwise.party-affairs': {
    reason: '所申请的是中共示例市云汐区委会议纪要，由党的机关制作和保存',
    channel: '中共示例市云汐区委办公室',
  },
  'reply.otherwise.other': {
    decision: '本机关不再办理上述申请',
    basis: '《中华人民共和国政府信息公开条例》第三十六条',
    reason: '您已通过行政诉讼取得所申请的全部信息',
  },
  'reply.corrected': {
    verified: '征收补偿登记表所记房屋面积与不动产权证书不一致，以不动产权证书为准',
    correction: '房屋建筑面积98.6平方米',
    correctedOn: '2025-03-18',
  },
  'reply.not-corrected': { verified: '登记表所记面积与不动产权证书一致', reason: '所附材料不能证明记录不准确' },
  'reply.transferred': {
    verified: '该记录由不动产登记机构制作',
    organ: '示例市云汐区不动产登记中心',
    transferredOn: '2025-03-18',
    contact: '0000-8640010',
  },
  'correcting-letter': {
    earlierTitle: '示例市云汐区自然资源局政府信息公开申请答复书',
    earlierNumber: '云汐公复〔2025〕11号',
    earlierOn: '2025-03-17',
    reason: '录入有误',
    corrections: [{ wrong: '共2份18页', right: '共2份21页' }],
  },
  'review-sheet': {
    replyDue: '2025-03-31',
    search: '经征收科检索，共有2份信息，形成于2024年11月',
    proposal: '予以公开',
    grounds: '属于本机关制作的政府信息，不涉及条例第十四条至第十六条规定的情形',
    steps: [
      { step: '承办科室', opinion: '拟同意公开', person: '周科长', on: '2025-03-17' },
      { step: '保密审查', opinion: '不涉密，可以公开', person: '许审查', on: '2025-03-18' },
      { step: '公开工作机构负责人' },
      { step: '分管领导' },
    ],
  },
  'delivery-receipt': {
    documents: [{ title: '示例市云汐区自然资源局政府信息公开申请答复书', number: '云汐公复〔2025〕12号' }],
    place: '示例市云汐区青石路2号',
    server: '秦经办',
  },
  envelope: {},
} as const satisfies { readonly [Kind in LetterKind]: unknown }
