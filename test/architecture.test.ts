import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  ambientUses,
  barrels,
  brokenArrows,
  importsOf,
  portalLeaks,
  type SourceFile,
  tooLong,
  webWrites,
  withoutComments,
} from './architecture.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Files that are tables of data and may be long. */
const tables: readonly string[] = []

const files: readonly SourceFile[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({
    path: `src/${name.replaceAll('\\', '/')}`,
    text: readFileSync(join(root, 'src', name), 'utf8'),
  }))

describe('The house', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(40)
  })

  it('keeps its arrows: main, then web, jobs and cli, then app, then store and formats, then domain', () => {
    expect(files.flatMap(brokenArrows)).toEqual([])
  })

  it('writes into the store from app alone, never from web', () => {
    expect(files.flatMap(webWrites)).toEqual([])
  })

  it('hands the portal nothing that only the desk may see', () => {
    expect(portalLeaks(files)).toEqual([])
  })

  it('reads clock, randomness, environment and command line in main.ts alone', () => {
    expect(files.flatMap(ambientUses)).toEqual([])
  })

  it('has no file that is too long', () => {
    expect(files.flatMap((file) => tooLong(file, tables))).toEqual([])
  })

  it('has no barrels', () => {
    expect(files.flatMap(barrels)).toEqual([])
  })
})

const file = (path: string, text: string): SourceFile => ({ path, text })

describe('The look at imports', () => {
  it('finds every form of import', () => {
    const text = `
      import './a.ts'
      import b from './b.ts'
      import { c, type C } from './c.ts'
      import type { D } from './d.ts'
      import {
        e,
      } from './e.ts'
      export { f } from './f.ts'
      export * from './g.ts'
      const h = await import('./h.ts')
      type I = import('./i.ts').I
      import j, * as k from "./j.ts"; import l from './l.ts'`
    expect([...importsOf(text)].sort().join(' ')).toBe(
      './a.ts ./b.ts ./c.ts ./d.ts ./e.ts ./f.ts ./g.ts ./h.ts ./i.ts ./j.ts ./l.ts',
    )
  })

  it('passes over comments, but not over addresses in strings', () => {
    expect(importsOf("// import x from './x.ts'\n/* import('./y.ts') */")).toEqual([])
    expect(withoutComments("const a = 'https://a.example' // b")).toBe("const a = 'https://a.example' ")
  })
})

describe('The look at arrows', () => {
  it.each([
    ['src/domain/a/b.ts', '../../store/x.ts'],
    ['src/domain/a.ts', 'node:fs'],
    ['src/domain/a.ts', 'zod'],
    ['src/formats/a.ts', '../store/x.ts'],
    ['src/store/a.ts', '../formats/x.ts'],
    ['src/store/a.ts', '../app/x.ts'],
    ['src/app/a.ts', '../web/x.tsx'],
    ['src/web/portal/a.tsx', '../../cli/x.ts'],
    ['src/cli/a.ts', '../web/x.tsx'],
    ['src/web/a.tsx', '../main.ts'],
    ['src/web/a.tsx', '../config.ts'],
    ['src/web/a.tsx', '../../test/x.ts'],
    ['src/helpers/a.ts', './b.ts'],
  ])('stops %s from importing %s', (path, name) => {
    expect(brokenArrows(file(path, `import { x } from '${name}'`))).toHaveLength(1)
    expect(brokenArrows(file(path, `const x = await import('${name}')`))).toHaveLength(1)
  })

  it('stops web from writing into the store, and lets it read', () => {
    const importing = (names: string, path = 'src/web/desk/a.ts') =>
      webWrites(file(path, `import { ${names} } from '../../store/reports.ts'`))
    expect(importing('findReport, saveStatus')).toHaveLength(1)
    expect(importing('type ReportKey,\n  appendReports,\n')).toHaveLength(1)
    expect(importing('findReport, openSheetExport, type SavedSearch')).toEqual([])
    expect(importing('saveStatus', 'src/app/a.ts')).toEqual([])
  })

  it.each([
    ['src/main.ts', './cli/x.ts'],
    ['src/serve.ts', './config.ts'],
    ['src/web/a.tsx', '../store/x.ts'],
    ['src/cli/a.ts', '../app/x.ts'],
    ['src/app/a.ts', '../formats/x.ts'],
    ['src/store/postgres/a.ts', '../x.ts'],
    ['src/store/a.ts', 'pg'],
    ['src/domain/report/a.ts', '../agency/x.ts'],
  ])('lets %s import %s', (path, name) => {
    expect(brokenArrows(file(path, `import { x } from '${name}'`))).toEqual([])
  })
})

describe('The look at the portal', () => {
  it('finds the way to the desk through another file', () => {
    const leaks = portalLeaks([
      file('src/web/portal/home.tsx', "import { a } from '../layout.tsx'"),
      file('src/web/layout.tsx', "import { b } from '../store/sessions.ts'"),
    ])
    expect(leaks).toEqual([
      'src/web/portal/home.tsx → src/web/layout.tsx → src/store/sessions.ts: the portal must not reach what only the desk may see.',
    ])
  })

  it('is content with what is public', () => {
    expect(portalLeaks([file('src/web/portal/home.tsx', "import { a } from '../../store/reports.ts'")])).toEqual([])
  })
})

describe('The look at surroundings', () => {
  it.each([
    'const t = new Date()',
    'const t = Date.now()',
    'const x = Math.random()',
    'const v = process.env.HOME',
    'const a = process.argv[2]',
    "import { createHash, randomBytes } from 'node:crypto'",
    'const id = crypto.randomUUID()',
  ])('stops "%s" outside main.ts', (text) => {
    expect(ambientUses(file('src/app/a.ts', text))).toHaveLength(1)
    expect(ambientUses(file('src/main.ts', text))).toEqual([])
  })

  it('lets a given time be turned into a date', () => {
    expect(ambientUses(file('src/app/a.ts', 'const t = new Date(text) // not Date.now'))).toEqual([])
  })
})

describe('The look at files', () => {
  it('finds one line too many, save in a table', () => {
    expect(tooLong(file('src/app/a.ts', 'x\n'.repeat(301)), [])).toHaveLength(1)
    expect(tooLong(file('src/app/a.ts', 'x\n'.repeat(300)), [])).toEqual([])
    expect(tooLong(file('src/app/a.ts', 'x\n'.repeat(301)), ['src/app/a.ts'])).toEqual([])
  })

  it('finds a barrel', () => {
    expect(barrels(file('src/app/a.ts', "export * from './b.ts'"))).toHaveLength(1)
    expect(barrels(file('src/app/a.ts', "export { b } from './b.ts'"))).toEqual([])
  })
})
