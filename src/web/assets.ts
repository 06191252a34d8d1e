import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { paths } from './paths.ts'

/** Parts of the design system that our pages use. */
const parts = ['base', 'button', 'input', 'alert', 'tag', 'skip-link'] as const

/** Later layers win, whatever the selector. */
const layers = '@layer ds.theme, ds.base, ds.components, house;'

/** A file that never changes under its name. */
export interface Asset {
  readonly file: string
  readonly path: string
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzip: Uint8Array<ArrayBuffer>
  readonly brotli: Uint8Array<ArrayBuffer>
}

const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

function makeAsset(name: string, extension: string, type: string, text: string): Asset {
  const plain = copy(Buffer.from(text))
  const file = `${name}-${createHash('sha256').update(plain).digest('hex').slice(0, 12)}.${extension}`
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
  return { file, path: `${paths.assets}/${file}`, type, plain, gzip: copy(gzipSync(plain)), brotli: copy(brotli) }
}

/** Whether this very file runs as built, and not from the sources as in tests. */
const isBuilt = (root: string) => fileURLToPath(import.meta.url).startsWith(join(root, 'dist/'))

/** Where the folder of assets is: in the sources, or built. */
function assetFolder(root: string): string {
  const folder = [join(root, 'src/web/assets'), join(root, 'dist/assets')].find((place) => existsSync(place))
  if (!folder) throw new Error(`There is no folder of assets in ${root}`)
  return folder
}

/** The one style sheet: our theme, the design system's parts, our layout and the sheets of single areas. */
export function loadStyleSheet(root: string): Asset {
  const folder = assetFolder(root)
  const { resolve } = createRequire(join(root, 'package.json'))
  const read = (file: string) => readFileSync(file, 'utf8').replace('@charset "UTF-8";', '')
  const part = (name: string) => {
    const css = read(resolve(`@digdir/designsystemet-css/${name}.css`))
    return `@layer ds.${name === 'base' ? 'base' : 'components'}{${css}}`
  }
  const areas = readdirSync(folder).filter(
    (name) => name.endsWith('.css') && !['theme.css', 'house.css'].includes(name),
  )
  const own = ['house.css', ...areas.sort()].map((name) => read(join(folder, name)))
  const css = [layers, read(join(folder, 'theme.css')), ...parts.map(part), ...own].join('\n')
  return makeAsset('gongkai', 'css', 'text/css; charset=utf-8', css)
}

/** Scripts of single pages, each of which works without: `src/web/islands/<name>.ts`. */
const scriptNames = ['import', 'redact', 'verify', 'worklist', 'suggest'] as const

export type ScriptName = (typeof scriptNames)[number]

function scriptText(root: string, name: ScriptName): string {
  if (isBuilt(root)) return readFileSync(join(root, `dist/assets/${name}.js`), 'utf8')
  const { buildSync } = createRequire(join(root, 'package.json'))('esbuild') as typeof import('esbuild')
  const entry = join(root, `src/web/islands/${name}.ts`)
  return buildSync({ entryPoints: [entry], write: false, ...scriptOptions }).outputFiles[0]?.text ?? ''
}

/** As in scripts/build.mjs. */
const scriptOptions = { bundle: true, minify: true, format: 'esm', target: 'es2022', platform: 'browser' } as const

/** The scripts of all pages, by name. */
export function loadScripts(root: string): Readonly<Record<ScriptName, Asset>> {
  const script = (name: ScriptName) => makeAsset(name, 'js', 'text/javascript; charset=utf-8', scriptText(root, name))
  return {
    import: script('import'),
    redact: script('redact'),
    verify: script('verify'),
    worklist: script('worklist'),
    suggest: script('suggest'),
  }
}
