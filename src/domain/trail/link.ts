/** What was hashed for a link, beside the details and the hash before it. */
export interface LinkHead {
  readonly agencyId: number
  /** 1 for a body's first link. */
  readonly seq: number
  readonly at: Date
  /** Null where the program itself acts, or nobody is signed in. */
  readonly accountId: number | null
  readonly person: string
  readonly kind: string
  readonly subject: string
}

export interface Link extends LinkHead {
  /** Exactly what was hashed. */
  readonly text: string
  /** 32 bytes. */
  readonly hash: Uint8Array
}

/** Gives 32 bytes of a text in UTF-8. */
export type HashText = (text: string) => Uint8Array

/** End of a chain: what the next link holds on to. */
export interface ChainEnd {
  /** 0 where there is no link yet. */
  readonly seq: number
  readonly hash: Uint8Array
}

/** Before a body's first link. */
export const chainStart: ChainEnd = { seq: 0, hash: new Uint8Array(32) }

/** Bytes as small hexadecimal digits. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const compare = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

/** JSON with the keys of the details in the order of their code units: the same facts always give the same text. */
function textOf(head: LinkHead, details: object, previous: Uint8Array): string {
  const { agencyId, seq, at, accountId, person, kind, subject } = head
  const sorted = JSON.stringify(details, (_, part) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(compare)) : part,
  )
  const before = JSON.stringify({
    agency: agencyId,
    seq,
    at: at.toISOString(),
    account: accountId,
    person,
    kind,
    subject,
  })
  return `${before.slice(0, -1)},"details":${sorted},"previous":"${hexOf(previous)}"}`
}

/** The next link of a chain. Lone surrogates and NULs of the words stand escaped in the text. */
export function forge(
  end: ChainEnd,
  { details, ...words }: Omit<LinkHead, 'seq'> & { readonly details: object },
  hash: HashText,
): Link {
  const head = { ...words, seq: end.seq + 1 }
  const text = textOf(head, details, end.hash)
  return { ...head, text, hash: hash(text) }
}
