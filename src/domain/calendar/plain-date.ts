/** A day of the calendar without a time, as `2026-01-31`; earlier days come first in the order of text. */
export type PlainDate = string

const chinese = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

/** The day that a moment falls on in China, where statutory days begin and end. */
export function dayInChina(moment: Date): PlainDate {
  return chinese.format(moment)
}

export function plainDate(year: number, month: number, day: number): PlainDate {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4))
}

/** Whether the text is a day that there is, from the year 1000 on: `2025-02-30` is none. */
export function isPlainDate(text: string): boolean {
  return /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && dateOfNumber(dayNumber(text)) === text
}

/** Whole days from one day to another; negative where the other is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The day so many calendar days later, or earlier where the number is negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfNumber(dayNumber(date) + days)
}

/** Days since 1970-01-01, for counting. */
export function dayNumber(date: PlainDate): number {
  const digits = (from: number, to: number) => {
    let number = 0
    for (let at = from; at < to; at += 1) number = number * 10 + date.charCodeAt(at) - 48
    return number
  }
  return Date.UTC(digits(0, 4), digits(5, 7) - 1, digits(8, 10)) / 86_400_000
}

/** The day that is so many days after 1970-01-01. */
export function dateOfNumber(number: number): PlainDate {
  return new Date(number * 86_400_000).toISOString().slice(0, 10)
}

/** Day of the week of the day with this number: 0 is Sunday; 1970-01-01 was a Thursday. */
export function weekdayOfNumber(number: number): number {
  return (((number + 4) % 7) + 7) % 7
}

/** Whether the day with this number is a Saturday or a Sunday. */
export function isWeekend(number: number): boolean {
  const weekday = weekdayOfNumber(number)
  return weekday === 0 || weekday === 6
}
