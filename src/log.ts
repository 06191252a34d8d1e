import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

/**
 * The log, a line of JSON an event. What PostgreSQL adds to its errors may hold the values of a row, so a person's
 * data: it is left out.
 */
export function createLog(level: NonNullable<LoggerOptions['level']>, stream: DestinationStream): Logger {
  const paths = ['detail', 'where', 'internalQuery'].map((name) => `err.${name}`)
  return pino({ level, redact: { paths, remove: true } }, stream)
}

/** Characters of lines that are written together, at most about. */
const most = 16 * 1024

/** Milliseconds that a line waits, at most. */
const patience = 500

const warning = pino.levels.values.warn ?? 40

/** Where pino tells a stream the level of a line before it writes it. */
const telling = pino.symbols.needsMetadataGsym

/** Lines that are written together. */
export interface Batches {
  readonly stream: DestinationStream
  /** Writes what waits; later lines are written at once. */
  readonly end: () => void
}

/**
 * Writes the lines of many requests together, since writing one costs as much as answering it. Warnings and worse are
 * written at once, with all that waits before them.
 */
export function inBatches(lines: DestinationStream): Batches {
  let waiting = ''
  let hasEnded = false
  const flush = () => {
    if (waiting !== '') lines.write(waiting)
    waiting = ''
  }
  const often = setInterval(flush, patience).unref()
  const stream = {
    [telling]: true as const,
    lastLevel: 0,
    write: (line: string) => {
      waiting += line
      if (hasEnded || stream.lastLevel >= warning || waiting.length > most) flush()
    },
  }
  const end = () => {
    hasEnded = true
    clearInterval(often)
    flush()
  }
  return { stream, end }
}
