import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { roles } from '../domain/agency/person.ts'
import { addDays, type PlainDate } from '../domain/calendar/plain-date.ts'
import type { WorkCalendar } from '../domain/calendar/work-calendar.ts'
import { isRequestAction } from '../domain/request/actions.ts'
import { applicantTypes, channels } from '../domain/request/channels.ts'
import { requestKinds } from '../domain/request/facts.ts'
import { letterKinds } from '../domain/request/letters/kinds.ts'

const keysOf = <Table extends object>(table: Table) => Object.keys(table) as [keyof Table & string]

/** Workdays after today; negative ones lie before it. */
const day = z.int()

const step = z.object({
  action: z.string().refine(isRequestAction),
  by: z.enum(keysOf(roles)),
  on: day,
  facts: z.array(z.looseObject({ happened: z.string() })),
  letters: z
    .array(
      z.object({
        kind: z.enum(keysOf(letterKinds)),
        details: z.unknown(),
        sentBy: z.enum(['in-person', 'mail', 'online']),
      }),
    )
    .default([]),
})

const story = z.object({
  submitted: day,
  received: day.nullable(),
  channel: z.enum(keysOf(channels)),
  kind: z.enum(keysOf(requestKinds)),
  applicantType: z.enum(keysOf(applicantTypes)),
  name: z.string(),
  identityNumber: z.string(),
  subject: z.string(),
  content: z.string(),
  medium: z.string(),
  delivery: z.string(),
  steps: z.array(step),
})

export type DemoStep = z.infer<typeof step>
export type DemoStory = z.infer<typeof story>

/** What a file of `demo/` tells of requests, oldest first. Every text `@-3` in facts and details is the day 3 workdays ago. */
export async function readDemoRequests(root: string, file: string): Promise<readonly DemoStory[]> {
  return z.array(story).parse(JSON.parse(await readFile(join(root, 'demo', file), 'utf8')))
}

/** The day that lies so many workdays from another; a workday, save for none. */
export function workdaysFrom(calendar: WorkCalendar, today: PlainDate, workdays: number): PlainDate {
  if (workdays >= 0) return calendar.addWorkdays(today, workdays)
  let reached = addDays(today, -1)
  while (!calendar.isWorkday(reached) || calendar.workdaysBetween(reached, today) < -workdays)
    reached = addDays(reached, -1)
  return reached
}

/** Puts days and words in the places that are kept for them. */
export function filledIn<Value>(value: Value, fill: (word: string) => string): Value {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'string' && part.startsWith('@') ? fill(part.slice(1)) : part,
  )
}
