const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** Text of an attribute or element without its XML escapes. */
function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|quot|apos|amp));/gi, (all, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? all
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

/** Opening and empty tags of this name, whatever their namespace prefix: the inside of each tag. */
export function tagsOf(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<(?:[\\w-]+:)?${name}(?=[\\s/>])([^<>]*)>`, 'g'))].map((match) => match[1] ?? '')
}

/** An attribute of a tag, whatever its namespace prefix; the tag is what `tagsOf` gives. */
export function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return match ? unescapeXml(match[1] ?? match[2] ?? '') : undefined
}

/** An attribute of XML Schema's type boolean. */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

/** Whether every tag that is opened ends before the next; the library takes minutes over one that does not. */
export const hasWholeTags = (xml: string): boolean => !/<[^<>]*(?:<|$)/.test(xml)
