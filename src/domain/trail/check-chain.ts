import { type ChainEnd, chainStart, type HashText, hexOf, type Link } from './link.ts'

/** Where a chain is broken for the first time. */
export interface Break {
  /** Number of the link at which it shows. */
  readonly seq: number
  readonly code: 'missing' | 'text' | 'order' | 'words' | 'previous' | 'cut' | 'end' | 'beyond'
  readonly says: string
}

const equal = (one: Uint8Array, other: Uint8Array) => hexOf(one) === hexOf(other)

const words = {
  agency: '机关',
  at: '时间',
  account: '账号',
  person: '人员',
  kind: '事项',
  subject: '对象',
} as const satisfies Record<string, string>

function read(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** Words by which links are searched, where they are not those of the text that was hashed. */
function otherWords({ agencyId, at, accountId, person, kind, subject }: Link, text: Readonly<Record<string, unknown>>) {
  const columns = { agency: agencyId, at: at.toISOString(), account: accountId, person, kind, subject }
  return (Object.keys(words) as (keyof typeof words)[]).filter((name) => columns[name] !== text[name])
}

const range = (from: number, to: number) => (from === to ? `第 ${from} 条` : `第 ${from} 至 ${to} 条`)

/** What is wrong with a link as the next one after the end of a chain; undefined where it holds. */
export function checkLink(end: ChainEnd, link: Link, hash: HashText): Break | undefined {
  const { seq } = link
  const broken = (code: Break['code'], says: string, at = seq): Break => ({ seq: at, code, says })
  if (seq !== end.seq + 1) return broken('missing', `缺${range(end.seq + 1, seq - 1)}，已被删除。`, end.seq + 1)
  if (!equal(hash(link.text), link.hash))
    return broken('text', `第 ${seq} 条的文本与它的哈希值不符，文本或哈希值被改动过。`)
  const text = read(link.text)
  if (text.seq !== seq) return broken('order', `第 ${seq} 条的位置上是第 ${String(text.seq)} 条，次序被调换过。`)
  const others = otherWords(link, text).map((name) => words[name])
  if (others.length > 0) return broken('words', `第 ${seq} 条供检索的${others.join('、')}与原文不一致，被改动过。`)
  if (text.previous !== hexOf(end.hash)) return broken('previous', previousSays(seq))
  return undefined
}

const previousSays = (seq: number) =>
  seq === 1
    ? '第 1 条不是链条的开头，它之前的被删除过，或它被换过。'
    : `第 ${seq} 条接不上第 ${seq - 1} 条，两条中有一条连同哈希值被换过。`

/**
 * What is wrong with the end of a chain that held so far.
 *
 * @param newest what the database has written down as the end; undefined where it has nothing
 */
export function checkEnd(end: ChainEnd, newest: ChainEnd | undefined): Break | undefined {
  const { seq, hash } = newest ?? chainStart
  if (!newest && end.seq > 0) return { seq: end.seq, code: 'end', says: '链尾的记录不在，被删除过。' }
  if (seq > end.seq) return { seq: end.seq + 1, code: 'cut', says: `缺链尾的${range(end.seq + 1, seq)}，已被删除。` }
  if (seq < end.seq)
    return { seq: seq + 1, code: 'beyond', says: `${range(seq + 1, end.seq)}在记录的链尾之后，不是程序写的。` }
  if (equal(hash, end.hash)) return undefined
  return { seq: end.seq, code: 'end', says: `链尾的记录与第 ${end.seq} 条的哈希值不符，其中之一被换过。` }
}
