import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
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

/** The one style sheet: our theme, the design system's parts, our layout. */
export function loadStyleSheet(root: string): Asset {
  const folder = [join(root, 'src/web/assets'), join(root, 'dist/assets')].find((place) => existsSync(place))
  if (!folder) throw new Error(`There is no folder of assets in ${root}`)
  const { resolve } = createRequire(join(root, 'package.json'))
  const read = (file: string) => readFileSync(file, 'utf8').replace('@charset "UTF-8";', '')
  const part = (name: string) => {
    const css = read(resolve(`@digdir/designsystemet-css/${name}.css`))
    return `@layer ds.${name === 'base' ? 'base' : 'components'}{${css}}`
  }
  const css = [layers, read(join(folder, 'theme.css')), ...parts.map(part), read(join(folder, 'house.css'))].join('\n')
  return makeAsset('gongkai', 'css', 'text/css; charset=utf-8', css)
}
