import { answerJobs } from '../../src/app/reading/answer-jobs.ts'
import type { ReadSource, SentOutcome } from '../../src/app/reading/read-worker.ts'

// A reading thread that does to itself what the words of a source tell, as hostile files might do to the real one.

const later = (harm: () => void) => setTimeout(harm, 1)

const harms: Readonly<Record<string, () => void | Promise<void>>> = {
  hang: () => {
    for (;;);
  },
  memory: () => {
    for (const all: number[][] = []; ; ) all.push(new Array(1e5).fill(all.length))
  },
  exit: () => process.exit(3),
  throw: () => Promise.reject(new Error('broken')),
  'late throw': () => {
    later(() => {
      throw new Error('late')
    })
  },
  'late rejection': () => {
    later(() => void Promise.reject(new Error('late')))
  },
  slow: () => new Promise((resolve) => setTimeout(resolve, 30)),
}

answerJobs(async ({ bytes }: ReadSource): Promise<SentOutcome> => {
  const told = new TextDecoder().decode(bytes)
  await harms[told]?.()
  return { ok: false, unreadable: { code: 'read', message: told } }
})
