import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Section } from './measure.ts'
import { freePort } from './program.ts'

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Starts the site and waits for its first page; gives the seconds. Throws when it ends or takes a minute. */
async function startOnce(root: string, data: string): Promise<number> {
  const port = await freePort()
  const started = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, PORT: String(port), GONGKAI_DATA: data, DATABASE_URL: '', LOG_LEVEL: 'silent' },
  })
  try {
    while (performance.now() - started < 60_000) {
      if (ended(child)) throw new Error(`npm start ended with ${child.exitCode ?? child.signalCode}`)
      const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
      if (page?.ok && (await page.text()).includes('</html>')) return (performance.now() - started) / 1000
      await wait(15)
    }
    throw new Error('no page after a minute')
  } finally {
    await stop(child)
  }
}

async function stop(child: ChildProcess) {
  if (ended(child) || child.pid === undefined) return
  const gone = new Promise((resolve) => child.once('close', resolve))
  process.kill(-child.pid, 'SIGTERM')
  await gone
}

/** From `npm start` to the first page: with a new data folder, and with one that is there. */
export async function measureStarting(root: string): Promise<Section> {
  const data = mkdtempSync(join(tmpdir(), 'gongkai-bench-data-'))
  try {
    const first = await startOnce(root, data)
    const warm = [await startOnce(root, data), await startOnce(root, data), await startOnce(root, data)]
    return {
      title: 'From `npm start` to the first page',
      columns: ['start', 'seconds', 'goal'],
      rows: [
        ['first: database made, demonstration content loaded', first.toFixed(2), '≤ 8'],
        ['again, best of three', Math.min(...warm).toFixed(2), '≤ 3'],
        ['again, worst of three', Math.max(...warm).toFixed(2), '≤ 3'],
      ],
      notes: [
        'Packages installed and program built; a data folder of its own and a free port; the page fetched whole.',
      ],
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
