import type { CellToChange, YearDraft } from '../../../app/draft-year.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { cellName } from '../../../domain/report/checks/labels.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import { AnswerNotes } from '../answer-notes.tsx'
import { pathWith } from '../query-fields.ts'
import { RefusalNote, YearCrumb } from './notes.tsx'

const stateSays = (was: CellToChange['was']): string =>
  was === 'absent' ? '没有' : was === null ? '空白' : String(was)

function Changes({ found }: { readonly found: YearDraft }) {
  const { changes, compiled } = found
  if (changes.length === 0) return <p>草稿里的数字与统计完全一致，不用改动。</p>
  return (
    <>
      <p>草稿里有 {changes.length} 格与统计不同，存入后改为统计的数字，各格留痕，可以在报告里逐格撤销。</p>
      <Scroll label="将要改动的单元格（表格）">
        <table class="work brief">
          <ColumnHeads names={['单元格', '草稿现在', '改为']} />
          <tbody>
            {changes.map(({ cell, was, to }) => (
              <tr>
                <th scope="row">{cellName(compiled.form, cell)}</th>
                <td class="n">{stateSays(was)}</td>
                <td class="n">{to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}

interface DraftProps {
  readonly c: Ctx
  readonly found: YearDraft
  /** Others have changed the draft meanwhile. */
  readonly isStale: boolean
  /** Whether other bodies stand below this one. */
  readonly hasBelow: boolean
}

/** What becomes part of the draft of the annual report, to be looked at before it does. */
export function DraftPage({ c, found, isStale, hasBelow }: DraftProps) {
  const { agency, compiled, draft } = found
  const { year } = compiled
  return (
    <DeskPage c={c} title={`${year}年统计存为年度报告草稿`} current={paths.years}>
      <div class="journey">
        <YearCrumb agency={agency} year={year} />
        <h1>{year}年统计存为年度报告草稿</h1>
        <AnswerNotes refusal={isStale ? '草稿刚才被别人改过，下面是最新的对照，请看过再存。' : undefined} />
        {draft ? (
          <>
            <p>
              {year}年的年度报告已有<a href={paths.deskReport(agency.id, year)}>草稿</a>
              。第三、四部分的数字改为统计的，文字和第二部分不动。
            </p>
            <Changes found={found} />
          </>
        ) : (
          <p>{year}年还没有年度报告。将新建一份草稿，第三、四部分按统计填好；第二部分和文字没有统计，留待填写。</p>
        )}
        {hasBelow && (
          <p class="remark-note">
            统计只有{agency.name}自己收到的申请。草稿如果是下属机关的
            <a href={pathWith(paths.rollUp, { agency: agency.id, year })}>汇总</a>
            ，存入后第三、四部分只剩本机关的数字。
          </p>
        )}
        <form method="post" action={paths.yearDraft(agency.id, year)}>
          <input type="hidden" name="version" value={draft?.version ?? ''} />
          <button class="ds-button" data-variant="primary" type="submit">
            存为年度报告草稿
          </button>
        </form>
      </div>
    </DeskPage>
  )
}

interface RefusedProps {
  readonly c: Ctx
  readonly agency: YearDraft['agency']
  readonly year: number
  readonly title: string
  readonly refusal: Refusal
}

/** Something about a year cannot be done: why, and what is possible instead. */
export function YearRefusedPage({ c, agency, year, title, refusal }: RefusedProps) {
  return (
    <DeskPage c={c} title={title} current={paths.years}>
      <div class="journey">
        <YearCrumb agency={agency} year={year} />
        <h1>{title}</h1>
        <RefusalNote refusal={refusal} />
        {refusal.code === 'report-there' && (
          <p>
            <a href={paths.deskReport(agency.id, year)}>查看那份年度报告</a>
          </p>
        )}
      </div>
    </DeskPage>
  )
}
