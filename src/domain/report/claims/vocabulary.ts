/** What a word of the prose tells about the figure beside it. */
export type TermKind =
  /** Verb of receiving, handling or answering. */
  | 'flow'
  /** Names requests under the regulation. */
  | 'request'
  /** 申请 alone: a request if nothing else is applied for. */
  | 'application'
  | 'outcome'
  | 'carried-in'
  | 'carried-out'
  | 'applicant'
  | 'dispute'
  | 'result'
  /** 审结: what is not pending. */
  | 'concluded'
  | 'document'
  | 'act'
  | 'decision'
  | 'deciding'
  | 'amount'
  /** Publishing, of documents or of information. */
  | 'publish'
  /** A ground that belongs to 其他处理 without a row of its own. */
  | 'other-ground'
  /** Another measure altogether. */
  | 'foreign'
  /** Narrows what is counted to something that no cell holds. */
  | 'aspect'
  /** One part of the body, or one below it. */
  | 'scope'
  | 'difference'
  | 'other-year'
  | 'this-year'
  | 'year'
  | 'future'
  | 'among'
  | 'each'
  | 'overall'
  | 'neutral'
  | 'stop'
  | 'comma'
  | 'join'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Words that mean the same in every form. */
export const COMMON_WORDS: Partial<Record<TermKind, readonly string[]>> = {
  flow: words(
    '收到 新收到 新收 收办 收悉 接收 接到 受理 新受理 办理 办结 办复 办理完毕 答复 回复 处理 处理完毕 登记 申请总量 申请数量 申请量',
  ),
  request: words(
    `政府信息公开申请 信息公开申请 公开申请 依申请公开申请 依申请公开政府信息 依申请公开信息 依申请公开事项 依申请公开件 依申请公开
     依申请件 依申请信息 依申请事项 依申请 政府信息申请 申请公开政府信息 申请公开信息 申请公开 信息公开的申请 政府信息的申请`,
  ),
  application: words('申请 申请件 申请书 申请表 申请事项'),
  'carried-out': words('?未答复 ?未办结 ?未办理 ?正在办理 ?仍在办理 ?尚在办理 ?在办 ?办理中'),
  concluded: words('审结 已审结 结案 已结案'),
  deciding: words('作出 做出 处理决定 许可决定 处罚决定 强制决定'),
  publish: words('主动公开 新公开 新增公开 公布 发布 上传 更新 动态更新 推送 转发 转载 公示 集中公开'),
  'other-ground': words('非政府信息 不属于政府信息 党务信息 撤回 撤销申请 主动撤销 终止办理 终止'),
  foreign: words(
    `备案 咨询 信箱 来信 来访 来电 来函 留言 热线 12345 12315 提案 建议 议案 意见 信访 投诉 举报 纠错 问政 舆情 微博 微信 公众号 抖音
     客户端 新媒体 公报 解读 发布会 政策文件 政策性文件 其他文件 任免 图解 视频 培训 会议 抽查 督查 督办 整改 专栏 栏目 访问量
     点击量 阅读量 粉丝 目录 公告 简报 稿件 工作动态 工单 诉求 求助 证照 许可证 不动产登记 登记资料 档案 查阅 双公示 数据 合同 招标 投标
     行政裁决 行政调解 行政应诉 仲裁 民事 刑事 信用 红头文件 便民 服务事项 权责清单 政务服务 审批 审核 审查 清理 评估 听证 政策性
     问题 典型案例 案例 宣传 奖励 补贴 救助 低保 报道 文稿 信息处理费 处理费 会议纪要 延期申请 更正申请 撤回申请`,
  ),
  aspect: words(
    `网络 网上 在线 线上 线下 信函 邮寄 邮政 当面 现场 传真 电子邮件 邮箱 窗口 平台 延期 延长 延迟 当场 书面 电话 口头 补正 征求 第三方
     转办 交办 转来 转交 承办 上级 转送 移送 更正 不予受理 未受理 逾期 超期 领域 平均 日均 月均 主要 集中在 关于 有关 出具 协助 会办 咨询类 涉诉 涉法 分发
     按时 按期 提前 日内 合并 中止 一审 二审 再审 群体 批量 败诉 胜诉 驳回 撤诉 和解 调解 确认违法 责令 被撤销 撤销 失效 修订 修改 名义 联合`,
  ),
  scope: words(
    '市本级 区本级 县本级 省本级 镇本级 本级 各镇 各乡 各街道 镇街 乡镇 镇（街道） 各部门 各单位 各县 各区 部门 直属 下属 所属 下级 基层 个别 同一 最多 居前 较多',
  ),
  difference: words('较 相比 同比 环比 增加 减少 增长 下降 上升 回落 多出 降低 增幅 降幅 净增 增减'),
  'other-year': words(
    '上年 上年度 去年 上一年 上一年度 往年 历年 同期 前年 明年 下年 下年度 来年 上半年 下半年 季度 月份 每年 年均 近年 建国 历史 实施以来 施行以来 成立以来 换届以来',
  ),
  'this-year': words('今年 本年 本年度 当年 全年'),
  future: words('下一步 今后 力争 预计 拟于 计划于'),
  among: words('其中 包括 包含'),
  each: words('各'),
  overall: words('共 总计 合计 一共 总共 共计'),
  neutral: words(
    `申请人 被申请 信息公开 政务公开 办理结果 处理结果 公开指南 公开条例 不公开为例外 依法处理 工作日 收到申请之日 答复率 办结率 答复书
     办理流程 受理点 受理机构 答复意见 因政府信息公开 不动产 公开情况 申请情况 予以答复 进行答复 进行了答复 法定期限 处理的`,
  ),
  stop: words('。 ！ ？ ； \n'),
  comma: words('， ： （ ）'),
  join: words('、 和 及 与 以及 或'),
}

/** Further words for rows of the form, by row key or by the words of their group; `?` marks what is not sure. */
export const OUTCOME_WORDS: Readonly<Record<string, readonly string[]>> = {
  granted: words('同意公开 全部公开 准予公开 ?已主动公开 ?告知获取途径'),
  'partly-granted': words('部分予以公开 区分处理'),
  不予公开: words('?不公开 ?拒绝公开 ?不同意公开 ?未予公开'),
  无法提供: words('不能提供 ?未能提供'),
  不予处理: words('?不再处理 ?不处理'),
  'unavailable.not-held': words('?信息不存在 ?不存在 ?不属于本机关 ?非本机关 ?不属于本 ?不属于我 ?不掌握'),
  'unavailable.needs-creating': words('?需要加工 ?另行制作'),
  'unavailable.still-unclear': words('?内容不明确'),
  'not-processed.petition': words('信访类 信访投诉 信访、举报、投诉 信访、投诉、举报 信访举报投诉类申请 信访投诉举报'),
  'not-processed.repeat': words('不予重复处理 重复处理'),
  'refused.third-party-rights': words('?商业秘密 ?个人隐私'),
  'refused.internal-affairs': words('内部事务性信息'),
  'refused.enforcement-file': words('执法案卷'),
  'refused.security-stability': words('“三安全一稳定” 三安全一稳定'),
}

/** Applicants and the columns they may mean; `group` stands for all that the form puts under one heading. */
export const APPLICANT_WORDS: readonly { readonly words: readonly string[]; readonly means: readonly string[] }[] = [
  { words: words('自然人 个人申请'), means: ['natural-person'] },
  { words: words('公民 群众'), means: ['natural-person', 'total'] },
  { words: words('商业企业'), means: ['enterprise'] },
  { words: words('企业'), means: ['enterprise', 'group'] },
  { words: words('科研机构 科研院所'), means: ['research'] },
  { words: words('社会公益组织 公益组织'), means: ['public-welfare'] },
  { words: words('法律服务机构 律师事务所'), means: ['legal-services'] },
  {
    words: words(
      `法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人与其他组织 法人以及其他组织 法人组织
       法人（或其他组织） 法人（其他组织） 法人/其他组织`,
    ),
    means: ['group'],
  },
  { words: words('法人'), means: ['group', 'enterprise'] },
  { words: words('?其他组织 ?其他类型申请人 ?其他申请人'), means: ['other-organisation', 'group'] },
]

export const DISPUTE_WORDS = {
  reconsideration: words('行政复议 复议 行政复议申请 行政复议案件 复议申请 复议案件'),
  litigation: words('行政诉讼 诉讼 行政诉讼案件 诉讼案件 行政诉讼案 提起诉讼 应诉案件 行政应诉案件'),
  'litigation-direct': words(
    '未经复议直接起诉 未经复议直接提起行政诉讼 未经复议直接提起诉讼 直接起诉 直接提起行政诉讼 直接提起诉讼',
  ),
  'litigation-after-reconsideration': words('复议后起诉 复议后提起行政诉讼 复议后提起诉讼 经复议后起诉 复议后诉讼'),
  /** Words of disputes that name no dispute. */
  none: words('复议机关 复议决定 诉讼法 复议法 复议机构 复议委员会 诉讼请求 行政复议法 行政诉讼法 行政复议机关'),
} as const

export const RESULT_WORDS: Readonly<Record<string, readonly string[]>> = {
  upheld: words('结果维持 维持 予以维持'),
  overturned: words('结果纠正 纠正 予以纠正'),
  'other-result': words('其他结果'),
  pending: words('尚未审结 未审结 尚未办结的复议 正在审理 审理中 尚在审理 未结案 尚未结案'),
}

/** Verbs about documents and the columns they may mean, in whatever form has them. */
export const ACT_WORDS: Readonly<Record<string, readonly string[]>> = {
  'issued made published': words('制发 新制发 印发 制定 新制定 出台 新出台 制作 新制作 制定印发 制定出台'),
  repealed: words('废止 宣布废止'),
  'in-force total': words('现行有效 继续有效 保留 有效'),
}

/** All that may stand between the measure and its number: 申请总数为125件, 行政处罚案件31件. */
export const BEFORE_NUMBER =
  /^(?:[共计总合为达到了量数约的有是已均件类案各“”"：，、]|事项|请求|公开|信息|政府信息|案件|情形|情况|分别|决定|措施|收费|[数总]额|金额|办理结果|处理结果|回复|并)*$/

/** All that may stand between a number and the measure behind it: 7件属于其他处理. */
export const BEHIND_NUMBER = /^(?:[属因为是已均予被的经系“”]|属于|依法|申请|及时|政府|信息|事项)*$/

/** All that may stand at the head of a clause whose number comes first: 另有72件…, 对10件…. */
export const LEADING_NUMBER = /^(?:其中|另有|另外|其余|全部|全年|[有共对将另的，“”])*$/
