import { dirname, join, normalize } from 'node:path/posix'

export interface SourceFile {
  /** From the project's folder, with slashes: `src/web/app.tsx`. */
  readonly path: string
  readonly text: string
}

const longest = 300

/** Rooms that each room may import, besides itself. Files that stand directly in src/ are the room `main`. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  main: ['web', 'jobs', 'cli', 'app', 'store', 'formats', 'domain'],
  web: ['app', 'store', 'formats', 'domain'],
  jobs: ['app', 'store', 'formats', 'domain'],
  cli: ['app', 'store', 'formats', 'domain'],
  app: ['store', 'formats', 'domain'],
  store: ['domain'],
  formats: ['domain'],
  domain: [],
}

/** What must stand in main.ts alone, so that everything else gives the same result for the same input. */
const ambient: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\bnew Date\(\s*\)|\bDate\.now\b|\bDate\(\)|\bperformance\.now\b/, what: 'the clock' },
  { pattern: /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/, what: 'randomness' },
  { pattern: /\bimport\b[^'"]*\brandom(Bytes|Int)\b[^'"]*['"](node:)?crypto['"]/, what: 'randomness' },
  { pattern: /\bprocess\.env\b/, what: 'the environment' },
  { pattern: /\bprocess\.argv\b/, what: 'the command line' },
]

/** The text without comments; what stands in strings is kept. */
export function withoutComments(text: string): string {
  const part = /\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g
  return text.replace(part, (found) => (found.startsWith('/') ? '' : found))
}

/** Names of all that a file imports or re-exports, in static and dynamic form. */
export function importsOf(text: string): readonly string[] {
  const code = withoutComments(text)
  const statements = code.matchAll(/(?:^|[;\n}])\s*(?:import|export)\b(?:[^'";()]*\bfrom\b)?\s*['"]([^'"]+)['"]/g)
  const calls = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)
  return [...statements, ...calls].map((match) => match[1] as string)
}

export function roomOf(path: string): string {
  const [, room, ...rest] = path.split('/')
  return rest.length === 0 ? 'main' : (room as string)
}

const targetOf = (path: string, name: string) => normalize(join(dirname(path), name))

function wrongArrow(path: string, name: string): string | undefined {
  const room = roomOf(path)
  if (!name.startsWith('.'))
    return room === 'domain' ? `${path} imports ${name}, but the domain imports only itself.` : undefined
  const target = targetOf(path, name)
  if (!target.startsWith('src/')) return `${path} imports ${target}, which lies outside src.`
  if (target === 'src/config.ts' && room !== 'main')
    return `${path} imports the configuration; main alone reads it and hands on what is needed.`
  const other = roomOf(target)
  if (other === room || arrows[room]?.includes(other)) return undefined
  return `${path} imports ${target}, but ${room} may not know ${other}.`
}

/** Sentences for imports against the arrows of the house. */
export function brokenArrows({ path, text }: SourceFile): readonly string[] {
  const room = roomOf(path)
  if (!(room in arrows)) return [`${path} stands in the room ${room}, which the house does not have.`]
  return importsOf(text).flatMap((name) => wrongArrow(path, name) ?? [])
}

/** Verbs by which functions of the store write. */
const writing = /\b(?:append|save|remove|expect|lock|keep|openBatch)(?:[A-Z]\w*)?\b/

/** Sentences for imports by which web writes into the store; what is done with a report is a verb of app. */
export function webWrites({ path, text }: SourceFile): readonly string[] {
  if (roomOf(path) !== 'web') return []
  const imports = withoutComments(text).matchAll(/\bimport\s*\{([^}]*)\}\s*from\s*['"][^'"]*\/store\/[^'"]*['"]/g)
  return [...imports].flatMap(([, names = '']) => {
    const verb = writing.exec(names)?.[0]
    return verb === undefined ? [] : [`${path} imports ${verb} from the store; only app writes.`]
  })
}

const hidden = /^src\/(web\/desk\/|store\/(accounts|sessions|second-steps|sections)\.ts$)/

/** Sentences for ways from the public portal to what only signed-in people may see, direct or through other files. */
export function portalLeaks(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const portal = files.filter(({ path }) => path.startsWith('src/web/portal/'))
  const seen = new Set<string>()
  const follow = (path: string, way: readonly string[]): readonly string[] => {
    if (hidden.test(path))
      return [`${[...way, path].join(' → ')}: the portal must not reach what only the desk may see.`]
    const file = byPath.get(path)
    if (!file || seen.has(path)) return []
    seen.add(path)
    const relative = importsOf(file.text).filter((name) => name.startsWith('.'))
    return relative.flatMap((name) => follow(targetOf(path, name), [...way, path]))
  }
  return portal.flatMap(({ path }) => follow(path, []))
}

/** Sentences for clock, randomness, environment and command line outside main.ts. */
export function ambientUses({ path, text }: SourceFile): readonly string[] {
  if (path === 'src/main.ts') return []
  const code = withoutComments(text)
  return ambient
    .filter(({ pattern }) => pattern.test(code))
    .map(({ what }) => `${path} reads ${what}; only src/main.ts may.`)
}

/** A sentence for a file that is too long, save those that are tables of data. */
export function tooLong({ path, text }: SourceFile, tables: readonly string[]): readonly string[] {
  const lines = text.trimEnd().split('\n').length
  return lines > longest && !tables.includes(path) ? [`${path} has ${lines} lines; ${longest} are the limit.`] : []
}

/** A sentence for a file that passes on everything of another one. */
export function barrels({ path, text }: SourceFile): readonly string[] {
  return /\bexport\s*\*/.test(withoutComments(text)) ? [`${path} is a barrel; import from where a thing is made.`] : []
}
