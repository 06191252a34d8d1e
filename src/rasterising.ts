import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createRasteriser, type Rasteriser } from './formats/redaction/rasteriser.ts'
import { startRasterProcess } from './formats/redaction/start-raster.ts'

/** Files that hold fonts that pages can be drawn with. */
const fontFile = /\.(ttf|otf|ttc)$/i

/**
 * The rasteriser of the site; its processes start with the first file.
 *
 * @param fontFolder the body's own fonts, relative to `root` unless absolute: for PDFs that name them and hold none
 */
export async function openRasteriser(root: string, fontFolder?: string): Promise<Rasteriser> {
  const folder = fontFolder === undefined ? undefined : resolve(root, fontFolder)
  const names = folder === undefined ? [] : await readdir(folder, { recursive: true })
  const fonts = names.filter((name) => fontFile.test(name)).map((name) => join(folder ?? root, name))
  return createRasteriser({ start: () => startRasterProcess({ root, fonts }) })
}
