import { cellName, formCell } from '../../../domain/report/checks/labels.ts'
import { type Correction, cellState } from '../../../domain/report/decisions.ts'
import type { CellKey } from '../../../domain/report/form.ts'
import { anchors, paths } from '../../paths.ts'
import { stateWords } from '../../report/corrections.tsx'
import { chineseMinute } from '../../report/numerals.ts'
import { type Attempt, typedIn } from './attempt.ts'
import { Button, PostForm, Reason } from './post-form.tsx'
import { allowedIn } from './read-correction.ts'
import { neighbours, type Verification } from './verification.ts'

interface CellProps {
  readonly all: Verification
  readonly cell: CellKey
  readonly attempt: Attempt | undefined
  /** What was just done with the cell, in words. */
  readonly said: string | undefined
}

type CellOf = Pick<CellProps, 'all' | 'cell'>

/** Address at which a cell is chosen; the page opens at its place in the source, or else in the table. */
export function cellPath({ report, source }: Verification, cell: CellKey): string {
  const { agency, year, reading } = report
  const place = source && reading.sources[cell] ? anchors.mark(cell) : anchors.cell(cell)
  return `${paths.deskReport(agency.id, year)}?${new URLSearchParams({ cell })}#${place}`
}

const around = 16

/** Grid cells are parted by a tab, rows by a line break. */
const inOneLine = (text: string) => text.replace(/[\t\n]+/g, ' ｜ ')

function SourceWords({ all: { report, source }, cell }: CellOf) {
  const place = report.reading.sources[cell]
  if (!source || !place) return <p class="quiet">原文中没有这一格的位置。</p>
  const { start, end } = place
  return (
    <p class="words">
      原文：…{inOneLine(source.text.slice(Math.max(0, start - around), start))}
      <mark class="chosen">{source.text.slice(start, end) || '（空）'}</mark>
      {inOneLine(source.text.slice(end, end + around))}…{' '}
      <a class="go" href={`#${anchors.mark(cell)}`}>
        看原文
      </a>
      <a class="go" href={`#${anchors.cell(cell)}`}>
        看表格
      </a>
    </p>
  )
}

/** What the reader and the checks say of the cell. */
function Doubts({ all: { report }, cell }: CellOf) {
  const { asRead, findings, decisions } = report
  const told = [
    ...asRead.problems
      .filter((problem) => problem.cell === cell || problem.cells?.includes(cell))
      .map(({ message }) => message),
    ...(asRead.chosen.includes(cell) ? ['来源文字没有分开数字，这个数是按勾稽关系推定的。'] : []),
    ...findings
      .filter(({ cells, stableId }) => cells.includes(cell) && !decisions.judgements.has(stableId))
      .map(({ message }) => message),
  ]
  if (told.length === 0) return null
  return (
    <ul class="doubts">
      {told.map((message) => (
        <li>{message}</li>
      ))}
    </ul>
  )
}

function Corrected({ all, cell, correction }: CellOf & { readonly correction: Correction }) {
  const { to, person, at, reason } = correction
  const right = to === cellState(all.report.asRead.cells, cell)
  return (
    <div class="decided">
      <p>
        {person} {chineseMinute(at)} {right ? '核对无误' : `更正为 ${stateWords(to)}`}
        {reason !== '' && <q>{reason}</q>}
      </p>
      {!all.fixed && (
        <PostForm all={all} verb="undo-correction" fields={{ cell }}>
          <Button words={right ? '撤销核对' : '撤销更正'} />
        </PostForm>
      )}
    </div>
  )
}

function Fields({ all, cell, attempt }: Omit<CellProps, 'said'>) {
  const typed = typedIn(attempt, 'correct', { cell })
  const column = formCell(all.form, cell)?.column
  const problem = attempt?.outcome.code === 'invalid' && typed.cell === cell ? attempt.outcome.says : undefined
  return (
    <PostForm all={all} verb="correct" fields={{ cell }}>
      <div class={problem ? 'field wrong' : 'field'}>
        <label for="value">原文填的是</label>
        {column && (
          <p class="hint" id="value-hint">
            {allowedIn(column)}
          </p>
        )}
        {problem && (
          <p class="err" id="value-problem">
            {problem}
          </p>
        )}
        <input
          class="ds-input"
          id="value"
          name="value"
          value={typed.value}
          inputmode={column?.number === 'count' ? 'numeric' : undefined}
          maxlength={60}
          autocomplete="off"
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? 'value-hint value-problem' : 'value-hint'}
        />
      </div>
      <Reason id="correct-reason" label="理由（与读取不同时必填）" typed={typed.reason} />
      <div class="buttons">
        <Button words="保存更正" name="as" value="number" primary />
        <Button words="原文空白" name="as" value="blank" />
        <Button words="无法辨认" name="as" value="absent" />
        <Button words="核对无误" name="as" value="same" />
      </div>
    </PostForm>
  )
}

function Steps({ all, cell }: CellOf) {
  const { previous, next, left } = neighbours(all, cell)
  return (
    <nav class="steps" aria-label="存疑的格子">
      {previous && (
        <a href={cellPath(all, previous)} rel="prev">
          上一处存疑
        </a>
      )}
      {next && (
        <a href={cellPath(all, next)} rel="next">
          下一处存疑
        </a>
      )}
      <span class="quiet">{left > 0 ? `还有 ${left} 格存疑` : '没有存疑的格子了'}</span>
      <a href={paths.deskReport(all.report.agency.id, all.report.year)}>关闭</a>
    </nav>
  )
}

/** The chosen cell: what was read where, what people said of it, and what it should say instead. */
export function CellForm({ all, cell, attempt, said }: CellProps) {
  const correction = all.report.decisions.corrections.get(cell)
  return (
    <section class="panel cell-form" id="cell-form" aria-labelledby="cell-title">
      <h2 id="cell-title">{cellName(all.form, cell)}</h2>
      <p>
        读取为 <b>{stateWords(cellState(all.report.asRead.cells, cell))}</b>
        {said && (
          <span class="said" role="status">
            {said}
          </span>
        )}
      </p>
      <SourceWords all={all} cell={cell} />
      <Doubts all={all} cell={cell} />
      {correction && <Corrected all={all} cell={cell} correction={correction} />}
      {all.fixed ? <p class="quiet">{all.fixed.says}</p> : <Fields all={all} cell={cell} attempt={attempt} />}
      <Steps all={all} cell={cell} />
    </section>
  )
}
