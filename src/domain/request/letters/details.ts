import { isPlainDate, type PlainDate } from '../../calendar/plain-date.ts'

/**
 * What a letter must or may say besides what the dossier knows, as data: the desk's form, the check for what is missing
 * and the types of the writers are all read off it.
 */
export type Detail = {
  /** Its name on the desk. */
  readonly says: string
  readonly article: string
  readonly required: boolean
} & (
  | { readonly shape: 'text' | 'day' | 'lines' | 'number' }
  | { readonly shape: 'choice'; readonly options: Readonly<Record<string, string>> }
  | { readonly shape: 'rows' | 'part'; readonly of: Details }
)

export type Details = { readonly [name: string]: Detail }

type ValueOf<D> = D extends { readonly shape: 'text' }
  ? string
  : D extends { readonly shape: 'day' }
    ? PlainDate
    : D extends { readonly shape: 'number' }
      ? number
      : D extends { readonly shape: 'lines' }
        ? readonly string[]
        : D extends { readonly shape: 'choice'; readonly options: infer Options }
          ? keyof Options & string
          : D extends { readonly shape: 'rows'; readonly of: infer Inner }
            ? readonly DetailsOf<Inner>[]
            : D extends { readonly shape: 'part'; readonly of: infer Inner }
              ? DetailsOf<Inner>
              : never

/** The values of details: what is not required may be absent. */
export type DetailsOf<All> = {
  readonly [Name in keyof All as All[Name] extends { readonly required: true } ? Name : never]: ValueOf<All[Name]>
} & {
  readonly [Name in keyof All as All[Name] extends { readonly required: false } ? Name : never]?: ValueOf<All[Name]>
}

const plain =
  <const Shape extends 'text' | 'day' | 'lines' | 'number'>(shape: Shape) =>
  (says: string, article: string) =>
    ({ shape, says, article, required: true }) as const

export const text = plain('text')
export const day = plain('day')
export const lines = plain('lines')
export const number = plain('number')

export const choice = <const Options extends Readonly<Record<string, string>>>(
  says: string,
  article: string,
  options: Options,
) => ({ shape: 'choice', says, article, options, required: true }) as const

/** One or more of the same make. */
export const rows = <const Inner extends Details>(says: string, article: string, of: Inner) =>
  ({ shape: 'rows', says, article, of, required: true }) as const

/** Several that belong together. */
export const part = <const Inner extends Details>(says: string, article: string, of: Inner) =>
  ({ shape: 'part', says, article, of, required: true }) as const

export const optional = <D extends Detail>(detail: D) =>
  ({ ...detail, required: false }) as unknown as Omit<D, 'required'> & { readonly required: false }

/** A detail without which a letter is not written, or that cannot be what it should be. */
export interface MissingDetail {
  /** `until`, `refused.0.reason`, `organ.court`. */
  readonly field: string
  /** What to do, for people. */
  readonly says: string
  readonly article: string
}

const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const linesIn = (value: unknown): readonly string[] | undefined => {
  const given = typeof value === 'string' ? value.split('\n') : value
  if (!Array.isArray(given) || !given.every((line) => typeof line === 'string')) return undefined
  return given.map((line) => line.trim()).filter((line) => line !== '')
}

const numberIn = (value: unknown) => {
  const given = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value
  return typeof given === 'number' && Number.isFinite(given) && given >= 0 ? given : undefined
}

const wants = {
  text: '文字',
  day: '日期，写作 2025-03-20',
  lines: '文字，每项一行',
  number: '数，不小于 0',
  choice: '所列各项之一',
  rows: '逐项列出的内容',
  part: '分项填写的内容',
} as const satisfies Record<Detail['shape'], string>

/** One reading of details; what is missing is gathered as it goes. */
function readOne(detail: Detail, value: unknown, field: string, missing: MissingDetail[]): unknown {
  const lacks = () => void missing.push({ field, says: `请写明${detail.says}。`, article: detail.article })
  const isWrong = () =>
    void missing.push({ field, says: `${detail.says}应当是${wants[detail.shape]}。`, article: detail.article })
  if (isBlank(value)) return detail.required ? lacks() : undefined
  switch (detail.shape) {
    case 'text':
      return typeof value === 'string' ? value.trim() : isWrong()
    case 'day':
      return typeof value === 'string' && isPlainDate(value) ? value : isWrong()
    case 'number':
      return numberIn(value) ?? isWrong()
    case 'lines': {
      const read = linesIn(value)
      if (read?.length === 0) return detail.required ? lacks() : undefined
      return read ?? isWrong()
    }
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(detail.options, value) ? value : isWrong()
    case 'rows':
      if (!Array.isArray(value)) return isWrong()
      if (value.length === 0) return detail.required ? lacks() : undefined
      return value.map((row, at) => readAll(detail.of, row, `${field}.${at}.`, missing))
    case 'part':
      return readAll(detail.of, value, `${field}.`, missing)
  }
}

const ofObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

function readAll(details: Details, given: unknown, before: string, missing: MissingDetail[]) {
  const values = ofObject(given)
  const read = Object.entries(details).map(([name, detail]) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return [name, readOne(detail, value, `${before}${name}`, missing)] as const
  })
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

/** The details as they are given, from a form or the database, with all that is missing among them. */
export function readDetails<const All extends Details>(details: All, given: unknown) {
  const missing: MissingDetail[] = []
  const values = readAll(details, given, '', missing) as DetailsOf<All>
  return { values, missing } as const
}
