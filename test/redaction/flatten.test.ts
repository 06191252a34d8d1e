import { createCanvas, loadImage } from '@napi-rs/canvas'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { writeImagePdf } from '../../src/formats/redaction/image-pdf.ts'
import { RasterFailed } from '../../src/formats/redaction/raster-failed.ts'
import type { Cover, FlatPage, RasterSource } from '../../src/formats/redaction/raster-messages.ts'
import { handmadePdf, stream, usePapers, useRasteriser } from './papers.ts'

const papers = usePapers()
const raster = useRasteriser()

const pdf = (bytes: Uint8Array): RasterSource => ({ kind: 'pdf', bytes })
const image = (bytes: Uint8Array): RasterSource => ({ kind: 'image', bytes })

/** The upper half of the page. */
const half: Cover = { left: 0, top: 0, width: 1, height: 0.5, label: '' }

async function flattened(source: RasterSource, ...covers: readonly (readonly Cover[])[]) {
  const pages = await raster.ask({ job: 'flatten', covers }, source)
  return { pages, file: writeImagePdf(pages) }
}

/** What a reader gets out of a file: text, pictures, properties. */
async function contentsOf(file: Uint8Array) {
  const task = getDocument({ data: Uint8Array.from(file), verbosity: 0 })
  const document = await task.promise
  const texts: string[] = []
  const drawn: number[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
    drawn.push(...(await page.getOperatorList()).fnArray)
  }
  const { info, metadata } = await document.getMetadata()
  const attachments = await document.getAttachments()
  await task.destroy()
  return { texts, drawn, info: info as Record<string, unknown>, metadata, attachments }
}

/** Every colour within a part of a flattened page. */
async function coloursIn(page: FlatPage, { left, top, width, height }: Omit<Cover, 'label'>) {
  const file = writeImagePdf([page])
  const png = (await raster.ask({ job: 'draw', page: 1, covers: [] }, pdf(file)))[0] ?? new Uint8Array()
  const picture = await loadImage(Buffer.from(png))
  const canvas = createCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')
  context.drawImage(picture, 0, 0)
  const [x, y] = [Math.ceil(left * canvas.width), Math.ceil(top * canvas.height)]
  const [right, bottom] = [Math.floor((left + width) * canvas.width), Math.floor((top + height) * canvas.height)]
  const { data } = context.getImageData(x, y, right - x, bottom - y)
  const colours = new Set<string>()
  for (let at = 0; at < data.length; at += 4) colours.add(`${data[at]},${data[at + 1]},${data[at + 2]}`)
  return colours
}

const text = ['补偿明细', '户主：示例人甲，补偿款壹拾万元。']

describe('The copy in which something is covered (art. 37)', () => {
  test('holds one picture for each page and no word', async () => {
    const { file } = await flattened(pdf(await papers(text, ['第二页'])), [half])
    const { texts, drawn } = await contentsOf(file)
    expect(texts).toEqual(['', ''])
    expect(drawn.filter((operator) => operator === OPS.paintImageXObject)).toHaveLength(2)
    expect(drawn.filter((operator) => operator === OPS.showText)).toEqual([])
  })

  test('is black and nothing else where it is covered, and as it was beside it', async () => {
    const { pages } = await flattened(pdf(await papers(text)), [half])
    expect([...(await coloursIn(pages[0] as FlatPage, half))]).toEqual(['0,0,0'])
    const below = await coloursIn(pages[0] as FlatPage, { ...half, top: 0.51, height: 0.4 })
    expect([...below]).toEqual(['255,255,255'])
    const whole = await flattened(pdf(await papers(text)))
    expect((await coloursIn(whole.pages[0] as FlatPage, half)).size).toBeGreaterThan(10)
  })

  test('is the same to the byte whatever stood under the mark', async () => {
    const at = { left: 0.1, top: 0.1, width: 0.8, height: 0.2, label: '个人隐私' }
    const copies = ['示例人甲', '示例人乙丙'].map(async (name) => flattened(pdf(await papers(['名册', name])), [at]))
    const [one, other] = await Promise.all(copies)
    expect(Buffer.compare(one?.file ?? new Uint8Array(), other?.file ?? new Uint8Array([1]))).toBe(0)
  })

  test('names the ground in the box where it fits', async () => {
    const at = { left: 0.1, top: 0.6, width: 0.4, height: 0.05 }
    const { pages } = await flattened(pdf(await papers(text)), [{ ...at, label: '个人隐私' }])
    expect(await coloursIn(pages[0] as FlatPage, at)).toContain('255,255,255')
    const tiny = { left: 0.1, top: 0.6, width: 0.02, height: 0.004 }
    const small = await flattened(pdf(await papers(text)), [{ ...tiny, label: '个人隐私' }])
    expect([...(await coloursIn(small.pages[0] as FlatPage, tiny))]).toEqual(['0,0,0'])
  })

  test('keeps neither properties nor attachments nor comments nor what is laid over the page', async () => {
    const made = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Annots[5 0 R]/Resources<<>>>>',
      stream('0 0 0 rg 20 20 100 100 re f'),
      '<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(secret remark)/T(secret author)>>',
      stream('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret xmp</x:xmpmeta>', '/Type/Metadata/Subtype/XML'),
      '<</Type/Filespec/F(secret.txt)/EF<</F 8 0 R>>>>',
      stream('secret attachment', '/Type/EmbeddedFile'),
    ])
    const [opened] = await raster.ask({ job: 'open' }, pdf(made))
    expect(opened?.traces).toMatchObject({ attachments: ['secret.txt'], annotations: 1 })
    const { file } = await flattened(pdf(made))
    const { info, metadata, attachments } = await contentsOf(file)
    expect([metadata, attachments]).toEqual([null, null])
    expect(
      Object.keys(info).filter((name) => !/^(?:Is|PDFFormatVersion|Language|EncryptFilterName)/.test(name)),
    ).toEqual([])
    expect(Buffer.from(file).toString('latin1')).not.toMatch(/secret|Annot|Metadata|EmbeddedFile|\/Info|Typst/)
  })

  test('of a written page takes less than 300 kB, of a photograph less than 2 MB', async () => {
    const lines = Array.from({ length: 28 }, () => '示例大道二期工程的补偿、安置与建设用地批复的情况说明。')
    const written = await flattened(pdf(await papers(lines)))
    expect(written.file.length).toBeLessThan(300_000)
    const canvas = createCanvas(1600, 1200)
    const context = canvas.getContext('2d')
    const noise = context.createImageData(1600, 1200)
    noise.data.forEach((_, at) => {
      noise.data[at] = at % 4 === 3 ? 255 : (Math.imul(at, 2654435761) >>> 13) % 256
    })
    context.putImageData(noise, 0, 0)
    const photograph = await flattened(image(canvas.encodeSync('jpeg', 90)))
    expect(photograph.pages[0]?.filter).toBe('DCTDecode')
    expect(photograph.file.length).toBeLessThan(2_000_000)
  })

  test('shows the page as it is turned', async () => {
    const page = (rotate: string) =>
      handmadePdf([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 400]${rotate}/Contents 4 0 R/Resources<<>>>>`,
        stream('0 0 0 rg 0 380 40 20 re f'),
      ])
    const [upright] = (await flattened(pdf(page('')))).pages
    const [turned] = (await flattened(pdf(page('/Rotate 90')))).pages
    expect([upright?.width, upright?.height, turned?.width, turned?.height]).toEqual([200, 400, 400, 200])
    const corner = { left: 0.96, top: 0.02, width: 0.03, height: 0.1 }
    expect([...(await coloursIn(turned as FlatPage, corner))]).toEqual(['0,0,0'])
  })

  test('shows the words of a font that the file only names', async () => {
    const made = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
      stream('BT /F 40 Tf 20 40 Td <4e2d6587> Tj ET'),
      '<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
      '<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>',
      '<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 600/StemV 80>>',
    ])
    const { pages } = await flattened(pdf(made))
    // 中 has its upright stroke in the middle of its square.
    const middle = { left: 0.18, top: 0.3, width: 0.04, height: 0.3 }
    const right = { left: 0.265, top: 0.1, width: 0.02, height: 0.15 }
    expect([...(await coloursIn(pages[0] as FlatPage, middle))].some((colour) => colour < '1')).toBe(true)
    expect([...(await coloursIn(pages[0] as FlatPage, right))]).toEqual(['255,255,255'])
  })
})

/** A JPEG with a mark that it is turned, a place and a maker. */
function jpegWithExif(): Uint8Array {
  const canvas = createCanvas(400, 200)
  const context = canvas.getContext('2d')
  context.fillStyle = '#f00'
  context.fillRect(0, 0, 200, 200)
  context.fillStyle = '#00f'
  context.fillRect(200, 0, 200, 200)
  const plain = canvas.encodeSync('jpeg', 95)
  const turned = Buffer.from('4d4d002a0000000800010112000300000001000600000000', 'hex')
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), turned, Buffer.from('GPS secret place SECRETCAM')])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  return new Uint8Array(
    Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, plain.subarray(2)]),
  )
}

describe('A photograph', () => {
  test('loses what the camera wrote, and stands upright', async () => {
    const photograph = jpegWithExif()
    expect(Buffer.from(photograph).toString('latin1')).toContain('SECRETCAM')
    const { pages, file } = await flattened(image(photograph))
    expect(Buffer.from(file).toString('latin1')).not.toMatch(/Exif|SECRETCAM|secret/)
    const [page] = pages
    expect((page?.height ?? 0) / (page?.width ?? 1)).toBeCloseTo(2, 1)
    const upper = [...(await coloursIn(page as FlatPage, { left: 0.2, top: 0.1, width: 0.5, height: 0.2 }))][0]
    expect(upper).toMatch(/^2[45]\d,[0-9],[0-9]$/)
  })

  test('is covered like a page', async () => {
    const box = { left: 0.25, top: 0.25, width: 0.5, height: 0.5, label: '' }
    const [page] = (await flattened(image(jpegWithExif()), [box])).pages
    const inner = { left: 0.27, top: 0.27, width: 0.46, height: 0.46 }
    for (const colour of await coloursIn(page as FlatPage, inner)) expect(colour).toMatch(/^[0-9],[0-9],[0-9]$/)
  })
})

const faultOf = async (job: Promise<unknown>): Promise<RasterFailed> => {
  const fault = await job.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(fault instanceof RasterFailed)) throw new Error(`no fault of drawing: ${fault}`)
  return fault
}

describe('A file that cannot be drawn ends in a sentence, and the next one is drawn', () => {
  const plain = handmadePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<<>>>>',
  ])

  test.each([
    ['is cut off', Uint8Array.from(plain).subarray(0, 60)],
    ['is no PDF at all', new Uint8Array(Buffer.from('%PDF-1.7\n'.repeat(50)))],
  ])('that %s', async (_, bytes) => {
    const fault = await faultOf(raster.ask({ job: 'open' }, pdf(bytes)))
    expect([fault.code, fault.message]).toEqual(['damaged', expect.stringContaining('请用阅读器另存一份')])
    expect(await raster.ask({ job: 'open' }, pdf(plain))).toHaveLength(1)
  })

  test('that has more than 200 pages', async () => {
    const kids = Array.from({ length: 201 }, () => '3 0 R').join(' ')
    const many = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${kids}]/Count 201>>`,
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<<>>>>',
    ])
    expect((await faultOf(raster.ask({ job: 'open' }, pdf(many)))).code).toBe('too-many-pages')
  })

  test('that is as large as a field: it is drawn within bounds', async () => {
    const vast = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]/Resources<<>>>>',
    ])
    const [page] = await raster.ask({ job: 'flatten', covers: [] }, pdf(vast))
    expect((page?.across ?? 0) * (page?.down ?? 0)).toBeLessThan(8.1e6)
  })

  test.each([
    ['larger than what is drawn', '/Width 9000/Height 8000/Filter/FlateDecode'],
    ['damaged', '/Width 90/Height 80/Filter/DCTDecode'],
  ])('that holds a drawing which is %s: no copy is made that lacks it (art. 37)', async (_, entries) => {
    const drawing = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>',
      stream('100 0 0 100 0 0 cm /I Do'),
      stream('\xff\xd8nothing', `/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8${entries}`),
    ])
    const jobs = [
      raster.ask({ job: 'read' }, pdf(drawing)),
      raster.ask({ job: 'draw', page: 1, covers: [] }, pdf(drawing)),
      raster.ask({ job: 'flatten', covers: [] }, pdf(drawing)),
    ]
    const faults = await Promise.all(jobs.map(faultOf))
    expect(faults.map(({ code }) => code)).toEqual(['lost-picture', 'lost-picture', 'lost-picture'])
    expect(await raster.ask({ job: 'read' }, pdf(plain))).toHaveLength(1)
  })

  test('whose picture is no picture', async () => {
    const fault = await faultOf(
      raster.ask({ job: 'open' }, image(new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\nnothing', 'latin1')))),
    )
    // The decoder is native code, and ends with its process.
    expect(['damaged', 'crashed']).toContain(fault.code)
    expect(await raster.ask({ job: 'open' }, image(jpegWithExif()))).toHaveLength(1)
  })
})

describe('A page that takes too long', () => {
  const impatient = useRasteriser({ timeLimit: 4000 })

  test('is given up, and the next one is drawn by a new process', async () => {
    const patterns = Array.from({ length: 400 }, () => '/F Do').join(' ')
    const nested = Array.from({ length: 12 }, (_, at) =>
      stream(patterns, `/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</F ${at + 5} 0 R>>>>`),
    )
    const endless = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>',
      stream(patterns),
      ...nested.slice(1),
      stream('0 0 1 1 re f', '/Type/XObject/Subtype/Form/BBox[0 0 500 500]'),
    ])
    const fault = await faultOf(impatient.ask({ job: 'draw', page: 1, covers: [] }, pdf(endless)))
    expect(['too-slow', 'crashed']).toContain(fault.code)
    expect(await impatient.ask({ job: 'draw', page: 1, covers: [] }, pdf(await papers(['之后'])))).toHaveLength(1)
  })
})
