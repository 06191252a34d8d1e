import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { CannotStart } from './cannot-start.ts'

const whole = (most: number) => z.int().check(z.minimum(1), z.maximum(most))

const limit = z.strictObject({ attempts: whole(1_000_000), minutes: whole(525_600) })

const schema = z.strictObject({
  drafts: limit,
  files: limit,
  suggestions: limit,
  filingsFromAddress: limit,
  filingsOfPerson: limit,
})

/** How often something may be done within how many minutes. */
export type PublicLimits = z.infer<typeof schema>

/**
 * Reads `data/public-limits.json`: how much one address, or one person, may do on the portal.
 *
 * @throws {CannotStart} where the file does not hold it
 */
export function loadPublicLimits(file: string): PublicLimits {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new CannotStart(`网上申请的次数限制文件 ${file} 不能用：${(error as Error).message}`)
  }
}
