import type { Correction, Entry, Fact } from './facts.ts'

/** An entry as it counts after later corrections. */
export interface EffectiveEntry extends Omit<Entry, 'fact'> {
  readonly fact: Fact
  /** What was entered first, where a correction has changed it. */
  readonly was?: Fact
}

const isCorrection = (fact: Entry['fact']): fact is Correction => fact.happened === 'entry-corrected'

/** The entries that count: a correction puts another fact in the place of an entry, or strikes it. The last one counts. */
export function effectiveEntries(entries: readonly Entry[]): readonly EffectiveEntry[] {
  if (!entries.some(({ fact }) => isCorrection(fact))) return entries as readonly EffectiveEntry[]
  const corrections = new Map<number, Correction>()
  for (const { fact } of entries) if (isCorrection(fact)) corrections.set(fact.seq, fact)
  return entries.flatMap((entry): readonly EffectiveEntry[] => {
    const { fact } = entry
    if (isCorrection(fact)) return []
    const correction = corrections.get(entry.seq)
    if (!correction) return [{ ...entry, fact }]
    return correction.to === null ? [] : [{ ...entry, fact: correction.to, was: fact }]
  })
}
