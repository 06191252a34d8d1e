import type { Paper } from '../paper.ts'
import type { Unreadable } from '../reading.ts'
import type { CellsRead } from './cells.ts'
import type { Draft } from './draft.ts'

/** Why a paper is not taken for an annual report; undefined where it is one. */
export function notAReport(
  paper: Paper,
  draft: Draft | undefined,
  read: CellsRead | undefined,
): Unreadable | undefined {
  const values = read ? Object.keys(read.cells).length : 0
  if (draft && draft.anchored >= 5 && (values >= 12 || draft.headings.length >= 4)) return undefined
  const titles = paper.simplified.match(/20[012]\d\s*年[^\n]{0,30}政府信息公开[^\n]{0,10}(?:年度报告|年报)/g) ?? []
  if (new Set(titles).size >= 3 && (draft?.headings.length ?? 0) < 4) {
    return { code: 'list-page', message: '这是年度报告的列表页，不是一份年度报告；请打开其中一份报告，保存后再读取。' }
  }
  if ((draft?.headings.length ?? 0) >= 4) {
    return {
      code: 'no-tables',
      message: '文字像年度报告，但没有找到第二、三、四部分的表格（可能是图片或附件）；请取得带表格文字的原文件再读取。',
    }
  }
  return {
    code: 'not-a-report',
    message: '这不像政府信息公开工作年度报告：没有找到第三部分的申请办理表格；请检查文件是否选对。',
  }
}
