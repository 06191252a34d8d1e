const digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** Number of a section in Chinese, from 1 to 10. */
export function numeral(number: number): string {
  return digits[number] ?? String(number)
}
