import type { Random } from './random.ts'
import type { Sheet } from './sheets.ts'

/** Bodies that do not exist. */
export const inventedAgencies = [
  '云溪区民政局',
  '示例市水务局',
  '虚构县人民政府',
  '样本乡人民政府',
  '演示区城市管理局',
  '假设市档案局',
] as const

const amount = (sheet: Sheet, key: string) => sheet[key] ?? 0

/** Words before the first section. */
export function preamble(agency: string, year: number): string[] {
  return [
    `${agency}按照《中华人民共和国政府信息公开条例》第四十九条、第五十条编写本年度报告。`,
    `报告内的统计数字从${year}年1月1日算起，到${year}年12月31日为止。想了解更多，请找${agency}办公室（地点：云溪区样本路8号，电话：0000-1234567，邮政编码：000000）。`,
  ]
}

export function overview(agency: string, year: number, sheet: Sheet, random: Random): string[] {
  const posts = random.int(20, 900)
  return [
    `这一年，${agency}照章办事，公开工作平稳。`,
    '（一）主动公开',
    `${year}年在网站上登出各类信息${posts}条，其中图解${random.int(1, 19)}篇，回答留言${random.int(2, 60)}次。`,
    '（二）依申请公开',
    `全年新收政府信息公开申请${amount(sheet, 'received/total')}件，上年转来${amount(sheet, 'carried-in/total')}件，办理结果合计${amount(sheet, 'settled/total')}件。`,
    '（三）政府信息管理',
    `重新核对了旧文件的有效性，整理目录${random.int(3, 40)}项。`,
    '（四）平台建设',
    `栏目由${random.int(12, 20)}个并为${random.int(5, 11)}个，手机上也能看。`,
    '（五）监督保障',
    `办了${random.int(1, 6)}期培训，${random.int(15, 120)}人次参加。没有人因公开工作被追责。`,
  ]
}

export function problems(random: Random): string[] {
  return [
    '说来有两处不足：一是有的答复书写得太绕，二是旧栏目里还有打不开的附件。',
    `下一步，答复书先请外人读一遍再发；附件每${random.int(2, 6)}个月查一次。`,
  ]
}

export function otherMatters(random: Random): string[] {
  return [random.pick(['无。', '本年没有收取信息处理费。', '按规定没有发出收费通知，没有收取信息处理费。'])]
}
