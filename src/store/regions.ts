import { type Expression, type SqlBool, sql } from 'kysely'

/** The last character that text can hold: what begins with a text sorts before the text with it at its end. */
const last = '\u{10ffff}'

/** Reports of bodies in a division and in those below it, whose names begin with its own: 示例省, 示例省示例市. */
export const inRegion = (region: string): Expression<SqlBool> =>
  sql<SqlBool>`body_region >= ${region} and body_region < ${region + last}`
