// npm test: set-up, build, all tests; arguments go to vitest.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, say, setUp } from './set-up.mjs'

const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function browserNotice(chromium) {
  if (chromium) return undefined
  const folder = join(root, 'test/browser')
  const flows = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.test.ts')) : []
  const why = process.env.GONGKAI_CHROMIUM
    ? `GONGKAI_CHROMIUM 所指的 ${process.env.GONGKAI_CHROMIUM} 不存在`
    : '没有找到 Chromium'
  return `${why}，以下浏览器流程没有运行（装好 chromium 或设置 GONGKAI_CHROMIUM 后重试）：\n${flows.map((name) => `  test/browser/${name}`).join('\n')}`
}

await setUp()
const wanted = process.env.GONGKAI_CHROMIUM
const chromium = (wanted ? [wanted] : places).find((path) => existsSync(path))
const { GONGKAI_CHROMIUM: _, ...environment } = process.env
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--no-isolate', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...environment, ...(chromium && { GONGKAI_CHROMIUM: chromium }) } },
)
const notice = browserNotice(chromium)
if (notice) say(`\n${notice}`)
process.exit(status ?? 1)
