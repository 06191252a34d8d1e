import type { MovedDate } from '../app/refold-requests.ts'

/** Lines that are written; more are only counted. */
const most = 100

const line = ({ body, number, from, to }: MovedDate) => `  ${body} ${number}：${from ?? '未定'} → ${to ?? '未定'}\n`

/** The due dates that moved, a line each; empty where none did. */
export function movedText(moved: readonly MovedDate[], count = moved.length): string {
  if (count === 0) return ''
  const lines = moved.slice(0, most).map(line).join('')
  const more = count - Math.min(most, moved.length)
  return `${count} 件申请的答复截止日变动：\n${lines}${more > 0 ? `  另有 ${more} 件\n` : ''}`
}
