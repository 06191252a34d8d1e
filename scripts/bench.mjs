// npm run bench: builds the program and the benchmarks, and runs them; arguments go to bench/main.ts.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './set-up.mjs'

await setUp()
const { bundle } = await import('./build.mjs')
await bundle('bench/main.ts', 'dist-bench')
const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist-bench/main.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
process.exit(status ?? 1)
