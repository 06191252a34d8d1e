const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' })

/** The day in China, as 2022年1月20日. */
export function chineseDay(moment: Date): string {
  return day.format(moment)
}

const minute = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' })

/** Day and time in China, as 2022年1月20日 10:00. */
export function chineseMinute(moment: Date): string {
  return minute.format(moment)
}

/** A plain date `2021-01-01` as 2021年1月1日. */
export function plainDay(date: string): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number)
  return `${year}年${month}月${dayOfMonth}日`
}
