/** A source of choices that gives the same row of them for the same seed. */
export interface Random {
  /** Whole number, both ends inclusive. */
  readonly int: (from: number, to: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(list: readonly [T, ...T[]]) => T
  /** Places in a list of this length, ascending, each taken with the given probability. */
  readonly places: (length: number, share: number) => number[]
}

/** Mulberry32: small, and good enough to vary specimens. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const chance = (share: number) => next() < share
  return {
    int,
    chance,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
    places: (length, share) => Array.from({ length }, (_, place) => place).filter(() => chance(share)),
  }
}
