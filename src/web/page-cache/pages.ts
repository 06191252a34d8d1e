import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'

const compress = promisify(gzip)

/** An answer of the site, finished: the same for everybody who asks the same. */
export interface Page {
  readonly status: number
  /** In the order of the answer; number of the request and length excepted. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

interface Kept {
  /** Public version that was read before the page was made. */
  readonly version: number
  readonly page: Page
  gzip: Promise<Buffer> | undefined
}

/** Smaller ones are not worth the work. */
const worthCompressing = 1024

/** What a page takes of the memory, its compressed form included. */
const sizeOf = ({ page }: Kept) => Math.ceil(page.body.length * 1.3) + 2048

export interface Pages {
  /** The page of an address, made anew where what the portal shows has changed since it was made. */
  readonly get: (key: string) => Promise<Kept>
  readonly compressed: (kept: Kept) => Promise<Buffer | undefined>
}

export interface PagesOptions {
  /** The public version, read after the call. */
  readonly version: () => Promise<number>
  readonly make: (key: string) => Promise<Page>
  /** Memory for pages, in bytes. */
  readonly memory: number
}

/**
 * Keeps finished pages. Each time a page is asked for, the database is asked whether it is still true, so a change by
 * any process shows with the next request.
 */
export function keepPages({ version, make, memory }: PagesOptions): Pages {
  const kept = new LRUCache<string, Kept>({ maxSize: memory, maxEntrySize: memory / 8, sizeCalculation: sizeOf })
  const beingMade = new Map<string, Promise<Kept>>()

  async function makeNow(key: string, now: number): Promise<Kept> {
    const made: Kept = { version: now, page: await make(key), gzip: undefined }
    if (made.page.status === 200) kept.set(key, made)
    return made
  }

  function makeOnce(key: string, now: number): Promise<Kept> {
    const name = `${now} ${key}`
    const under = beingMade.get(name)
    if (under) return under
    const made = makeNow(key, now).finally(() => beingMade.delete(name))
    beingMade.set(name, made)
    return made
  }

  return {
    async get(key) {
      const now = await version()
      const found = kept.get(key)
      return found?.version === now ? found : makeOnce(key, now)
    },
    async compressed(one) {
      if (one.page.body.length < worthCompressing) return undefined
      one.gzip ??= compress(one.page.body)
      return one.gzip
    },
  }
}
