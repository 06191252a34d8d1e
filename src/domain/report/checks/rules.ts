import type { ReportForm } from '../form.ts'
import { blankHits, integerHits, negativeHits, unitHits } from './cells.ts'
import { completenessHits } from './completeness.ts'
import { doubtHits } from './doubts.ts'
import { identityHits } from './identities.ts'
import { emptyProblemsHits, feeHits, yearHits } from './prose.ts'
import { rollUpMissingHits, rollUpSumHits } from './rolled-up.ts'
import type { CheckInput, Rule, RuleText } from './rule.ts'
import { orderHits, restartHits, titleHits } from './sections.ts'
import { contradictionHits, countHits, otherwiseHits, ratioHits, sumHits } from './told.ts'
import { copiedHits, punctuationHits, repeatedHits } from './wording.ts'
import { jumpHits, publishedHits } from './years.ts'

type Row = readonly [
  id: string,
  severity: Rule['severity'],
  title: string,
  gist: string,
  advice: string,
  check: (input: CheckInput) => ReturnType<Rule['check']>,
]

/** An identity's formula stands in the form; here only what people read about it. */
const identity = (id: string, severity: Rule['severity'], title: string, gist: string, advice: string): Row => [
  id,
  severity,
  title,
  gist,
  advice,
  identityHits(id, title),
]

/** Rules that look at figures alone: they hold for a sum of reports as for one that somebody wrote. */
const ofFigures: readonly Row[] = [
  identity(
    'flow',
    'error',
    '收办不平',
    '每一列：本年新收与上年结转之和，等于办理结果总计与结转下年度之和。',
    '逐件核对这一列的新收、结转和办结件数，改正填错的一项。',
  ),
  identity(
    'settled',
    'error',
    '办理结果不平',
    '每一列：（七）总计等于各项办理结果之和。',
    '核对这一列各项办理结果，改正填错的一项或总计。',
  ),
  identity(
    'across',
    'error',
    '横向不平',
    '每一行：总计等于六类申请人之和。',
    '核对这一行各类申请人的件数，改正填错的一格或总计。',
  ),
  identity(
    'disputes',
    'error',
    '复议诉讼不平',
    '行政复议、未经复议直接起诉、复议后起诉各自的总计等于四种结果之和；三组之间不比较。',
    '核对这一组的四种结果，改正填错的一格或总计。',
  ),
  ['cell.integer', 'error', '不是整数', '件数和项目数是整数，只有金额可以有小数。', '按实际件数改正。', integerHits],
  ['cell.non-negative', 'error', '出现负数', '除“本年增/减”外，各项数字不小于 0。', '按实际数字改正。', negativeHits],
  [
    'form.complete',
    'warning',
    '表格不全',
    '规定格式的每一张表、每一行、每一列都在。',
    '对照规定格式补上缺少的行或列；没有发生的填 0。',
    completenessHits,
  ],
  [
    'cell.blank',
    'hint',
    '空白格',
    '空白、“/”、“—”、“不适用”都不等于 0。',
    '没有发生的填 0；不适用的请说明。',
    blankHits,
  ],
  ['cell.unit', 'warning', '金额单位', '金额注明单位；元与万元不混用。', '注明单位，并与凭证核对数量级。', unitHits],
  identity(
    'years.carry',
    'warning',
    '结转不衔接',
    '每一列：上年结转等于上年报告的结转下年度。',
    '与上年报告核对；因机构改革或更正而不同的，在第六部分说明。',
  ),
  identity(
    'years.stock',
    'warning',
    '文件数不衔接',
    '现行有效件数等于上年现行有效件数加本年制发减本年废止。',
    '核对文件清理结果；自然失效等原因造成的差异请说明。',
  ),
  identity(
    'years.projects',
    'warning',
    '项目数不衔接',
    '上一年项目数量等于上年报告的上一年项目数量加增减。',
    '与上年报告的权责清单数核对，差异请说明。',
  ),
  [
    'years.jump',
    'hint',
    '大幅变化',
    '比上年多五倍以上或不到五分之一（两年都不少于 10）。',
    '确认不是填错；属实的在正文说明原因。',
    jumpHits,
  ],
  [
    'published.made',
    'hint',
    '公开数与制作数',
    '对外公开总数量不少于本年新公开数量；本年新公开不多于本年新制作与以往存量之和。',
    '核对三个数字的口径。',
    publishedHits,
  ],
  [
    'rollup.sum',
    'error',
    '汇总不符',
    '政府报告的每一格等于所辖各机关报告这一格之和。',
    '逐格核对各机关的报告；机关填错的退回更正，另有来源的数字在第六部分说明。',
    rollUpSumHits,
  ],
  [
    'rollup.missing',
    'warning',
    '汇总缺报',
    '所辖各机关都有可以汇总的报告；县级以上人民政府部门每年1月31日前提交上一年度的报告（条例第四十九条）。',
    '催报；确实没有情况可报的，请该机关作零报告。',
    rollUpMissingHits,
  ],
]

/** Rules that look at what somebody wrote or how it was read. */
const ofSource: readonly Row[] = [
  [
    'section.order',
    'warning',
    '部分缺失或错序',
    '报告有六个部分，按规定次序排列。',
    '按规定格式补齐并调整次序。',
    orderHits,
  ],
  ['section.title', 'warning', '标题不一致', '六个部分的标题与规定格式一致。', '改为规定的标题。', titleHits],
  ['section.restart', 'warning', '序号错乱', '部分的序号从一到六，小标题用下一级序号。', '改正序号。', restartHits],
  [
    'section.five.empty',
    'warning',
    '问题部分空白',
    '第五部分写明存在的主要问题及改进情况。',
    '补写主要问题和改进措施。',
    emptyProblemsHits,
  ],
  [
    'section.six.fee',
    'warning',
    '未说明信息处理费',
    '第六部分说明信息处理费的收取情况；没有收取也写明。',
    '补写收费通知件数、总金额和实际收取总金额。',
    feeHits,
  ],
  [
    'section.six.otherwise',
    'warning',
    '其他处理不符',
    '正文说明的其他处理各项之和等于表中（六）其他处理。',
    '核对各项件数，改正正文或表格。',
    otherwiseHits,
  ],
  ['period.year', 'warning', '年份不一致', '标题、统计期限和正文说的是同一年。', '改正写错的年份。', yearHits],
  ['claim.count', 'warning', '正文与表格不符', '正文中的件数与表格中的数相符。', '改正正文或表格。', countHits],
  ['claim.sum', 'warning', '分项与合计不符', '正文所列各项之和等于所说的合计。', '改正合计或分项。', sumHits],
  ['claim.ratio', 'warning', '比例不符', '正文中的百分比与所列数字相符。', '重新计算并改正。', ratioHits],
  [
    'claim.contradiction',
    'warning',
    '说法与表格矛盾',
    '“全部办结”“没有行政复议”等说法与表格一致。',
    '改正说法或表格。',
    contradictionHits,
  ],
  ['prose.copied', 'hint', '与上年雷同', '正文写本年度的情况，不照抄上年。', '改写为本年度的实际情况。', copiedHits],
  ['prose.repeated', 'hint', '字词重复', '没有重复的字词。', '删去重复的字词。', repeatedHits],
  ['prose.punctuation', 'hint', '标点不规范', '中文使用全角标点。', '改正标点。', punctuationHits],
  [
    'reading.doubt',
    'hint',
    '读数存疑',
    '来源文字没有分开的数字，由系统按勾稽关系断开。',
    '与原文核对；有原始文件的请改用原始文件。',
    doubtHits,
  ],
]

const rule =
  (reads: Rule['reads']) =>
  ([id, severity, title, gist, advice, check]: Row): Rule => ({ id, severity, title, gist, advice, reads, check })

/** Rules that look at the year before by themselves; of identities, the form tells. */
const lookBack: ReadonlySet<string> = new Set(['cell.unit', 'years.jump', 'published.made', 'prose.copied'])

/** Whether a rule may find something else where the report of the year before is known. */
export const looksBack = (id: string, { identities }: Pick<ReportForm, 'identities'>): boolean =>
  lookBack.has(id) ||
  identities.some((identity) => identity.id === id && [...identity.left, ...identity.right].some(isOfYearBefore))

const isOfYearBefore = (term: string) => /^-?previous:/.test(term)

/** All rules of checking a report, in the order in which findings are shown. */
export const rules: readonly Rule[] = [...ofFigures.map(rule('figures')), ...ofSource.map(rule('source'))]

const byId = new Map<string, RuleText>(rules.map((rule) => [rule.id, rule]))

/** What people read about a rule; for an id that is no longer in the registry (a stored finding) the id itself. */
export function ruleOf(id: string): RuleText {
  return byId.get(id) ?? { id, severity: 'warning', title: id, gist: '', advice: '' }
}
