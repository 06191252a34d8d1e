/** Classes of errors by which PostgreSQL says that it cannot be talked to now (appendix A of its manual). */
const unavailable = /^(?:08\w{3}|53\w{3}|57P0[1-5])$/
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'])
const words = /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/

/** Whether an error means that the database is away, and a later attempt may succeed. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code !== undefined && unavailable.test(code)) return true
  return (code !== undefined && syscall === 'connect' && network.has(code)) || words.test(error.message)
}
