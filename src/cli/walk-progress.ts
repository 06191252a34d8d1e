import type { WalkSoFar } from '../app/walk-requests.ts'
import type { CliIo } from './io.ts'

/** Tells on a terminal how far a walk over the requests is; nothing elsewhere. */
export const progressOn = ({ isTerminal, err }: CliIo) => ({
  ...(isTerminal && { progress: ({ seen, changed }: WalkSoFar) => err(`\r已核算 ${seen} 件，改动 ${changed} 件`) }),
})

/** Ends the line of the progress. */
export function endProgress({ isTerminal, err }: CliIo): void {
  if (isTerminal) err('\n')
}

/** A sentence for a walk that cannot begin. */
export const walkUnderWay = '另一个进程正在核算申请，请稍后再试。'
