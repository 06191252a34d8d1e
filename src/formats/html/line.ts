/** Text being gathered for one paragraph or cell, with white space collapsed as a browser does. */
export interface Line {
  readonly add: (text: string) => void
  readonly addPreformatted: (text: string) => void
  /** `<br>`: always a line break. */
  readonly breakLine: () => void
  /** The edge of a block inside a cell: a line break unless there is one. */
  readonly breakBlock: () => void
  readonly isEmpty: () => boolean
  /** Gives the text and starts anew. */
  readonly take: () => string
}

const unusual = /[\p{Cc}\p{Cf}\u00a0\u2000-\u200a\u2028\u2029\u202f]| {2}/u
const spaces = /[ \t\n\r\f\v\u00a0\u2000-\u200a\u2028\u2029\u202f]+/g
const invisible = /\p{Cf}|(?![\t\n])\p{Cc}/gu

/** One ordinary space for any run of white space; the ideographic space is a character like others. */
export function collapse(text: string): string {
  return unusual.test(text) ? text.replace(spaces, ' ').replace(invisible, '') : text
}

export function createLine(): Line {
  let line = ''
  const endsOpen = () => line === '' || line.endsWith(' ') || line.endsWith('\n')
  return {
    add(text) {
      const collapsed = collapse(text)
      line += collapsed.startsWith(' ') && endsOpen() ? collapsed.slice(1) : collapsed
    },
    addPreformatted(text) {
      line += text.replace(invisible, '').replace(/[\t\u00a0]/g, ' ')
    },
    breakLine() {
      line = `${line.trimEnd()}\n`
    },
    breakBlock() {
      if (line !== '' && !line.endsWith('\n')) line = `${line.trimEnd()}\n`
    },
    isEmpty: () => line.trim() === '',
    take() {
      const taken = line
      line = ''
      return taken
    },
  }
}
