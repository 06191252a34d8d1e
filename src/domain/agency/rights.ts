import type { Role } from './person.ts'

/**
 * How far a role reaches: the dossiers assigned to one's section; also those about which one's section was asked to
 * search; all of one's own body; also the bodies below it.
 */
export type Reach = 'section' | 'asked' | 'body' | 'subtree'

/** Who may do one thing. */
export interface Right {
  /** What it is called where somebody is refused. */
  readonly label: string
  /** Article of the law that the cells follow, where one speaks to it. */
  readonly article?: string
  readonly by: Readonly<Partial<Record<Role, Reach>>>
}

const article4 = '条例第四条'

/** The disclosure office (政府信息公开工作机构): it handles what concerns disclosure (条例第四条). */
const office = { officer: 'body', head: 'body' } as const
/** The office, and the section that has the dossier. */
const handling = { ...office, handler: 'section' } as const
/** Everybody whom a dossier passes. */
const passed = { ...office, leader: 'body', reviewer: 'body', handler: 'asked', 'section-contact': 'asked' } as const
/** Those who make and collect reports, for their body and those below it (条例第四十九条). */
const reporting = { administrator: 'subtree', officer: 'subtree', head: 'subtree' } as const
const administering = { administrator: 'subtree' } as const
const auditing = { auditor: 'subtree', administrator: 'subtree' } as const

/**
 * Who may do what at the desk, and how far. What role and reach cannot tell is not here: who drafted a reply does not
 * review it, a report that was submitted is not changed. An administrator has nothing to do with requests, since
 * accounts and applicants' data are not in one hand (GB/T 22239, 个人信息保护法第五十一条); what leaves the body in its
 * name leaves from the office; a supervisor reads and writes nothing (条例第四十七条); an auditor reads the trail only.
 */
export const rights = {
  'read-request': { label: '查看申请', article: article4, by: { ...passed, supervisor: 'subtree' } },
  'search-requests': { label: '检索申请', article: article4, by: { ...passed, supervisor: 'subtree' } },
  'export-requests': { label: '导出申请', article: article4, by: { ...office, supervisor: 'subtree' } },
  'register-request': { label: '登记申请', article: article4, by: office },
  'edit-entry': { label: '修改登记', article: article4, by: office },
  'correct-entry': { label: '更正登记', article: article4, by: office },
  'ask-clarification': { label: '告知补正', article: '条例第三十条', by: office },
  'record-clarification': { label: '登记补正', article: '条例第三十条', by: office },
  'demand-reasons': { label: '要求说明理由', article: '条例第三十五条', by: office },
  'consult-third-party': { label: '征求第三方意见', article: '条例第三十二条', by: office },
  'consult-organ': { label: '征求其他机关意见', article: '条例第三十四条', by: office },
  'ask-section': { label: '请科室查找', article: article4, by: handling },
  'answer-search': {
    label: '答复查找',
    article: article4,
    by: { ...office, handler: 'asked', 'section-contact': 'asked' },
  },
  assign: { label: '分办', article: article4, by: office },
  'bulk-assign': { label: '批量分办', article: article4, by: office },
  extend: { label: '延长答复期限', article: '条例第三十三条', by: { head: 'body' } },
  delay: { label: '确定延迟答复的期限', article: '条例第三十五条', by: office },
  'notice-fee': { label: '收费告知', article: '条例第四十二条', by: office },
  'record-payment': { label: '登记缴费', article: '条例第四十二条', by: office },
  'decide-outcome': { label: '拟定办理结果', article: '条例第三十六条', by: handling },
  'draft-reply': { label: '拟写答复', article: '条例第三十六条', by: handling },
  review: { label: '审核', article: '条例第四十五条', by: { reviewer: 'body', leader: 'body', head: 'body' } },
  'sign-off': { label: '签发', article: '条例第四十五条', by: { leader: 'body', head: 'body' } },
  'issue-letter': { label: '制发文书', article: article4, by: office },
  'record-delivery': { label: '登记送达', article: article4, by: office },
  withdraw: { label: '登记撤回申请', article: article4, by: office },
  transfer: { label: '转送', article: article4, by: office },
  split: { label: '拆分', article: article4, by: office },
  merge: { label: '合并', article: article4, by: office },
  note: { label: '写办理记录', by: { ...handling, reviewer: 'body', leader: 'body' } },
  'add-file': { label: '附加材料', by: { ...handling, 'section-contact': 'asked' } },
  'read-file': { label: '查看材料', by: { ...handling, reviewer: 'body', leader: 'body' } },
  'record-dispute': { label: '登记复议诉讼', article: article4, by: office },
  'redact-file': { label: '区分处理材料', article: '条例第三十七条', by: handling },
  'publish-answer': { label: '公开答复', article: '条例第四十四条', by: office },
  'read-year': {
    label: '查看年度统计',
    article: '条例第五十条',
    by: { ...office, leader: 'body', supervisor: 'subtree' },
  },
  'draft-year': { label: '把统计存为年度报告草稿', article: '条例第五十条', by: office },
  'close-year': { label: '封账', article: '条例第五十条', by: { head: 'body' } },
  'propose-amendment': { label: '说明封账后的变动', article: '条例第五十条', by: office },
  'decide-amendment': { label: '批准封账后的变动', article: '条例第五十条', by: { head: 'body', leader: 'body' } },
  'reveal-applicant': { label: '查看申请人信息', article: '个人信息保护法第五十一条', by: office },
  'set-office': { label: '设置公开工作机构', article: article4, by: { ...administering, head: 'body' } },

  'read-desk-reports': {
    label: '查看报告办理情况',
    by: { ...reporting, leader: 'subtree', supervisor: 'subtree' },
  },
  'import-reports': { label: '导入报告', by: reporting },
  'decide-report': { label: '办理报告', article: '条例第四十九条', by: reporting },
  'declare-nil': { label: '零报告申报', article: '条例第四十九条', by: reporting },
  'draft-roll-up': { label: '存汇总草稿', article: '条例第四十九条', by: reporting },
  'read-bodies': { label: '查看机关', by: { ...reporting, leader: 'subtree', supervisor: 'subtree' } },
  'manage-bodies': { label: '增改机关', by: reporting },
  'read-people': {
    label: '查看人员',
    by: { ...reporting, leader: 'subtree', supervisor: 'subtree', auditor: 'subtree' },
  },
  'manage-people': { label: '管理人员', by: administering },
  'manage-sections': { label: '管理科室', by: administering },
  'read-trail': { label: '查看留痕', by: auditing },
  'export-trail': { label: '导出留痕', by: auditing },
  'verify-trail': { label: '校验留痕', by: auditing },
} as const satisfies Record<string, Right>

export type DeskAction = keyof typeof rights
