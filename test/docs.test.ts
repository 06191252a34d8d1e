import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
const documents = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('docs/decisions'), 'demo/README.md'].sort()
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const exists = (path: string) => existsSync(join(root, path))

const fenced = /^```(\w*)\n([\s\S]*?)^```$/gm
const withoutCode = (markdown: string) => markdown.replace(fenced, '')

/** The anchor that the code hosts make of a heading. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const anchorsOf = (markdown: string) =>
  [...withoutCode(markdown).matchAll(/^#{1,6} (.+)$/gm)].map((match) => slug((match[1] as string).replaceAll('`', '')))

const linksOf = (document: string) =>
  [...withoutCode(text(document)).matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)]
    .map((match) => ({ picture: match[1] === '!', target: match[2] as string }))
    .filter(({ target }) => !/^[a-z]+:/.test(target))

const broken = (document: string, target: string): string | undefined => {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? document : relative(root, resolve(root, dirname(document), path))
  if (!exists(file)) return `${target}: there is no ${file}`
  if (anchor === undefined || anchorsOf(text(file)).includes(decodeURIComponent(anchor))) return undefined
  return `${target}: ${file} has no such heading`
}

const repositoryPath =
  /^(?:bench|bin|data|demo|docs|migrations|scripts|src|test)\/[\w./*{},-]*$|^[\w-]+\.(?:json|md|ts)$/

/** Whether a path holds, where `*` stands for any part of a name and a bare file name may be in any documented folder. */
const holds = (path: string) => {
  if (!path.includes('*'))
    return exists(path) || ['demo', 'docs', 'data/report-forms'].some((at) => exists(join(at, path)))
  const folder = dirname(path)
  const pattern = new RegExp(
    `^${path
      .slice(folder.length + 1)
      .replaceAll('.', '\\.')
      .replaceAll('*', '[^/]+')}$`,
  )
  return exists(folder) && readdirSync(join(root, folder)).some((name) => pattern.test(name))
}

const pathsIn = (document: string) =>
  [...withoutCode(text(document)).matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1] as string)
    .filter((word) => repositoryPath.test(word))
const faultsOf = (document: string, picture: boolean) =>
  linksOf(document)
    .filter((link) => link.picture === picture)
    .flatMap(({ target }) => broken(document, target) ?? [])
const withLinks = (picture: boolean) =>
  documents.filter((name) => linksOf(name).some((link) => link.picture === picture))

describe('the documents', () => {
  test.each(withLinks(false))('%s links only to files and headings that are there', (document) => {
    expect(faultsOf(document, false)).toEqual([])
  })

  test.each(withLinks(true))('%s shows only pictures that are there', (document) => {
    expect(faultsOf(document, true)).toEqual([])
  })

  test.each(documents.filter((name) => pathsIn(name).length > 0))('%s names only paths that are there', (document) => {
    expect(pathsIn(document).filter((path) => !holds(path))).toEqual([])
  })
})

interface Line {
  readonly document: string
  readonly command: string
  /** Exit status that the document promises; 0 where it is silent. */
  readonly status: number
}

const lines: readonly Line[] = documents.flatMap((document) =>
  [...text(document).matchAll(fenced)]
    .filter((match) => match[1] === 'sh')
    .flatMap((match) => (match[2] as string).split('\n'))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [command = '', remark = ''] = line.split(/\s+# /)
      return { document, command: command.trim(), status: Number(/exit status (\d)/.exec(remark)?.[1] ?? 0) }
    }),
)
const ours = new Set(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/tour.md'])
const shown = lines.filter(({ document }) => ours.has(document))
const isGongkai = ({ command }: Line) => command.startsWith('bin/gongkai ')

describe('the commands that the documents show', () => {
  const { scripts } = JSON.parse(text('package.json')) as { scripts?: Record<string, string> }

  test('are all of a kind that this test can try', () => {
    const known = /^(?:bin\/gongkai |npm (?:start|test|install|ci)$|npm run |npx (?:vitest run|biome check|tsc) )/
    expect(shown.map(({ command }) => command).filter((command) => !known.test(`${command}`))).toEqual([])
    expect(shown.filter(isGongkai).length).toBeGreaterThan(0)
  })

  test('of npm are scripts of the package', () => {
    const named = shown.map(({ command }) => /^npm (?:run )?([\w:-]+)/.exec(command)?.[1])
    const wanted = named.filter((name) => name !== undefined && !['install', 'ci'].includes(name))
    expect(wanted.filter((name) => !scripts?.[name as string])).toEqual([])
  })

  test('name only test files that are there', () => {
    const files = shown.flatMap(({ command }) => command.split(' ').filter((word) => word.startsWith('test/')))
    expect(files.filter((file) => !exists(file))).toEqual([])
  })

  const once = new Map(shown.filter(isGongkai).map((line) => [`${line.command} ends with ${line.status}`, line]))
  test.each([...once])('%s', { timeout: 60_000 }, (_, line) => {
    const run = spawnSync('bash', ['-c', line.command], { cwd: root, encoding: 'utf8' })
    expect(run.status, `${run.stdout}\n${run.stderr}`).toBe(line.status)
    expect(`${run.stdout}${run.stderr}`.trim()).not.toBe('')
  })
})

describe('the code that the documents quote', () => {
  const excerpts = [...ours].flatMap((document) =>
    [...(exists(document) ? text(document) : '').matchAll(fenced)]
      .filter((match) => match[1] === 'ts')
      .map((match) => {
        const [head = '', ...quoted] = (match[2] as string).trimEnd().split('\n')
        return { says: `${document}: ${head}`, file: head.replace('// ', ''), quoted: quoted.join('\n') }
      }),
  )

  test.each(excerpts.map((excerpt) => [excerpt.says, excerpt] as const))('%s', (_, { file, quoted }) => {
    expect(text(file)).toContain(quoted)
  })
})

describe('the terms', () => {
  const rows = [...text('docs/terms.md').matchAll(/^\| ([\w ]+) \|.*\| `(\w+)` in `([\w/.-]+)` \|/gm)].map((match) => ({
    term: match[1] as string,
    name: match[2] as string,
    file: match[3] as string,
  }))

  test('name their place in the code', () => expect(rows.length).toBeGreaterThan(10))

  const told = rows.map((row) => [`${row.term} is exported as ${row.name} by ${row.file}`, row] as const)
  test.each(told)('%s', (_, { name, file }) => {
    expect(text(file)).toMatch(new RegExp(`^export (?:interface|type|const|(?:async )?function) ${name}\\b`, 'm'))
  })
})
