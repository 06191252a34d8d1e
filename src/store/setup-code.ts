import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { orCannotStart } from './cannot-start.ts'

const fileIn = (place: string) => join(place, 'setup-code')

/** The one-time code of the first run: kept until the first body exists, so that a restart does not change it. */
export async function setupCodeIn(place: string, randomBytes: (size: number) => Uint8Array): Promise<string> {
  const kept = await readFile(fileIn(place), 'utf8').catch(() => '')
  if (kept.trim() !== '') return kept.trim()
  const code = Buffer.from(randomBytes(12)).toString('hex')
  await orCannotStart(place, () => writeFile(fileIn(place), `${code}\n`, { mode: 0o600 }))
  return code
}

/** Once a body exists the code opens nothing and goes. */
export async function dropSetupCode(place: string): Promise<void> {
  await rm(fileIn(place), { force: true })
}
