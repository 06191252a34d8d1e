import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './site.ts'

/** Files in which a start can be refused. */
const files = [
  'src/listen.ts',
  'src/serve.ts',
  'src/open-services.ts',
  'src/library.ts',
  'src/typesetting.ts',
  ...readdirSync(join(root, 'src/store'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src/store', name)),
]

/** How each sentence of refusal in a source begins, up to its first variable part. */
function beginningsOf(text: string): readonly string[] {
  const sentences = text.matchAll(/`([^`]*\p{Script=Han}[^`]*(?:。|\n\$\{[^`]*))`|'([^'\n]*\p{Script=Han}[^'\n]*。)'/gu)
  return [...sentences].map(([, template, plain]) => (template ?? plain ?? '').split(/\$\{|，|：/)[0]?.trim() ?? '')
}

describe('The manual', () => {
  const manual = readFileSync(join(root, 'docs/operate.md'), 'utf8')

  it('finds the beginnings of the sentences that it looks for', () => {
    const source = ['return `端口 $', "{port} 已被占用。`\nthrow new X('磁盘已满，请清理。')\nconst a = '中文'"].join(
      '',
    )
    expect(beginningsOf(source)).toEqual(['端口', '磁盘已满'])
  })

  it('explains every sentence with which the program refuses to start', () => {
    const rows = manual.split('\n').filter((line) => line.startsWith('| '))
    const beginnings = files.flatMap((file) => beginningsOf(readFileSync(join(root, file), 'utf8')))
    expect(beginnings.length).toBeGreaterThan(15)
    const missing = beginnings.filter((words) => !rows.some((row) => row.includes(words)))
    expect(missing).toEqual([])
  })
})
