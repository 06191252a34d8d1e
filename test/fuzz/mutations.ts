import { listZip, packStored, unpack } from '../../src/formats/zip.ts'
import type { Random } from '../report/specimens/random.ts'
import { toGbk, toTwiceEncoded, toUtf16 } from './encodings.ts'

/** A way of spoiling a file; `other` is another file to take pieces from. */
export interface Mutation {
  readonly name: string
  readonly apply: (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array
}

const piece = (bytes: Uint8Array, random: Random, most: number): Uint8Array => {
  const start = random.int(0, Math.max(0, bytes.length - 1))
  return bytes.subarray(start, start + random.int(1, most))
}

const insert = (bytes: Uint8Array, at: number, more: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])

const asText = (change: (text: string, random: Random) => string): Mutation['apply'] => {
  return (bytes, random) => Buffer.from(change(Buffer.from(bytes).toString('utf8'), random))
}

/** Applies a change to about one in `every` matches. */
const some = (text: string, pattern: RegExp, every: number, random: Random, change: (found: string) => string) =>
  text.replace(pattern, (found) => (random.int(1, every) === 1 ? change(found) : found))

const numbers = [
  '',
  '-1',
  '0',
  '00',
  '1e9',
  '٣',
  '99999999999999999999',
  '0.1.2',
  '1,2,3',
  '－',
  '３',
  '万元',
  '1/2',
  '½',
  '十二',
]

const fields = ['""', '"', '"7', '7"', ',', ',,', ';', '\t', '"1,204"', '#DIV/0!', 'A0', "'=1", '"\n"']

const cells = [
  '<c r="C4"><v>7</v></c>',
  '<c r="XFD9"><v>7</v></c>',
  '<c r="C4" t="e"><v>#DIV/0!</v></c>',
  '<c r="C4" t="s"><v>99999</v></c>',
  '<c r="C4" t="b"><v>1</v></c>',
  '<c r="C4" s="999"><v>1E400</v></c>',
  '<row r="0">',
  '</row>',
  '<row r="3" hidden="1">',
  '<mergeCell ref="A1:Z99"/>',
  '<mergeCell ref="B2:A1"/>',
  '<f>1/0</f>',
  '<v>-</v>',
]

/** Unpacks a package, spoils the text of some of its parts and packs it again; what is no package stays as it is. */
function inPackage(change: (text: string, random: Random) => string): Mutation['apply'] {
  return (bytes, random) => {
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes
    try {
      const parts = listZip(bytes).map((entry) => ({ name: entry.name, bytes: unpack(bytes, entry, 1e7) }))
      return packStored(
        parts.map(({ name, bytes: part }) =>
          /\.(?:xml|rels)$/.test(name) && random.chance(0.4)
            ? { name, bytes: Buffer.from(change(Buffer.from(part).toString('utf8'), random)) }
            : { name, bytes: part },
        ),
      )
    } catch {
      return bytes
    }
  }
}

const tags = [
  '<table>',
  '</table>',
  '<tr>',
  '</td>',
  '<td colspan=0>',
  '<td rowspan=9999>',
  '<!--',
  '<script>',
  '<svg>',
  '<template>',
  '</body>',
  '<plaintext>',
  '&#0;',
  '<td colspan="-3">',
  '<noscript>',
]

export const mutations: readonly Mutation[] = [
  {
    name: 'bytes flipped',
    apply: (bytes, random) => {
      const copy = Uint8Array.from(bytes)
      for (let left = random.int(1, 60); left > 0; left -= 1) {
        const at = random.int(0, Math.max(0, copy.length - 1))
        copy[at] = random.int(0, 255)
      }
      return copy
    },
  },
  { name: 'cut off', apply: (bytes, random) => bytes.subarray(0, random.int(0, bytes.length)) },
  { name: 'beginning lost', apply: (bytes, random) => bytes.subarray(random.int(0, bytes.length)) },
  {
    name: 'a piece taken out',
    apply: (bytes, random) => {
      const start = random.int(0, bytes.length)
      return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + random.int(1, 4000))])
    },
  },
  {
    name: 'a piece repeated',
    apply: (bytes, random) => {
      const block = piece(bytes, random, 3000)
      const copies = Array.from({ length: random.int(1, 12) }, () => block)
      return insert(bytes, random.int(0, bytes.length), Buffer.concat(copies))
    },
  },
  {
    name: 'a piece of another file put in',
    apply: (bytes, random, other) => insert(bytes, random.int(0, bytes.length), piece(other, random, 6000)),
  },
  {
    name: 'two files joined',
    apply: (bytes, random, other) =>
      Buffer.concat([bytes.subarray(0, random.int(0, bytes.length)), other.subarray(random.int(0, other.length))]),
  },
  {
    name: 'tags spoilt',
    apply: asText((text, random) =>
      some(text, /<[^>]{0,80}>/g, 25, random, (tag) =>
        random.pick(['', tag + tag, random.pick(tags as [string]), tag.slice(0, -1)]),
      ),
    ),
  },
  {
    name: 'numbers spoilt',
    apply: asText((text, random) =>
      some(text, /\d+/g, 12, random, (found) => random.pick([found + found, ...numbers])),
    ),
  },
  {
    name: 'fields of a CSV spoilt',
    apply: asText((text, random) =>
      some(text, /[",;\n]/g, 40, random, (found) => found + random.pick(fields as [string])),
    ),
  },
  {
    name: 'figures in a package spoilt',
    apply: inPackage((text, random) =>
      some(text, /(?<=<v>|<t>)[^<]*/g, 12, random, (found) =>
        random.pick(['#DIV/0!', 'A0', found + found, ...numbers]),
      ),
    ),
  },
  {
    name: 'tags in a package spoilt',
    apply: inPackage((text, random) =>
      some(text, /<[^>]{0,80}>/g, 60, random, (tag) =>
        random.pick(['', tag + tag, random.pick(cells as [string]), tag + random.pick(cells as [string])]),
      ),
    ),
  },
  {
    name: 'attributes in a package spoilt',
    apply: inPackage((text, random) =>
      some(text, /="[^"]{0,40}"/g, 40, random, () =>
        random.pick(['=""', '="0"', '="-1"', '="A1:XFD1048576"', '="1"', '="rId9"', '="e"']),
      ),
    ),
  },
  {
    name: 'separators spoilt',
    apply: asText((text, random) =>
      some(text, /[\t\n| ]+/g, 12, random, () => random.pick(['', ' ', '\t', '\n', '|', '\u3000', '\r\n', '\u2028'])),
    ),
  },
  {
    name: 'lines shuffled',
    apply: asText((text, random) => {
      const lines = text.split('\n')
      for (let left = random.int(1, 20); left > 0; left -= 1) {
        const [line = ''] = lines.splice(random.int(0, lines.length - 1), 1)
        lines.splice(random.int(0, lines.length), 0, line)
      }
      return lines.join('\n')
    }),
  },
  {
    name: 'taken for another encoding',
    apply: (bytes, random) => {
      const text = Buffer.from(bytes).toString('utf8')
      return random.pick([
        () => toGbk(text),
        () => toUtf16(text),
        () => toTwiceEncoded(bytes),
        () => toUtf16(text).subarray(1),
      ])()
    },
  },
  {
    name: 'odd characters put in',
    apply: asText((text, random) =>
      some(
        text,
        /[\p{Script=Han}\d]/gu,
        60,
        random,
        (found) => found + random.pick(['\u0000', '\ufeff', '\u200b', '\u202e', '\ud800', '𠮷', '\u0301', '㈠', '①']),
      ),
    ),
  },
]
