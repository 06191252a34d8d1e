import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { pagesOf } from '../../src/app/page-images.ts'
import { withMarks } from '../../src/domain/redaction/marks.ts'
import { openSuggestions } from '../../src/domain/redaction/suggest.ts'
import { handmadePdf, identity, stream, usePapers, useRasteriser } from './papers.ts'

const papers = usePapers()
const raster = useRasteriser()

async function pagesIn(bytes: Uint8Array) {
  const read = await pagesOf({ raster }, { kind: 'pdf', bytes })
  if (!read.ok) throw new Error(read.refusal.says)
  return read.pages
}

/** The picture of the page with the regions covered, as black and white: how many pixels are ink. */
async function inkBeside(
  bytes: Uint8Array,
  covers: readonly { left: number; top: number; width: number; height: number }[],
) {
  const labelled = covers.map((cover) => ({ ...cover, label: '' }))
  const [png] = await raster.ask({ job: 'draw', page: 1, covers: labelled }, { kind: 'pdf', bytes })
  const picture = await loadImage(Buffer.from(png ?? []))
  const canvas = createCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')
  context.drawImage(picture, 0, 0)
  // What is covered is ink of nobody's.
  context.fillStyle = '#fff'
  for (const { left, top, width, height } of covers)
    context.fillRect(
      left * canvas.width - 1,
      top * canvas.height - 1,
      width * canvas.width + 2,
      height * canvas.height + 2,
    )
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  let ink = 0
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 200) ink += 1
  return ink
}

describe('Numbers of people on the pages of a file', () => {
  test('are found page by page, each with its kind, and shown by their ends alone', async () => {
    const bytes = await papers(
      ['登记表', `身份证号：${identity}，手机：13800000000`],
      ['没有号码'],
      ['卡号：6222 0200 0000 0000 000', '信箱：shili@example.cn，电话：010-12345678'],
    )
    const pages = await pagesIn(bytes)
    expect(pages.map(({ found }) => found.map(({ kind, shown }) => `${kind} ${shown}`))).toEqual([
      ['identity 110…06', 'mobile 138…00'],
      [],
      ['bank-card 622…00', 'e-mail shi…cn', 'landline 010…78'],
    ])
    expect(JSON.stringify(pages)).not.toContain(identity)
  })

  test.each([
    ['an identity number', identity],
    ['a telephone', '13800000000'],
    ['a bank card', '6222 0200 0000 0000 000'],
    ['an address of mail', 'shili@example.cn'],
  ])('%s is covered whole: not a pixel of it is left', async (_, number) => {
    const bytes = await papers([number])
    const [page] = await pagesIn(bytes)
    const regions = page?.found.flatMap((one) => one.regions) ?? []
    expect(regions).toHaveLength(1)
    expect(await inkBeside(bytes, [])).toBeGreaterThan(200)
    expect(await inkBeside(bytes, regions)).toBe(0)
  })

  test('leave the words around them as they are', async () => {
    const [alone, with_] = [await papers(['身份证号：']), await papers([`身份证号：${identity}`])]
    const [page] = await pagesIn(with_)
    const left = await inkBeside(with_, page?.found.flatMap(({ regions }) => regions) ?? [])
    const whole = await inkBeside(alone, [])
    expect(left / whole).toBeGreaterThan(0.93)
    expect(left / whole).toBeLessThan(1.02)
  })

  test('are found where they run over the end of a line, and covered on both', async () => {
    const made = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
      stream(`BT /F 12 Tf 20 60 Td (${identity.slice(0, 10)}) Tj 0 -20 Td (${identity.slice(10)}) Tj ET`),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ])
    const regions = (await pagesIn(made))[0]?.found.flatMap((one) => one.regions) ?? []
    expect(regions).toHaveLength(2)
    expect(await inkBeside(made, regions)).toBe(0)
  })

  test('are found on a page that is turned', async () => {
    const made = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 500]/Rotate 90/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
      stream('BT /F 12 Tf 0 1 -1 0 150 50 Tm (tel 13800000000) Tj ET'),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ])
    const [page] = await pagesIn(made)
    expect(page).toMatchObject({ width: 500, height: 300 })
    const regions = page?.found.flatMap((one) => one.regions) ?? []
    expect(regions).toHaveLength(1)
    // The letters before it stay.
    const ink = await inkBeside(made, regions)
    expect(ink).toBeGreaterThan(20)
    expect(ink).toBeLessThan((await inkBeside(made, [])) / 2)
  })

  test('in neighbouring cells of a table are not read as one', async () => {
    const made = handmadePdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
      stream('BT /F 12 Tf 20 50 Td (138) Tj 100 0 Td (00000000) Tj ET'),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ])
    expect((await pagesIn(made))[0]?.found).toEqual([])
  })

  test('are offered until something covers them', async () => {
    const [page] = await pagesIn(await papers([`${identity}，13800000000`]))
    const [first, second] = page?.found ?? []
    const marks = withMarks([], first?.regions ?? [], 'personal-privacy')
    expect(openSuggestions(page?.found ?? [], marks)).toEqual([second])
  })
})
