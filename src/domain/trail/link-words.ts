import type { TrailEvent } from '../report/trail.ts'
import { factKinds } from '../request/fact-kinds.ts'

const reports = {
  imported: '导入报告',
  replaced: '替换报告文件',
  'read-again': '重新读取报告',
  corrected: '更正',
  'correction-undone': '撤销更正',
  judged: '认定问题',
  'judgement-undone': '撤销认定',
  moved: '办理报告',
  discarded: '弃用报告',
  'nil-declared': '零报告申报',
  'nil-withdrawn': '撤回零报告',
} as const satisfies Record<TrailEvent['kind'], string>

const people = {
  'signed-in': '登录',
  'password-accepted': '密码正确，待输验证码',
  'sign-in-refused': '登录被拒',
  'second-step-refused': '验证码不对',
  'signed-out': '退出登录',
  'session-ended': '结束一处登录',
  'sessions-ended': '结束登录',
  'password-changed': '修改密码',
  'password-reset': '重置密码',
  'second-step-enabled': '开启两步登录',
  'second-step-ended': '关闭两步登录',
  'second-step-reset': '重置两步登录',
  'second-step-required': '两步登录改为必须',
  'second-step-voluntary': '两步登录改为自愿',
  'person-added': '增加人员',
  'person-removed': '移除人员',
  'role-changed': '调整角色',
} as const

const bodies = {
  'body-added': '增加机关',
  'body-changed': '修改机关',
  'section-added': '增加科室',
  'section-renamed': '科室改名',
  'section-closed': '撤销科室',
  'section-reopened': '恢复科室',
  'calendar-imported': '导入放假通知',
} as const

const safety = {
  revealed: '查看申请人信息',
  exported: '导出申请',
  'trail-verified': '校验留痕',
  'trail-exported': '导出留痕',
  'keys-rotated': '轮换密钥',
  'year-closed': '封账',
  'amendment-proposed': '说明封账后的变动',
  'amendment-decided': '批准或者不批准封账后的变动',
  'followed-refused': '查询码不对',
} as const

const requests = {
  ...Object.fromEntries(Object.entries(factKinds).map(([kind, { says }]) => [kind, says])),
  'entry-corrected': '更正登记',
}

/** Kinds of links in groups, with the word shown for each. */
export const linkKinds: readonly { readonly says: string; readonly kinds: Readonly<Record<string, string>> }[] = [
  { says: '登录与人员', kinds: people },
  { says: '查看、导出与校验', kinds: safety },
  { says: '机关与科室', kinds: bodies },
  { says: '申请', kinds: requests },
  { says: '年度报告', kinds: reports },
]

const words = new Map(linkKinds.flatMap(({ kinds }) => Object.entries(kinds)))

/** The word for a kind; of one that a later version has brought, its own name. */
export const kindSays = (kind: string): string => words.get(kind) ?? kind

const subjects: Readonly<Record<string, (rest: string) => string>> = {
  request: (number) => `申请 ${number}`,
  requests: () => '申请清单',
  report: (year) => `${year} 年年度报告`,
  calendar: (year) => `${year} 年工作日历`,
  account: (id) => `账号 ${id}`,
  people: () => '本机关人员',
  session: () => '登录',
  body: (id) => `机关 ${id}`,
  section: (id) => `科室 ${id}`,
  keys: () => '密钥',
  trail: () => '留痕',
  year: (year) => `${year} 年统计`,
}

/** What a link concerns, for people: `request 2025-0047` as 申请 2025-0047. */
export function subjectSays(subject: string): string {
  const [word = '', ...rest] = subject.split(' ')
  return subjects[word]?.(rest.join(' ')) ?? subject
}
