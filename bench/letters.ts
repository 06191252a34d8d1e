import { setTimeout as wait } from 'node:timers/promises'
import { type LetterKind, letterKinds } from '../src/domain/request/letters/kinds.ts'
import type { LetterPaper } from '../src/domain/request/letters/paper.ts'
import { writeLetterDocx } from '../src/formats/letters/docx-letter.ts'
import { typesetLetter } from '../src/formats/letters/typeset-letter.ts'
import { startTypesettingProcess } from '../src/formats/typeset/start-process.ts'
import { createTypesetter } from '../src/formats/typeset/typesetter.ts'
import { subject } from '../test/request/letters/examples.ts'
import { written } from '../test/request/letters/written.ts'
import { milliseconds, quantile, residentMemory, type Section, timesOf } from './measure.ts'

const kinds = Object.keys(letterKinds) as readonly LetterKind[]

/** Another dossier each time, each kind in turn, so that nothing is remembered of a letter. */
function dossiers(): () => LetterPaper {
  let number = 0
  return () => {
    number += 1
    const request = {
      ...subject.request,
      number: `2025-${number}`,
      content: `${subject.request.content}（第${number}件）`,
    }
    return written(kinds[number % kinds.length] ?? 'receipt', { request })
  }
}

const timed = async (work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** The first letter of a process that has been started in time, as when somebody signs in at the desk. */
async function firstOfStarted(root: string, paper: LetterPaper): Promise<number> {
  const child = startTypesettingProcess({ root })
  const typesetter = createTypesetter({ start: () => child })
  await wait(2000)
  const first = await timed(() => typesetLetter(typesetter, paper))
  await typesetter.close()
  return first
}

/** Letters one after the other: the first of all with the start of the process, the first of each kind, then warm. */
export async function measureLetters(root: string): Promise<Section> {
  let pid = 0
  const start = () => {
    const child = startTypesettingProcess({ root })
    pid = child.pid ?? 0
    return child
  }
  const typesetter = createTypesetter({ start })
  const next = dossiers()
  try {
    const firstOfRunning = await firstOfStarted(root, next())
    const first = await timed(() => typesetLetter(typesetter, next()))
    const ofEachKind: number[] = []
    for (const _ of kinds) ofEachKind.push(await timed(() => typesetLetter(typesetter, next())))
    const pdf = await timesOf(10 * kinds.length, () => typesetLetter(typesetter, next()))
    const docx = await timesOf(2 * kinds.length, () => writeLetterDocx(next()))
    return {
      title: 'Setting the letters of a request',
      columns: ['', 'median', 'p95', 'longest'],
      rows: [
        ['PDF: the very first, start of the process included', milliseconds(first), '', ''],
        ['PDF: the very first, of a process that runs already', milliseconds(firstOfRunning), '', ''],
        ['PDF: the first of each kind', ...spread(ofEachKind)],
        ['PDF: then', ...spread(pdf)],
        ['Word', ...spread(docx)],
      ],
      notes: [
        `All ${kinds.length} kinds in turn, another dossier each time, one to three pages; memory of the process afterwards ${residentMemory(pid).toFixed(0)} MB.`,
        'Goal: the first ≤ 150 ms, then ≤ 50 ms.',
      ],
    }
  } finally {
    await typesetter.close()
  }
}

const spread = (times: readonly number[]) =>
  [quantile(times, 0.5), quantile(times, 0.95), Math.max(...times)].map(milliseconds)
