import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import type { ClockRules } from '../domain/request/look.ts'
import { CannotStart } from './cannot-start.ts'

const workdays = z.int().check(z.minimum(0), z.maximum(20))

const schema = z.strictObject({
  lamp: z.strictObject({ red: workdays, amber: workdays }),
  reasonsPause: z.boolean(),
})

/**
 * Reads `data/clock.json`: remaining workdays from which the lamp is red or amber, and what the law leaves open.
 *
 * @throws {CannotStart} where the file does not hold them
 */
export async function loadClockRules(file: string): Promise<ClockRules> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new CannotStart(`期限设置文件 ${file} 不能用：${(error as Error).message}`)
  }
}
