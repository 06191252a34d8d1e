import type { Options } from 'csv-stringify'

/** RFC 4180: lines end as on Windows, and a field with a line break of any kind is quoted. */
export const dialect = { record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const satisfies Options

/** The same for a whole file: begins with the byte order mark by which Excel knows UTF-8. */
export const fileDialect = { ...dialect, bom: true } as const satisfies Options
