import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openPaper, sizeLimit } from '../../src/formats/open-paper.ts'
import { makeZip } from './make-zip.ts'
import { paperOf, refusalOf } from './papers.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const hex = (digits: string) => new Uint8Array(Buffer.from(digits.replaceAll(' ', ''), 'hex'))

describe('a file that is no report is named for what it is', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'empty'],
    ['a blank text', utf8(' \n\n'), 'empty'],
    ['an old Word document', hex('d0cf11e0a1b11ae1 0000'), 'old-office'],
    ['a rich text document', utf8('{\\rtf1\\ansi hello}'), 'rtf'],
    ['a picture', hex('89504e470d0a1a0a 0000000d'), 'image'],
    ['a photograph', hex('ffd8ffe000104a46'), 'image'],
    ['a bitmap', hex('424d 36000000 00000000'), 'image'],
    ['a packed file', hex('1f8b0800'), 'archive'],
    ['a program', hex('4d5a9000 03000000'), 'program'],
    ['a stored web page', utf8('From: <saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n'), 'mhtml'],
    ['a binary workbook', makeZip([{ name: 'xl/workbook.bin', text: '' }]), 'xlsb'],
    ['a presentation', makeZip([{ name: 'ppt/presentation.xml', text: '<a/>' }]), 'pptx'],
    ['an OFD document', makeZip([{ name: 'OFD.xml', text: '<a/>' }]), 'ofd'],
    ['a packed folder', makeZip([{ name: '年报.html', text: '<p>x</p>' }]), 'zip-archive'],
    ['JSON of another make', utf8('{"name": "x"}'), 'json-foreign'],
    ['JSON cut short', utf8('{"cells": {"received/total": 1'), 'json-damaged'],
  ])('%s', async (_, file, code) => {
    expect(await refusalOf(file)).toBe(code)
  })

  test('noise', async () => {
    const noise = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i * 31 + i * 17 + (i >> 3)) % 251)
    expect(await refusalOf(noise)).toBe('binary')
  })

  test('each is told in one Chinese sentence that says what to do', async () => {
    const opened = await openPaper(new Uint8Array())
    expect(opened).toEqual({
      kind: 'unreadable',
      unreadable: { code: 'empty', message: '文件是空的，请重新选择年度报告文件。' },
    })
  })
})

test('a file above the limit is refused unread', async () => {
  expect(await refusalOf(new Uint8Array(sizeLimit + 1))).toBe('too-large')
})

test('our own JSON is handed on as it is', async () => {
  const value = { year: 2021, cells: { 'received/total': 1 } }
  expect(await openPaper(utf8(JSON.stringify(value)))).toEqual({ kind: 'sheet', format: 'json', value })
})

describe('a page made to exhaust the reader ends in a sentence, within seconds', () => {
  test.each([
    ['divisions', '<div>'],
    ['tables in cells', '<table><tr><td>'],
    ['lists', '<ul><li>'],
    ['links around divisions', '<a><div>'],
  ])('200,000 %s one inside the other', async (_, tag) => {
    expect(await refusalOf(utf8(`<html>${tag.repeat(200_000)}x`))).toBe('html-too-deep')
  })

  test('cells that claim thousands of rows and columns cost no more than other cells', async () => {
    const row = '<tr><td colspan=9999 rowspan=9999>1<td colspan=0 rowspan=0>2<td colspan=-5>3'
    const { blocks } = await paperOf(`<table>${row.repeat(20_000)}</table>`)
    expect(blocks).toHaveLength(1)
  })
})

describe('a package is checked before anything is inflated', () => {
  const document = { name: 'word/document.xml', text: '<x/>' }

  test('too many parts', async () => {
    const parts = Array.from({ length: 5001 }, (_, i) => ({ name: `word/${i}.xml`, text: '' }))
    expect(await refusalOf(makeZip([document, ...parts]))).toBe('zip-bomb')
  })

  test('parts that declare more than a document needs', async () => {
    expect(await refusalOf(makeZip([document, { name: 'word/a.xml', text: 'x', declaredSize: 101 * 2 ** 20 }]))).toBe(
      'zip-bomb',
    )
  })

  test('a part that is larger than it declares', async () => {
    const packed = deflateRawSync(Buffer.alloc(60 * 2 ** 20))
    const bomb = makeZip([{ name: 'word/document.xml', packed, declaredSize: 1000 }])
    expect(await refusalOf(bomb)).toBe('zip-bomb')
  })

  test('a document of more parts than a library can hold', async () => {
    const long = { name: 'word/document.xml', text: '<w:p/>'.repeat(300_000) }
    const filler = { name: 'word/media/a.png', packed: new Uint8Array(100_000) }
    expect(await refusalOf(makeZip([long, filler]))).toBe('docx-too-large')
  })

  test('a package cut short', async () => {
    expect(await refusalOf(makeZip([document]).slice(0, 60))).toBe('package-damaged')
  })
})
