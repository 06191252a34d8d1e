/**
 * All items of the lists once each: the first list leads, and what only a later one has stands behind the item that it
 * follows there.
 */
export function mergeInOrder<T>(lists: readonly (readonly T[])[], keyOf: (item: T) => string): readonly T[] {
  const [first = [], ...others] = lists
  const merged = [...first]
  const known = new Set(merged.map(keyOf))
  for (const list of others) {
    let before = ''
    for (const item of list) {
      const key = keyOf(item)
      if (!known.has(key)) merged.splice(merged.findIndex((one) => keyOf(one) === before) + 1, 0, item)
      known.add(key)
      before = key
    }
  }
  return merged
}
