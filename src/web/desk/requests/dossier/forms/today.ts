import { articles } from '../../../../../domain/articles.ts'
import { day } from '../../../../../domain/request/letters/details.ts'
import type { FormAt } from '../action-form.ts'

/** The day on which it happened. */
export const happenedOn = (says: string) => day(says, articles.art45.cite)

/** Most things are entered on the day on which they happen. */
export const onToday = ({ look }: Pick<FormAt, 'look'>) => ({ initial: look.today })
