import type { CellKey } from '../../../domain/report/form.ts'
import { numeral } from '../../../domain/report/render/numeral.ts'
import { type ReportStatus, reportActions, reportStatuses } from '../../../domain/report/status.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { Prose } from '../../report/narrative.tsx'
import { chineseMinute } from '../../report/numerals.ts'
import { sheetView } from '../../report/sheet-view.ts'
import { SourceText } from '../../report/source-text.tsx'
import { StatutoryTable } from '../../report/tables.tsx'
import { Actions } from './actions.tsx'
import type { Attempt } from './attempt.ts'
import { AttemptAlert } from './attempt-alert.tsx'
import { CellForm, cellPath } from './cell-form.tsx'
import { type Done, doneWords, isAction } from './done.ts'
import { FileTools } from './file-tools.tsx'
import { Findings } from './findings.tsx'
import { sourceMarks } from './source-marks.ts'
import { StatusLamp } from './status-lamp.tsx'
import { Trail } from './trail-list.tsx'
import { doubtfulCells, type Key, type Verification } from './verification.ts'
import { worklistPath } from './worklist-query.ts'

export interface PageProps {
  readonly c: Ctx
  readonly all: Verification
  readonly cell: CellKey | undefined
  readonly attempt?: Attempt
  readonly done?: Done | undefined
  /** The queue that the person works through, and the next report in it. */
  readonly queue: ReportStatus
  readonly next: Key | undefined
}

/** An address that was kept says what was done, also when others have moved the report on since. */
const isOutdated = (done: Done, status: ReportStatus) => isAction(done) && reportActions[done].to !== status

function Notice({ all, done, queue, next }: Pick<PageProps, 'all' | 'done' | 'queue' | 'next'>) {
  if (!done || isOutdated(done, all.report.status)) return null
  const { agency, year } = all.report
  return (
    <p class="banner" role="status">
      {doneWords(done)}
      {all.report.status === 'published' && done in reportActions && (
        <>
          {' '}
          <a href={paths.report(agency.id, year)}>看公开页面</a>
        </>
      )}
      {next && done in reportActions && (
        <>
          {' '}
          <a href={paths.deskReport(next.agencyId, next.year)}>下一份{reportStatuses[queue]}</a>
        </>
      )}
    </p>
  )
}

function Standing({ all: { report } }: Pick<PageProps, 'all'>) {
  const { agency, submittedAt, publishedAt, changedAt } = report
  return (
    <p class="meta standing">
      <StatusLamp status={report.status} />
      <span>{agency.name}</span>
      {submittedAt && <span>报送 {chineseMinute(submittedAt)}</span>}
      {publishedAt && <span>公开 {chineseMinute(publishedAt)}</span>}
      <span>最近变动 {chineseMinute(changedAt)}</span>
      {report.demonstration && <span>演示内容</span>}
    </p>
  )
}

function Tables({ all, cell }: Pick<PageProps, 'all' | 'cell'>) {
  const { report, form } = all
  const view = { ...sheetView(report, form, (key) => cellPath(all, key)), verifying: { chosen: cell } }
  const [first] = doubtfulCells(all)
  return (
    <section class="pane" id="tables" aria-labelledby="tables-title" tabindex={0}>
      <h2 id="tables-title">读取的表格</h2>
      <p class="quiet">
        点击一格，看它在原文中的位置，并更正或核对。
        {first && <a href={cellPath(all, first)}>从第一处存疑开始</a>}
        <span class="keys" />
      </p>
      {form.tables.map((table) => {
        const section = form.sections.find(({ number }) => number === table.section)
        return (
          <>
            <h3>
              {numeral(table.section)}、{section?.title}
            </h3>
            <StatutoryTable view={view} table={table} title={section?.title ?? ''} />
          </>
        )
      })}
      <p class="back">
        <a href="#source-title">到原文</a>
      </p>
    </section>
  )
}

function Source({ all, cell }: Pick<PageProps, 'all' | 'cell'>) {
  return (
    <section class="pane" id="source" aria-labelledby="source-title" tabindex={0}>
      <h2 id="source-title">原文</h2>
      {all.source ? (
        <SourceText {...all.source} marks={sourceMarks(all, cell)} />
      ) : (
        <p class="missing">这份报告读取自数据文件，没有原文可以对照。</p>
      )}
      <p class="back">
        <a href="#tables-title">到表格</a>
      </p>
    </section>
  )
}

function ProseSections({ all: { report, form } }: Pick<PageProps, 'all'>) {
  const told = form.sections
    .map((section) => ({
      section,
      paragraphs: report.reading.sections.filter(({ key }) => key === section.key).flatMap((one) => one.paragraphs),
    }))
    .filter(({ paragraphs }) => paragraphs.length > 0)
  if (told.length === 0) return null
  return (
    <section aria-labelledby="prose-title">
      <h2 id="prose-title">正文</h2>
      {told.map(({ section, paragraphs }) => (
        <details class="panel">
          <summary>
            <h3>
              {numeral(section.number)}、{section.title}
            </h3>
          </summary>
          <Prose form={form} paragraphs={paragraphs} claims={report.claims} under={2} />
        </details>
      ))}
    </section>
  )
}

/** Where a superior has returned the report, what it wants to be done. */
function Returned({ all: { report, trail } }: Pick<PageProps, 'all'>) {
  const last = trail.findLast(({ event }) => event.kind === 'moved' && event.action === 'return')
  if (report.status !== 'returned' || last?.event.kind !== 'moved') return null
  return (
    <p class="banner">
      <strong>退回理由</strong>（{last.person}，{chineseMinute(last.at)}）：{last.event.reason}
    </p>
  )
}

const isAboutCell = (done: Done | undefined) => done === 'correct' || done === 'undo-correction'

/** A report as it was read, beside its source, with all that a person can say about it. */
export function VerificationPage({ c, all, cell, attempt, done, queue, next }: PageProps) {
  const { title, status } = all.report
  const said = done && isAboutCell(done) ? doneWords(done) : undefined
  return (
    <DeskPage c={c} title={`核验：${title}`} current={paths.deskReports} script="verify" wide>
      <div class="crumb">
        <a href={paths.deskReports}>年度报告</a> /{' '}
        <a href={worklistPath({ group: status })}>{reportStatuses[status]}</a>
        {next && (
          <>
            {' '}
            / <a href={paths.deskReport(next.agencyId, next.year)}>下一份{reportStatuses[queue]}</a>
          </>
        )}
      </div>
      <h1>{title}</h1>
      <Standing all={all} />
      <Returned all={all} />
      {!(cell && isAboutCell(done)) && <Notice all={all} done={done} queue={queue} next={next} />}
      {attempt && <AttemptAlert all={all} attempt={attempt} />}
      <Actions all={all} attempt={attempt} />
      <Findings all={all} attempt={attempt} />
      <div class="pair verify">
        <Tables all={all} cell={cell} />
        <div class="beside">
          <Source all={all} cell={cell} />
          {cell && <CellForm all={all} cell={cell} attempt={attempt} said={said} />}
        </div>
      </div>
      <ProseSections all={all} />
      <FileTools all={all} />
      <Trail form={all.form} entries={all.trail} />
    </DeskPage>
  )
}
