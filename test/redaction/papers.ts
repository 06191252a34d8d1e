import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createRasteriser, type RasteriserSettings } from '../../src/formats/redaction/rasteriser.ts'
import { startRasterProcess } from '../../src/formats/redaction/start-raster.ts'
import { root } from '../database.ts'
import { useTypesetter } from '../typesetting.ts'

/** Pages of lines as a PDF of our own typesetter, with a title and an author among its properties. */
export function usePapers() {
  const { pdf } = useTypesetter({ templates: join(root, 'test/redaction/typeset-templates') })
  return (...pages: readonly (readonly string[])[]) => pdf('paper', { pages })
}

/** The rasteriser of the real program, ended after the tests of the file. */
export function useRasteriser(settings: Partial<RasteriserSettings> = {}) {
  const rasteriser = createRasteriser({ start: () => startRasterProcess({ root }), ...settings })
  afterAll(rasteriser.close)
  return rasteriser
}

/** The number of somebody who would be born in 1900, with its check digit. */
export const identity = '110101190001010006'

/** A PDF written by hand, so that a test can make what no typesetter makes. */
export function handmadePdf(objects: readonly string[], root = 1): Uint8Array {
  let text = '%PDF-1.7\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root ${root} 0 R>>\nstartxref\n${text.length}\n%%EOF`
  return new Uint8Array(Buffer.from(text + end, 'latin1'))
}

export const stream = (content: string, entries = '') =>
  `<<${entries}/Length ${content.length}>>\nstream\n${content}\nendstream`
