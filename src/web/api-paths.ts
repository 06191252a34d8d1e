import { paths } from './paths.ts'

/** Addresses of the read API; those with {braces} are patterns as OpenAPI writes them. */
export const apiPaths = {
  entrance: paths.api,
  document: `${paths.api}/openapi.json`,
  reports: `${paths.api}/reports`,
  reportPattern: `${paths.api}/reports/{key}`,
  report: (agencyId: number, year: number) => `${paths.api}/reports/${agencyId}-${year}`,
  bodies: `${paths.api}/bodies`,
  bodyPattern: `${paths.api}/bodies/{id}`,
  body: (id: number) => `${paths.api}/bodies/${id}`,
  forms: `${paths.api}/forms`,
  formPattern: `${paths.api}/forms/{id}`,
  form: (id: string) => `${paths.api}/forms/${id}`,
  dictionary: `${paths.api}/dictionary.csv`,
  cellsCsv: `${paths.api}/cells.csv`,
  cellsNdjson: `${paths.api}/cells.ndjson`,
  cellsJson: `${paths.api}/cells.json`,
} as const

/** Pages about the open data. */
export const dataPaths = {
  api: `${paths.data}/api`,
  dictionary: (formId: string) => `${paths.data}/forms/${formId}`,
  dictionaryPattern: `${paths.data}/forms/:id{[0-9a-z-]+}`,
} as const
