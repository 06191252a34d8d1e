const longest = 50

/** A line for the lists, from the beginning of what is asked for: its first sentence, shortened where it is long. */
export function proposeSubject(content: string): string {
  const opening = content.trim().replace(/^(?:本人|我|现|特|依法|根据[^，。]{0,40}[，,])*申请(?:公开|获取)[:：]?/u, '')
  const first = (opening || content.trim()).split(/[\n\r。；;！!？?]/u).find((part) => part.trim() !== '') ?? ''
  const signs = [...first.trim().replace(/\s+/g, ' ')]
  return signs.length > longest ? `${signs.slice(0, longest - 1).join('')}…` : signs.join('')
}
