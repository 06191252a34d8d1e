import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isPlainDate, yearOf } from '../domain/calendar/plain-date.ts'
import { applicantTypes, channels } from '../domain/request/channels.ts'
import { isRulingId, type RulingId } from '../domain/request/disputes.ts'
import { isOutcomeId } from '../domain/request/outcomes.ts'
import { readRecords } from '../formats/csv/records.ts'

const keysOf = <Table extends object>(table: Table) => Object.keys(table) as [keyof Table & string]

const day = z.string().refine(isPlainDate)
const perhapsDay = z.union([day, z.literal('')])

const pastDispute = z
  .string()
  .transform((text) => text.split('/'))
  .pipe(z.tuple([z.enum(['reconsideration', 'litigation', 'litigation-after']), day, day, z.string()]))
  .transform(([kind, filedOn, decidedOn, ruling]) => ({ kind, filedOn, decidedOn, ruling: ruling as RulingId }))
  .refine(({ ruling }) => isRulingId(ruling))

const clarification = z
  .string()
  .transform((text) => text.split('/'))
  .pipe(z.tuple([day, day, perhapsDay]))
  .transform(([askedOn, until, receivedOn]) => ({ askedOn, until, receivedOn }))

const past = z.object({
  submitted: day,
  received: day,
  channel: z.enum(keysOf(channels)),
  applicant_type: z.enum(keysOf(applicantTypes)),
  applicant: z.string(),
  subject: z.string(),
  outcome: z.string().refine(isOutcomeId),
  /** What the reply has to tell besides, by its outcome. */
  more: z.string(),
  replied: day,
  served: perhapsDay,
  clarification: z.union([z.literal('').transform(() => undefined), clarification]),
  disputes: z
    .string()
    .transform((text) => text.split(' ').filter((part) => part !== ''))
    .pipe(z.array(pastDispute)),
})

/** A request of a year gone by, from the day it was submitted to the last decision on it. */
export type PastRequest = z.infer<typeof past>

export type PastDispute = PastRequest['disputes'][number]

/** Its number at the body. */
export interface NumberedRequest extends PastRequest {
  readonly number: string
  readonly year: number
  readonly serial: number
}

const numberOf = (year: number, serial: number) => `${year}-${String(serial).padStart(4, '0')}`

/** Numbers run on without gaps within a year, in the order in which the requests came. */
function numbered(requests: readonly PastRequest[]): readonly NumberedRequest[] {
  const last = new Map<number, number>()
  return requests.map((request) => {
    const year = yearOf(request.submitted)
    const serial = (last.get(year) ?? 0) + 1
    last.set(year, serial)
    return { ...request, year, serial, number: numberOf(year, serial) }
  })
}

/** What a table of `demo/` tells of requests of years gone by, oldest first. */
export async function readPastRequests(root: string, file: string): Promise<readonly NumberedRequest[]> {
  const [head, ...records] = readRecords(await readFile(join(root, 'demo', file), 'utf8'), ',')
  const rows = records.map(({ fields }) =>
    Object.fromEntries((head?.fields ?? []).map((name, at) => [name, fields[at] ?? ''])),
  )
  return numbered(z.array(past).parse(rows))
}
