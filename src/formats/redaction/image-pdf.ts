import type { FlatPage } from './raster-messages.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')

const stream = (entries: string, bytes: Uint8Array): Buffer =>
  Buffer.concat([latin(`<<${entries}/Length ${bytes.length}>>\nstream\n`), bytes, latin('\nendstream')])

const points = (value: number) => String(Math.round(value * 100) / 100)

function picture({ across, down, colours, filter, bytes }: FlatPage): Buffer {
  const space = colours === 'gray' ? '/DeviceGray' : '/DeviceRGB'
  const about = `/Type/XObject/Subtype/Image/Width ${across}/Height ${down}/ColorSpace${space}/BitsPerComponent 8`
  return stream(`${about}/Filter/${filter}`, bytes)
}

/** Objects before those of the pages, and of each page. */
const first = 3
const each = 3

/**
 * A PDF (ISO 32000-1) of pictures and nothing else: no text, no properties, no identifier. The same pages give the same
 * bytes.
 */
export function writeImagePdf(pages: readonly FlatPage[]): Uint8Array {
  const kids = pages.map((_, at) => `${first + at * each} 0 R`)
  const objects: Buffer[] = [
    latin('<</Type/Catalog/Pages 2 0 R/Lang(zh-CN)>>'),
    latin(`<</Type/Pages/Count ${pages.length}/Kids[${kids.join(' ')}]>>`),
  ]
  for (const [at, page] of pages.entries()) {
    const number = first + at * each
    const [width, height] = [points(page.width), points(page.height)]
    const uses = `/Resources<</XObject<</P ${number + 2} 0 R>>>>/Contents ${number + 1} 0 R`
    objects.push(latin(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]${uses}>>`))
    objects.push(stream('', latin(`${width} 0 0 ${height} 0 0 cm /P Do`)))
    objects.push(picture(page))
  }
  return joined(objects)
}

function joined(objects: readonly Buffer[]): Uint8Array {
  const parts: Buffer[] = [latin('%PDF-1.4\n%\xe5\xe4\xbd\xa0\n')]
  let length = parts[0]?.length ?? 0
  const places: number[] = []
  const add = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  for (const [at, object] of objects.entries()) {
    places.push(length)
    for (const part of [latin(`${at + 1} 0 obj\n`), object, latin('\nendobj\n')]) add(part)
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`)
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`
  add(latin(end))
  return Buffer.concat(parts)
}
