import { isAbsolute, normalize, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rules } from '../domain/report/checks/rules.ts'
import type { Finding } from '../domain/report/finding.ts'
import type { Place, Severity } from '../domain/report/reading.ts'
import type { ReadResult } from './report-task.ts'
import { type ResultWriter, separator } from './report-writers.ts'

const level: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'note' }

/**
 * SARIF 2.1.0 for tools that show findings beside files. Offsets are given for plain text only: in other kinds they
 * count the characters of the text, not of the file.
 */
export function sarifWriter(): ResultWriter {
  const next = separator()
  const notices: object[] = []
  return {
    begin: () => `${opening()},"columnKind":"utf16CodeUnits","results":[`,
    result: (file, result) => {
      const uri = fileUri(file)
      if (result.readable)
        return result.report.findings
          .map((finding) => `${next()}\n${JSON.stringify(resultOf(uri, finding, result.kind))}`)
          .join('')
      notices.push(notice(uri, result))
      return ''
    },
    end: () =>
      `\n],"invocations":[${JSON.stringify({ executionSuccessful: true, toolExecutionNotifications: notices })}]}]}\n`,
  }
}

function opening(): string {
  const driver = {
    name: 'gongkai',
    language: 'zh-CN',
    rules: rules.map(({ id, severity, title, gist, advice }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: gist },
      help: { text: advice },
      defaultConfiguration: { level: level[severity] },
    })),
  }
  const head = `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[`
  return `${head}{"tool":${JSON.stringify({ driver })}`
}

function resultOf(uri: string, finding: Finding, kind: string): object {
  const { id, stableId, severity, cells, message, fault } = finding
  const place = kind === 'text' ? finding.places[0] : undefined
  return {
    ruleId: id,
    ...ruleIndex(id),
    level: level[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, ...(place && { region: region(place) }) },
        ...(cells.length > 0 && {
          logicalLocations: cells.map((key) => ({ fullyQualifiedName: key, kind: 'member' })),
        }),
      },
    ],
    partialFingerprints: { 'stableId/v1': stableId },
    properties: { fault },
  }
}

function region({ start, end, text }: Place): object {
  return { charOffset: start, charLength: end - start, snippet: { text } }
}

function ruleIndex(id: string): { ruleIndex?: number } {
  const index = rules.findIndex((rule) => rule.id === id)
  return index < 0 ? {} : { ruleIndex: index }
}

function notice(uri: string, result: Extract<ReadResult, { readable: false }>): object {
  return {
    level: 'error',
    descriptor: { id: result.unreadable.code },
    message: { text: result.unreadable.message },
    locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  }
}

/** An absolute path as a file address, another as a relative reference. */
function fileUri(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : normalize(file).split(sep).map(encodeURIComponent).join('/')
}
