/** A stretch of tokens that stands on both sides. */
export interface Stretch {
  readonly now: number
  readonly before: number
  readonly length: number
}

/** Shorter stretches are common words, as 政府信息公开工作. */
const shortest = 10
/** Places of the same words that are tried, so that a text of one word does not take forever. */
const places = 8

/** Stretches of `now` that stand in `before`, wherever there; from left to right, the longest at each place. */
export function equalStretches(now: Int32Array, before: Int32Array): readonly Stretch[] {
  if (isEqual(now, before)) return now.length === 0 ? [] : [{ now: 0, before: 0, length: now.length }]
  if (now.length < shortest || before.length < shortest) return []
  const starts = startsOf(before)
  const found: Stretch[] = []
  for (let at = 0; at + shortest <= now.length; ) {
    const best = longestAt(now, at, before, starts.get(hashAt(now, at)) ?? [])
    if (best) found.push(best)
    at += best ? best.length : 1
  }
  return found
}

/** Whether two texts are the same, token by token. */
export function isEqual(one: Int32Array, other: Int32Array): boolean {
  return one.length === other.length && runFrom(one, 0, other, 0) === one.length
}

function longestAt(now: Int32Array, at: number, before: Int32Array, starts: readonly number[]): Stretch | undefined {
  let best: Stretch | undefined
  for (const start of starts) {
    const length = runFrom(now, at, before, start)
    if (length >= shortest && length > (best?.length ?? 0)) best = { now: at, before: start, length }
  }
  return best
}

function runFrom(one: Int32Array, from: number, other: Int32Array, start: number): number {
  const most = Math.min(one.length - from, other.length - start)
  let length = 0
  while (length < most && one[from + length] === other[start + length]) length += 1
  return length
}

function startsOf(before: Int32Array): ReadonlyMap<number, readonly number[]> {
  const starts = new Map<number, number[]>()
  for (let at = 0; at + shortest <= before.length; at += 1) {
    const hash = hashAt(before, at)
    const known = starts.get(hash)
    if (!known) starts.set(hash, [at])
    else if (known.length < places) known.push(at)
  }
  return starts
}

function hashAt(text: Int32Array, from: number): number {
  let hash = 0
  for (let at = from; at < from + shortest; at += 1) hash = Math.imul(hash, 31) + (text[at] ?? 0)
  return hash | 0
}
