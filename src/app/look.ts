import type { Agency } from '../domain/agency/agency.ts'
import { dayInChina } from '../domain/calendar/plain-date.ts'
import type { Look } from '../domain/request/look.ts'
import type { Services } from './services.ts'

/** What dossiers of a body are looked at with today. Ask before a transaction begins: it may take a connection. */
export async function lookFor(
  { calendars, clockRules, now }: Services,
  { region }: Pick<Agency, 'region'>,
): Promise<Look> {
  return { calendar: await calendars.current(region), today: dayInChina(now()), rules: clockRules }
}
