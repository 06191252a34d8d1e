import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startTypesettingProcess } from './formats/typeset/start-process.ts'
import { createTypesetter, type Typesetter } from './formats/typeset/typesetter.ts'
import { CannotStart } from './store/cannot-start.ts'

/** Files that hold fonts that Typst can use. */
const fontFile = /\.(ttf|otf|ttc|otc)$/i

async function checkFonts(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true }).catch(({ code }: NodeJS.ErrnoException) => {
    throw new CannotStart(`字体文件夹 ${folder} 打不开（${code}）。请改正 GONGKAI_FONTS，或不设置它。`)
  })
  if (files.some((name) => fontFile.test(name))) return
  throw new CannotStart(`字体文件夹 ${folder} 里没有 TTF、OTF、TTC 字体文件。请放入字体，或不设置 GONGKAI_FONTS。`)
}

/**
 * The typesetter of the site; its process starts with the first document.
 *
 * @param fontFolder the body's own fonts, relative to `root` unless absolute
 * @throws {CannotStart} where that folder holds no fonts
 */
export async function openTypesetter(root: string, fontFolder?: string): Promise<Typesetter> {
  const fonts = fontFolder === undefined ? undefined : resolve(root, fontFolder)
  if (fonts !== undefined) await checkFonts(fonts)
  return createTypesetter({ start: () => startTypesettingProcess({ root, ...(fonts !== undefined && { fonts }) }) })
}
