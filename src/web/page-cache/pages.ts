import { LRUCache } from 'lru-cache'
import type { Page } from './page.ts'

interface Kept {
  /** Public version that was read before the page was made. */
  readonly version: number
  readonly page: Page
}

export interface PagesOptions {
  readonly make: (key: string) => Promise<Page>
  /** Memory for pages, in bytes. */
  readonly memory: number
}

const sizeOf = ({ page }: Kept, key: string) => page.bytes + 2 * key.length

/**
 * Keeps finished pages.
 *
 * @returns gives the page of a key at a public version that was read after it was asked for: at once where it is kept,
 *   made anew where what the portal shows has changed since it was made
 */
export function keepPages({ make, memory }: PagesOptions): (key: string, version: number) => Page | Promise<Page> {
  const maxEntrySize = Math.ceil(memory / 8)
  const kept = new LRUCache<string, Kept>({ maxSize: memory, maxEntrySize, sizeCalculation: sizeOf })
  const beingMade = new Map<string, Promise<Page>>()

  async function makeNow(key: string, now: number): Promise<Page> {
    const page = await make(key)
    if (page.mayBeKept) kept.set(key, { version: now, page })
    return page
  }

  function makeOnce(key: string, now: number): Promise<Page> {
    const name = `${now} ${key}`
    const under = beingMade.get(name)
    if (under) return under
    const made = makeNow(key, now).finally(() => beingMade.delete(name))
    beingMade.set(name, made)
    return made
  }

  return (key, version) => {
    const found = kept.get(key)
    return found?.version === version ? found.page : makeOnce(key, version)
  }
}
