import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { processesIn, type Running } from './site.ts'

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself a moment ago.
  }
}

const titleOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** A process of the database that works for the program, in the middle of something where there is one. */
function servant(place: string): number | undefined {
  const all = processesIn(place).map((pid) => ({ pid, title: titleOf(pid) }))
  const serving = all.filter(({ title }) => title.startsWith('postgres: gongkai gongkai'))
  return (serving.find(({ title }) => !/ idle\0*$/.test(title)) ?? serving[0])?.pid
}

const killDatabase = (place: string) => processesIn(place).forEach(kill)

/** What is killed, in turn; the program goes on only where the database helps itself. */
export const kills = [
  { what: 'the program', strike: ({ child }: Running) => child.kill('SIGKILL'), goesOn: false },
  { what: 'the database', strike: (_: Running, place: string) => killDatabase(place), goesOn: false },
  {
    what: 'one process of the database',
    strike: (_: Running, place: string) => {
      const pid = servant(place)
      if (pid !== undefined) kill(pid)
    },
    goesOn: true,
  },
  {
    what: 'both',
    strike: ({ child }: Running, place: string) => {
      child.kill('SIGKILL')
      killDatabase(place)
    },
    goesOn: false,
  },
] as const

export type Kill = (typeof kills)[number]

export async function ready(site: Running): Promise<Running> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${site.address}/readyz`).catch(() => undefined)
    if (answer?.ok) return site
    await pause(20)
  }
  throw new Error(`The site does not find its database again:\n${site.said()}`)
}
