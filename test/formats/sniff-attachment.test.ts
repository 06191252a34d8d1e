import { describe, expect, test } from 'vitest'
import { sniffAttachment } from '../../src/formats/sniff-attachment.ts'
import { makeZip } from './make-zip.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const png = Buffer.from('\x89PNG\r\n\x1a\n....IEND\xaeB`\x82', 'latin1')
const jpeg = Buffer.from('\xff\xd8\xff\xe0....\xff\xd9', 'latin1')
const packed = (...names: string[]) => makeZip(names.map((name) => ({ name, text: 'x' })))

const kindOf = (bytes: Uint8Array) => {
  const sniffed = sniffAttachment(bytes)
  return sniffed.ok ? sniffed.kind : 'refused'
}

describe('An attachment', () => {
  test.each([
    ['pdf', pdf],
    ['png', png],
    ['jpeg', jpeg],
    ['jpeg', Buffer.concat([jpeg, Buffer.from('what a camera adds')])],
    ['docx', packed('[Content_Types].xml', 'word/document.xml')],
    ['xlsx', packed('[Content_Types].xml', 'xl/workbook.xml')],
    ['ofd', packed('OFD.xml', 'Doc_0/Document.xml')],
    ['text', Buffer.from('关于示例大道的说明。\r\n第二行\t完')],
    ['text', Buffer.from([0xb9, 0xd8, 0xd3, 0xda])],
  ] as const)('is known as %s by its bytes', (kind, bytes) => {
    expect(kindOf(bytes)).toBe(kind)
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a program', Buffer.from('MZ\x90\0\x03', 'latin1')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /')],
    ['an archive', packed('a.txt')],
    ['a document with macros', packed('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
    ['a damaged package', Buffer.from('PK\x03\x04 and no more')],
    ['half a PDF', pdf.subarray(0, 20)],
    ['a picture that is a package too', Buffer.concat([png, packed('a.txt')])],
    ['a PDF that is a package too', Buffer.concat([pdf, packed('word/document.xml')])],
    ['a picture with a PDF in it', Buffer.concat([png.subarray(0, 12), pdf, png.subarray(12)])],
    ['a picture with a script in it', Buffer.concat([jpeg.subarray(0, 4), Buffer.from('<script>'), jpeg.subarray(4)])],
    ['text that turns round', Buffer.from('附件\u202egpj.exe')],
    ['text with a bell', Buffer.from('叮\x07')],
  ])('that is %s is refused with a sentence', (_, bytes) => {
    const sniffed = sniffAttachment(bytes)
    expect(sniffed.ok).toBe(false)
    if (!sniffed.ok) expect(sniffed.says).toMatch(/。$/)
  })
})
