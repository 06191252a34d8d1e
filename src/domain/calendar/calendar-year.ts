import type { PlainDate } from './plain-date.ts'

/** A notice of the General Office of the State Council about the holidays of a year. */
export interface HolidayNotice {
  /** 文号, as `国办发明电〔2024〕12号`. */
  readonly number?: string
  /** Number of the page at www.gov.cn that holds the notice, as `202411/content_6986383`. */
  readonly paper?: string
  readonly issuedOn?: PlainDate
  readonly title?: string
}

/** One holiday with the days moved for it; weekends that stay off and weekdays that stay on are not listed. */
export interface Holiday {
  readonly name: string
  /** Weekdays that are off. */
  readonly off: readonly PlainDate[]
  /** Saturdays and Sundays that are workdays. */
  readonly on: readonly PlainDate[]
}

/** The State Council's work calendar for one year, as `data/calendars/2025.json` (全国年节及纪念日放假办法). */
export interface CalendarYear {
  readonly year: number
  readonly notices: readonly HolidayNotice[]
  readonly holidays: readonly Holiday[]
  /** Workdays of the year in all, to check the days against. */
  readonly workdays: number
}
