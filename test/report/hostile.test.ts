import { spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printDocx } from './specimens/print-docx.ts'
import { printHtml } from './specimens/print-html.ts'
import { seeded } from './specimens/random.ts'
import { sample } from './specimens/samples.ts'
import { zip } from './specimens/zip.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const megabyte = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'gongkai-hostile-'))
const pdf = (name: string) => readFileSync(new URL(`./specimens/pdf/${name}.pdf`, import.meta.url))

interface Run {
  readonly status: number | null
  readonly out: string
  readonly said: string
  readonly seconds: number
  /** Highest resident memory of the process, in megabytes. */
  readonly memory: number
}

function read(path: string): Promise<Run> {
  const started = performance.now()
  const child = spawn(process.execPath, [join(root, 'bin/gongkai'), 'report', 'read', path, '--json'])
  let out = ''
  let said = ''
  let memory = 0
  child.stdout.on('data', (piece) => {
    out += piece
  })
  child.stderr.on('data', (piece) => {
    said += piece
  })
  const watch = setInterval(() => {
    memory = Math.max(memory, peakMemory(child.pid ?? 0))
  }, 15)
  return new Promise((resolve) => {
    child.on('close', (status) => {
      clearInterval(watch)
      resolve({ status, out, said, seconds: (performance.now() - started) / 1000, memory })
    })
  })
}

function peakMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

const noise = (length: number) => {
  const random = seeded(1)
  return Uint8Array.from({ length }, () => random.int(0, 255))
}

const page = (body: string) => `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`

const listPage = page(
  `<h1>政府信息公开年报</h1><ul>${[2019, 2020, 2021, 2022]
    .map(
      (year) => `<li><a href="/${year}.html">云溪区民政局${year}年政府信息公开工作年度报告</a> ${year + 1}-01-20</li>`,
    )
    .join('')}</ul><p>共4条 第1页/共1页</p>`,
)

const bombDocument = Buffer.alloc(160 * megabyte, '<w:p><w:r><w:t>年</w:t></w:r></w:p>')
const contentTypes = {
  name: '[Content_Types].xml',
  bytes: Buffer.from(
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  ),
}

const bomb = (claimedSize?: number) =>
  zip([contentTypes, { name: 'word/document.xml', bytes: bombDocument, ...(claimedSize && { claimedSize }) }])

/** Everything here is no annual report that can be read, and the program must say so briefly and soon. */
const hostile: Readonly<Record<string, () => Uint8Array | string | Promise<Uint8Array>>> = {
  'an empty file': () => '',
  'blanks only': () => ' \n\t　\u00a0'.repeat(5000),
  'a scanned PDF without text': () => pdf('scanned'),
  'an encrypted PDF': () => pdf('encrypted'),
  'half a PDF': () => pdf('plain').subarray(0, 90_000),
  'a PDF of noise': () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(200_000)]),
  'half a DOCX': async () => (await printDocx(sample(1))).subarray(0, 6000),
  'a zip bomb as DOCX': () => bomb(),
  'a zip bomb that lies about its size': () => bomb(5000),
  'a zip without a document': () => zip([{ name: 'a.txt', bytes: Buffer.from('年度报告') }]),
  'noise of a megabyte': () => noise(megabyte),
  'a page that is no report': () =>
    page('<h1>云溪区民政局举办运动会</h1><p>共有12支队伍、86人参加，3人受伤。</p>'.repeat(20)),
  'a list of annual reports': () => listPage,
  'a title without a report': () => page('<h1>云溪区民政局2021年政府信息公开工作年度报告</h1><p>内容见附件。</p>'),
  'HTML nested 200,000 levels deep': () => page(`${'<div>'.repeat(200_000)}2021年度报告${'</div>'.repeat(200_000)}`),
  'tables nested 20,000 levels deep': () => page(`${'<table><tr><td>'.repeat(20_000)}1`),
  'cells that claim to span millions': () =>
    page(`<table>${'<tr><td colspan="1000000" rowspan="65534">1</td></tr>'.repeat(3000)}</table>`),
  'twenty megabytes of digits': () => '0123456789'.repeat(2 * megabyte),
  'twenty megabytes of table bars': () => '0 | '.repeat(5 * megabyte),
  'ten megabytes of item labels': () => '1.属于国家秘密 0 0 0 0 0 0 0\n'.repeat(300_000),
  'half a JSON file': () => '{"agency": "云溪区民政局", "year": 2021, "cells": {"rules',
  'JSON of something else': () => '{"name": "gongkai", "version": 3}',
}

describe('bin/gongkai report read', () => {
  beforeAll(() => read('--help'), 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const refuses = (run: Run) => {
    expect(run).toMatchObject({ status: 2, out: '' })
    expect(run.said.trim()).toMatch(/^[^\n]*\p{Script=Han}[^\n]*$/u)
    expect(run.said).not.toMatch(/\bat .*:\d+:\d+|node:internal/)
    expect(run.seconds).toBeLessThan(10)
    expect(run.memory).toBeLessThan(512)
  }

  it.each(Object.keys(hostile))(
    'refuses %s with one sentence, soon and with little memory',
    { timeout: 60_000 },
    async (name) => {
      const path = join(folder, 'source')
      const content = await hostile[name]?.()
      writeFileSync(path, content ?? '')
      refuses(await read(path))
    },
  )

  it('refuses a file of 200 MB without reading it', { timeout: 60_000 }, async () => {
    const path = join(folder, 'large')
    openSync(path, 'w')
    truncateSync(path, 200 * megabyte)
    const run = await read(path)
    refuses(run)
    expect(run.memory).toBeLessThan(200)
  })

  it('refuses a file that is not there, and a folder', async () => {
    refuses(await read(join(folder, 'nowhere.html')))
    refuses(await read(folder))
  })

  it('reads an honest report beside all these', { timeout: 60_000 }, async () => {
    const path = join(folder, 'report.html')
    writeFileSync(path, printHtml(sample(1)))
    const run = await read(path)
    expect(run.status).toBe(0)
    expect(JSON.parse(run.out)).toMatchObject({ year: 2023, form: '2021' })
  })
})
