/**
 * Lets many askers share one asking, each of whom gets an answer that was asked for after they came: who comes while
 * one is under way waits for the next.
 *
 * @param ask begins after all who wait for it have come
 * @param give hands the answer to one asker
 * @param fail tells one asker that there is no answer
 * @returns takes an asker
 */
export function inWaves<Asker, T>(
  ask: () => Promise<T>,
  give: (asker: Asker, answer: T) => void,
  fail: (asker: Asker) => void,
): (asker: Asker) => void {
  let waiting: Asker[] = []
  let isUnderWay = false

  async function serve(): Promise<void> {
    const these = waiting
    waiting = []
    const answer = await ask().then(
      (value) => ({ value }),
      () => undefined,
    )
    for (const asker of these) tell(asker, answer)
  }

  function tell(asker: Asker, answer: { readonly value: T } | undefined): void {
    try {
      if (answer) give(asker, answer.value)
      else fail(asker)
    } catch {
      fail(asker)
    }
  }

  // Those whose requests lie there already come too.
  const next = () =>
    setImmediate(async () => {
      await serve()
      isUnderWay = waiting.length > 0
      if (isUnderWay) next()
    })

  return (asker) => {
    waiting.push(asker)
    if (!isUnderWay) next()
    isUnderWay = true
  }
}
