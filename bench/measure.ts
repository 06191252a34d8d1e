import { readFileSync } from 'node:fs'

/** A number at this share of the sorted times, as 0.5 for the median. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Milliseconds of each run, after a few that warm up. */
export async function timesOf(runs: number, work: () => unknown): Promise<number[]> {
  for (let left = Math.ceil(runs / 10); left > 0; left -= 1) await work()
  const times: number[] = []
  for (let left = runs; left > 0; left -= 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times
}

const readProc = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Resident memory of a process and all below it, in megabytes; 0 where /proc does not tell. */
export function residentMemory(pid: number): number {
  const pages = Number(readProc(`/proc/${pid}/statm`).split(' ')[1] ?? 0)
  const children = readProc(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean)
  return (pages * 4096) / 1024 / 1024 + children.reduce((sum, child) => sum + residentMemory(Number(child)), 0)
}

/**
 * Memory of a process and all below it in megabytes, each page shared out among those who hold it: what the processes of
 * PostgreSQL have in common counts once. 0 where /proc does not tell.
 */
export function sharedOutMemory(pid: number): number {
  const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
  const children = readProc(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean)
  return kilobytes / 1024 + children.reduce((sum, child) => sum + sharedOutMemory(Number(child)), 0)
}

/** A part of the results: what was measured, as a table. */
export interface Section {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly notes: readonly string[]
}

export function asMarkdown({ title, columns, rows, notes }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = `|${columns.map((_, place) => (place === 0 ? '---' : '---:')).join('|')}|`
  return [`### ${title}`, '', line(columns), rule, ...rows.map(line), '', ...notes].join('\n').trimEnd()
}

export const milliseconds = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`
