// Builds src/web/assets/theme.css from designsystemet.config.json: `node scripts/theme.mjs`.
// The parts we never use are cut: a second typography, and schemes chosen by attribute (ours follows the system).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { transformSync } from 'esbuild'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'gongkai-theme-'))
const tool = join(root, 'node_modules/.bin/designsystemet')
const config = join(root, 'designsystemet.config.json')

/** Text from `opening` to its matching closing brace. */
function blockAt(css, start) {
  let depth = 0
  for (let i = css.indexOf('{', start); i < css.length; i++) {
    if (css[i] === '{') depth++
    if (css[i] === '}' && --depth === 0) return css.slice(start, i + 1)
  }
  throw new Error('unbalanced braces in the built theme')
}

function cut(css, opening) {
  const start = css.indexOf(opening)
  if (start < 0) throw new Error(`the built theme has no ${opening}`)
  return css.replace(blockAt(css, start), '')
}

try {
  const tokens = join(folder, 'design-tokens') // as the configuration says
  const built = join(folder, 'built')
  execFileSync(tool, ['tokens', 'create', '--config', config], { cwd: folder, stdio: 'inherit' })
  execFileSync(tool, ['tokens', 'build', '--config', config, '--tokens', tokens, '--out-dir', built], {
    cwd: folder,
    stdio: 'inherit',
  })
  const css = [
    '@media (prefers-color-scheme: light)',
    '@layer ds.theme.typography.secondary',
    '[data-color-scheme="dark"] {',
  ].reduce(cut, readFileSync(join(built, 'gongkai.css'), 'utf8'))
  writeFileSync(join(root, 'src/web/assets/theme.css'), transformSync(css, { loader: 'css', minify: true }).code)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
