interface Line {
  readonly text: string
}

const withoutSpaces = (text: string) => text.replace(/\s/g, '')

/** How many lines from `start` on make up the title; 0 where they do not. */
function titleLines(lines: readonly Line[], start: number, title: string): number {
  let words = ''
  for (let at = start; at < lines.length && title.startsWith(words); at++) {
    words += withoutSpaces(lines[at]?.text ?? '')
    if (words === title) return at - start + 1
  }
  return 0
}

/** What a report prints before its sections, less its title, whether that fills one line or several. */
export function withoutTitle<T extends Line>(lines: readonly T[], title: string): readonly T[] {
  const words = withoutSpaces(title)
  const titled = new Set<number>()
  for (let at = 0; at < lines.length && words !== ''; at++) {
    for (let line = titleLines(lines, at, words) - 1; line >= 0; line--) titled.add(at + line)
  }
  return lines.filter((_, at) => !titled.has(at))
}
