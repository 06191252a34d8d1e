import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** Names that reports have; the kind itself is told from the content. */
const endings = new Set(['.html', '.htm', '.txt', '.md', '.docx', '.xlsx', '.pdf', '.csv', '.json'])

/** Whether a folder stands at the path; a link counts as what it leads to. */
export function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  )
}

/**
 * The files to check, in the order given and by name within folders.
 *
 * Folders are walked with all below them, leaving out hidden ones and links to folders; a file named outright is
 * always taken, whatever its name, and whether or not it exists.
 *
 * @param closed is told of each folder that cannot be opened
 */
export async function* walkReports(paths: readonly string[], closed: (folder: string) => void): AsyncGenerator<string> {
  for (const path of paths) {
    if (await isFolder(path)) yield* walkFolder(path, closed)
    else yield path
  }
}

async function* walkFolder(folder: string, closed: (folder: string) => void): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    closed(folder)
    return []
  })
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walkFolder(path, closed)
    else if (endings.has(extname(entry.name).toLowerCase()) && (entry.isFile() || (await leadsToFile(path)))) yield path
  }
}

function leadsToFile(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isFile(),
    () => false,
  )
}
