import type { PlainDate } from '../../../../domain/calendar/plain-date.ts'

/** Whether something that was sent has reached whom it was for, as far as is recorded. */
export const deliveredWords = (on: PlainDate | undefined): string => (on === undefined ? '未登记送达' : `${on} 送达`)
