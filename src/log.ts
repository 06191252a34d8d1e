import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

/**
 * The log, a line of JSON an event. What PostgreSQL adds to its errors may hold the values of a row, so a person's
 * data: it is left out.
 */
export function createLog(level: NonNullable<LoggerOptions['level']>, stream: DestinationStream): Logger {
  const paths = ['detail', 'where', 'internalQuery'].map((name) => `err.${name}`)
  return pino({ level, redact: { paths, remove: true } }, stream)
}
