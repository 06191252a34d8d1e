import { cellName } from '../../../domain/report/checks/labels.ts'
import type { ReportForm } from '../../../domain/report/form.ts'
import { reportActions, reportStatuses } from '../../../domain/report/status.ts'
import { type TrailEvent, verdicts } from '../../../domain/report/trail.ts'
import { stateWords } from '../../report/corrections.tsx'

/** What was done, in a sentence, and the reason that was given. */
export interface TrailWords {
  readonly says: string
  readonly reason: string
}

const namesShown = 5

function cellNames(form: ReportForm, cells: readonly string[]): string {
  const names = cells.slice(0, namesShown).map((cell) => cellName(form, cell))
  return `${names.join('、')}${cells.length > namesShown ? `等 ${cells.length} 格` : ''}`
}

type Corrected = Extract<TrailEvent, { kind: 'corrected' }>

function corrected(form: ReportForm, { cell, was, to }: Corrected): string {
  const name = `“${cellName(form, cell)}”`
  return was === to
    ? `核对${name}，读取为${stateWords(was)}，无误`
    : `把${name}由${stateWords(was)}更正为${stateWords(to)}`
}

/** What an entry of the trail says, in plain words. */
export function trailWords(form: ReportForm, event: TrailEvent): TrailWords {
  const plain = (says: string): TrailWords => ({ says, reason: '' })
  switch (event.kind) {
    case 'imported':
      return plain(`导入文件“${event.fileName}”`)
    case 'replaced':
      return plain(`替换文件，现为“${event.fileName}”`)
    case 'read-again':
      return plain(
        event.changedCells.length > 0
          ? `重新读取，${cellNames(form, event.changedCells)}与原先读取的不同`
          : '重新读取，数字没有变化',
      )
    case 'corrected':
      return { says: corrected(form, event), reason: event.reason }
    case 'correction-undone':
      return plain(`撤销对“${cellName(form, event.cell)}”的更正`)
    case 'judged':
      return { says: `认定${verdicts[event.verdict]}：${event.message}`, reason: event.reason }
    case 'judgement-undone':
      return plain(`撤销认定：${event.message}`)
    case 'moved': {
      const { action, from, to, reason } = event
      const says = `${reportActions[action].label}（${reportStatuses[from]} → ${reportStatuses[to]}）`
      return { says, reason }
    }
    case 'discarded':
      return plain(`弃用“${event.title}”（${event.fileName}）`)
    case 'nil-declared':
      return { says: `申报${event.year}年零报告`, reason: event.reason }
    case 'nil-withdrawn':
      return plain(`撤回${event.year}年零报告`)
  }
}
