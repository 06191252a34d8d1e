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

/** Whole days from one day to another; negative where the other is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((dayNumber(to) - dayNumber(from)) / 86_400_000)
}

function dayNumber(date: PlainDate): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return Date.UTC(year, month - 1, day)
}
