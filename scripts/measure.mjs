// npm run bench, npm run fuzz: builds the program and the entry named first, and runs it with the other arguments.
import { spawnSync } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { root, setUp } from './set-up.mjs'

const [entry, ...rest] = process.argv.slice(2)
const folder = join('dist-bench', basename(dirname(entry)))

await setUp()
const { bundle } = await import('./build.mjs')
await bundle(entry, folder)
const { status } = spawnSync(process.execPath, ['--enable-source-maps', join(root, folder, 'main.js'), ...rest], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(status ?? 1)
