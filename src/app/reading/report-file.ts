import { createReadStream, readFileSync, statSync } from 'node:fs'
import type { Unreadable } from '../../domain/report/reading.ts'
import { sizeLimit } from '../../formats/limits.ts'

export type FileBytes =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly unreadable: Unreadable }

/**
 * Reads a file that may be a report; refuses folders and what is too large before reading it.
 *
 * Blocks while it reads, which costs a reading thread less than to wait for another thread.
 */
export async function readReportFile(path: string): Promise<FileBytes> {
  try {
    const about = statSync(path)
    if (about.isDirectory()) return refuse('folder', '这是文件夹；核验整个文件夹请用 gongkai report check。')
    if (about.size > sizeLimit) return tooLarge
    return about.isFile() ? { ok: true, bytes: readFileSync(path) } : await collectBytes(createReadStream(path))
  } catch (error) {
    return refuse('file', reasonOf(error))
  }
}

/** Collects a stream whose length nobody knows, up to the limit, into a buffer of its own. */
export async function collectBytes(stream: AsyncIterable<Uint8Array>): Promise<FileBytes> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > sizeLimit) return tooLarge
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return { ok: true, bytes }
}

function refuse(code: string, message: string): FileBytes {
  return { ok: false, unreadable: { code, message } }
}

const tooLarge = refuse('too-large', `文件超过 ${sizeLimit / 1024 / 1024} MB，不像一份年度报告；请拆分或另存后再读。`)

const reasons: Readonly<Record<string, string>> = {
  ENOENT: '文件不存在，请核对路径。',
  EACCES: '没有读取权限。',
  EPERM: '没有读取权限。',
  ELOOP: '这是循环的链接。',
  ENAMETOOLONG: '路径太长。',
  ENOTDIR: '文件不存在，路径中有一段不是文件夹。',
}

function reasonOf(error: unknown): string {
  const { code = '', message = '' } = error as NodeJS.ErrnoException
  return reasons[code] ?? `文件读不出来（${code || message}）。`
}
