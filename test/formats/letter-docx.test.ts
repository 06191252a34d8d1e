import { DOMParser } from '@xmldom/xmldom'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import { type LetterKind, letterKinds } from '../../src/domain/request/letters/kinds.ts'
import type { LetterPaper } from '../../src/domain/request/letters/paper.ts'
import { writeLetterDocx } from '../../src/formats/letters/docx-letter.ts'
import { listZip, unpack } from '../../src/formats/zip.ts'
import { subject } from '../request/letters/examples.ts'
import { saidIn, written } from '../request/letters/written.ts'

const kinds = Object.keys(letterKinds) as readonly LetterKind[]

async function textOf(paper: LetterPaper): Promise<string> {
  const buffer = Buffer.from(await writeLetterDocx(paper))
  return (await mammoth.extractRawText({ buffer })).value.replace(/\s/g, '')
}

/** A part of the package, as word/document.xml. */
async function partOf(paper: LetterPaper, name: RegExp): Promise<string> {
  const bytes = await writeLetterDocx(paper)
  const parts = listZip(bytes).filter((entry) => name.test(entry.name))
  return parts.map((entry) => new TextDecoder().decode(unpack(bytes, entry, 10_000_000))).join('')
}

describe('A letter as a Word document', () => {
  test.each(kinds)('%s holds every word of the letter', async (kind) => {
    const paper = written(kind)
    const text = await textOf(paper)
    const { look } = letterKinds[kind]
    for (const line of saidIn(paper).split('\n')) expect(text).toContain(line.replace(/\s|[☐☑]/g, ''))
    if (look !== 'envelope') expect(text).toContain(paper.title)
    if (look === 'envelope' || look === 'form') return
    for (const words of [paper.number, paper.addressee, paper.contact, '2025年3月20日', ...paper.attachments])
      expect(text).toContain(words?.replace(/\s/g, ''))
  })

  test('has the page of an official document, numbered at its outer side', async () => {
    const xml = await partOf(written('reply.granted'), /^word\/document\.xml$/)
    expect(xml).toMatch(/<w:pgMar[^>]*w:top="2098"[^>]*w:bottom="1984"/)
    expect(await partOf(written('reply.granted'), /^word\/footer\d\.xml$/)).toMatch(
      /w:jc w:val="right"[\s\S]*w:jc w:val="left"/,
    )
    expect(await partOf(written('reply.granted'), /^word\/settings\.xml$/)).toContain('w:evenAndOddHeaders')
  })

  test('is marked as a draft, without a number, while it is one', async () => {
    const draft = written('reply.granted', { draft: true })
    expect(await partOf(draft, /^word\/header\d\.xml$/)).toContain('草稿，仅供审核，不作为正式文书')
    expect(await textOf(draft)).not.toContain('〔2025〕12号')
    expect(await partOf(written('reply.granted'), /^word\/header\d\.xml$/)).toBe('')
  })

  test('stays a sound file with words that nobody expects', async () => {
    const content = '</w:t>&lt;<script>\u0000\u0007喆䶮\ud83d\ufffe\u202e标准'
    const xml = await partOf(
      written('reply.granted', { request: { ...subject.request, content } }),
      /^word\/document\.xml$/,
    )
    const faults: string[] = []
    new DOMParser({ errorHandler: (level, message) => void faults.push(`${level} ${message}`) }).parseFromString(
      xml,
      'text/xml',
    )
    expect(faults).toEqual([])
    const text = await textOf(written('reply.granted', { request: { ...subject.request, content } }))
    expect(text).toContain('</w:t>&lt;<script>喆䶮\ufffd标准')
  })
})
