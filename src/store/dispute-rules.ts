import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { type DisputeRules, type RulingId, rulingIds } from '../domain/request/disputes.ts'
import { CannotStart } from './cannot-start.ts'

const results = ['upheld', 'overturned', 'other-result'] as const

const schema = z.strictObject({
  countedIn: z.enum(['concluded', 'filed']),
  columns: z.record(z.enum(rulingIds as readonly [RulingId, ...RulingId[]]), z.enum(results)),
})

/**
 * Reads `data/disputes.json`: the column of the report that counts each ruling, and which year counts a dispute.
 *
 * @throws {CannotStart} where the file does not hold them
 */
export async function loadDisputeRules(file: string): Promise<DisputeRules> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new CannotStart(`复议诉讼设置文件 ${file} 不能用：${(error as Error).message}`)
  }
}
