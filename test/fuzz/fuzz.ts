import { readReport } from '../../src/app/read-report.ts'
import { toReportJson } from '../../src/domain/report/report-json.ts'
import { forms } from '../report/specimens/forms.ts'
import { seeded } from '../report/specimens/random.ts'
import { mutations } from './mutations.ts'

/** What came of one spoilt file: the exit status the command would have, or what must not be. */
export interface Outcome {
  readonly number: number
  readonly mutations: readonly string[]
  readonly bytes: number
  readonly milliseconds: number
  readonly status: 0 | 1 | 2
  readonly complaint?: string
}

/** Spoils one of the files in one to three ways; the same number gives the same bytes. */
export function spoilt(files: readonly Uint8Array[], number: number) {
  const random = seeded(number)
  const any = () => files[random.int(0, files.length - 1)] ?? new Uint8Array()
  let bytes = any()
  const names: string[] = []
  for (let left = random.int(1, 3); left > 0; left -= 1) {
    const mutation = mutations[random.int(0, mutations.length - 1)]
    if (!mutation) continue
    names.push(mutation.name)
    bytes = mutation.apply(bytes, random, any())
  }
  return { bytes, names }
}

/** Reads one spoilt file and says how it went. Nothing thrown by the reader leaves this function. */
export async function tryOne(files: readonly Uint8Array[], number: number): Promise<Outcome> {
  const { bytes, names } = spoilt(files, number)
  const started = performance.now()
  const result = await statusOf(bytes).catch((error: unknown) => ({
    status: 2 as const,
    complaint: `threw ${error instanceof Error ? error.stack : String(error)}`,
  }))
  return { number, mutations: names, bytes: bytes.length, milliseconds: performance.now() - started, ...result }
}

async function statusOf(bytes: Uint8Array): Promise<Pick<Outcome, 'status' | 'complaint'>> {
  const outcome = await readReport(bytes, forms)
  if (!outcome.ok) {
    const { message } = outcome.unreadable
    return /^[^\n]*\p{Script=Han}[^\n]*$/u.test(message)
      ? { status: 2 }
      : { status: 2, complaint: `refuses without a sentence: ${message}` }
  }
  const { reading, findings, paper } = outcome.report
  const status = findings.some((finding) => finding.severity === 'error') ? 1 : 0
  JSON.parse(JSON.stringify(toReportJson(outcome.report)))
  const complaint = Object.entries(reading.cells)
    .map(([key, value]) => doubtAbout(key, value, reading.sources[key], paper?.text))
    .find((found) => found !== undefined)
  return complaint ? { status, complaint } : { status }
}

/** A number must be finite and stand where the reading says it does; our own data have no text to stand in. */
function doubtAbout(
  key: string,
  value: number | null,
  place: { readonly start: number; readonly end: number; readonly text: string } | undefined,
  text: string | undefined,
): string | undefined {
  if (value === null) return undefined
  if (!Number.isFinite(value)) return `${key} is ${value}`
  if (text === undefined) return undefined
  if (!place) return `${key} is ${value} but has no source`
  if (text.slice(place.start, place.end) !== place.text) return `${key}: the source is not at its place`
  return undefined
}
