import { ruleOf } from '../domain/report/checks/rules.ts'
import type { Severity } from '../domain/report/reading.ts'
import { aligned } from './report-columns.ts'
import type { ReadResult } from './report-task.ts'
import { severityWord } from './report-text.ts'

/** Counts of a run over many files. */
export interface Summary {
  readonly add: (result: ReadResult) => void
  /** A table for people; rules by the number of their findings. */
  readonly text: () => string
  /** 0: no error found; 1: some, or some files not readable; 2: nothing could be read. */
  readonly exitStatus: () => number
}

export function summaryOf(): Summary {
  const counts = { files: 0, readable: 0, withErrors: 0 }
  const byRule = new Map<string, { severity: Severity; findings: number; files: number }>()
  return {
    add(result) {
      counts.files += 1
      if (!result.readable) return
      counts.readable += 1
      const { findings } = result.report
      if (findings.some((finding) => finding.severity === 'error')) counts.withErrors += 1
      for (const id of new Set(findings.map((finding) => finding.id))) {
        const entry = byRule.get(id) ?? { severity: ruleOf(id).severity, findings: 0, files: 0 }
        entry.files += 1
        entry.findings += findings.filter((finding) => finding.id === id).length
        byRule.set(id, entry)
      }
    },
    text() {
      const unreadable = counts.files - counts.readable
      const head = `共 ${counts.files} 份：读出 ${counts.readable} 份，其中 ${counts.withErrors} 份有错误；读不了 ${unreadable} 份`
      if (byRule.size === 0) return `${head}\n`
      const rows = [...byRule].sort(([, one], [, other]) => other.findings - one.findings)
      const lines = aligned([
        ['规则', '级别', '处', '份'],
        ...rows.map(([id, { severity, findings, files }]) => [
          `${ruleOf(id).title}（${id}）`,
          severityWord[severity],
          String(findings),
          String(files),
        ]),
      ])
      return `${head}\n\n${lines.map((line) => `  ${line}`).join('\n')}\n`
    },
    exitStatus() {
      if (counts.readable === 0) return 2
      return counts.withErrors > 0 || counts.readable < counts.files ? 1 : 0
    },
  }
}
