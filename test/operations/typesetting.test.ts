import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CannotStart } from '../../src/store/cannot-start.ts'
import { openTypesetter } from '../../src/typesetting.ts'
import { useTypesetter } from '../typesetting.ts'
import { temporaryFolder } from './folders.ts'
import { root } from './site.ts'

const templates = join(root, 'test/formats/typeset-templates')

/** A font of a family that no machine has: one that comes with the program, under a name of the same length. */
async function madeUpFont(): Promise<Buffer> {
  const require = createRequire(join(root, 'packages/typeset/package.json'))
  const path = require.resolve('@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf')
  const font = await readFile(path)
  const named = (name: string) => Buffer.from(name, 'utf16le').swap16()
  for (let at = font.indexOf(named('Noto Serif SC')); at >= 0; at = font.indexOf(named('Noto Serif SC'))) {
    named('Gongkai Probe').copy(font, at)
  }
  return font
}

describe('The body’s own fonts', () => {
  it('are used where the template names them, from a folder below the given one too', async () => {
    const folder = join(await temporaryFolder(), '本机关 字体')
    await mkdir(join(folder, '标题'), { recursive: true })
    await writeFile(join(folder, '标题', 'probe.ttf'), await madeUpFont())
    const data = { title: '回执', text: '本机关的字体。' }
    const fontsOf = async (pdf: Promise<Uint8Array>) =>
      new Set(
        Buffer.from(await pdf)
          .toString('latin1')
          .match(/(?<=\/BaseFont \/[A-Z]{6}\+)\S+/g),
      )
    expect(await fontsOf(useTypesetter({ templates }).pdf('letter', data))).toEqual(
      new Set(['NotoSerifSC-Regular', 'NotoSerifSC-Bold']),
    )
    expect(await fontsOf(useTypesetter({ templates, fonts: folder }).pdf('letter', data))).toEqual(
      new Set(['NotoSerifSC-Black']),
    )
  })

  it('are refused where their folder is not there or holds none, with its name and what to do', async () => {
    const empty = await temporaryFolder()
    await writeFile(join(empty, '说明.txt'), '字体以后再放')
    await expect(openTypesetter(root, empty)).rejects.toThrow(CannotStart)
    await expect(openTypesetter(root, empty)).rejects.toThrow(`字体文件夹 ${empty} 里没有`)
    const absent = join(empty, '没有')
    await expect(openTypesetter(root, absent)).rejects.toThrow(
      `字体文件夹 ${absent} 打不开（ENOENT）。请改正 GONGKAI_FONTS`,
    )
  })

  it('are looked for below the project where the folder is relative', async () => {
    await expect(openTypesetter(root, 'docs')).rejects.toThrow(`字体文件夹 ${join(root, 'docs')} 里没有`)
  })
})
