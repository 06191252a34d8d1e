/**
 * Lets many askers share one asking, each of whom gets an answer that was asked for after they came: who comes while
 * one is under way waits for the next.
 */
export function coalesce<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined
  let next: Promise<T> | undefined
  const start = (): Promise<T> => {
    const asked = ask().finally(() => {
      if (underWay === asked) underWay = undefined
    })
    underWay = asked
    return asked
  }
  const afterThis = async (before: Promise<T>): Promise<T> => {
    await before.catch(() => undefined)
    next = undefined
    return start()
  }
  return () => {
    if (!underWay) return start()
    next ??= afterThis(underWay)
    return next
  }
}
