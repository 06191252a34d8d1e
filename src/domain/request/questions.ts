import type { PlainDate } from '../calendar/plain-date.ts'
import type { AskedKind } from './facts.ts'

/** Somebody was asked; the workdays after that day, up to and including the day of the answer, are not counted. */
export interface Pause {
  readonly kind: AskedKind | 'reasons'
  readonly party: string
  readonly from: PlainDate
  /** The last day on which they may answer; absent where the law sets none. */
  readonly silentOn?: PlainDate
  answeredOn?: PlainDate
}

/** Who answered, and when. */
interface Answer {
  readonly on: PlainDate
  readonly kind: Pause['kind']
  readonly party: string
}

/** Questions to others as they are put and answered, in the order of days. */
export interface Questions {
  readonly put: (pause: Pause) => void
  /** Whether there was a question; the answer is one to all that the party was asked before its day. */
  readonly settle: (answer: Answer) => boolean
}

const whoAsked = ({ kind, party }: Pick<Pause, 'kind' | 'party'>) => `${kind} ${party}`

/** Keeps the questions in the list that is given. */
export function questionsIn(pauses: Pause[]): Questions {
  const unanswered = new Map<string, Pause[]>()
  return {
    put: (pause) => {
      pauses.push(pause)
      const open = unanswered.get(whoAsked(pause))
      if (open) open.push(pause)
      else unanswered.set(whoAsked(pause), [pause])
    },
    settle: (answer) => {
      const open = unanswered.get(whoAsked(answer)) ?? []
      const earlier = open.filter(({ from }) => from < answer.on)
      // Only what was asked the same day can be meant where nothing was asked before.
      const settled = earlier.length > 0 ? earlier : open
      for (const pause of settled) pause.answeredOn = answer.on
      unanswered.set(whoAsked(answer), earlier.length > 0 ? open.filter(({ from }) => from >= answer.on) : [])
      return settled.length > 0
    },
  }
}
