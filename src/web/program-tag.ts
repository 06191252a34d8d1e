import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Tells one program with its data (forms, templates) from another one: answers that are made by another program are
 * other answers, though nothing in the database has changed. The same on all machines that run the same program.
 */
export function programTag(root: string): string {
  const hash = createHash('sha256')
  // The build leaves there what its sources were.
  const built = join(root, 'dist/.built')
  const data = readdirSync(join(root, 'data'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  for (const file of [join(root, 'package.json'), built, ...data.sort()])
    if (existsSync(file)) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}
