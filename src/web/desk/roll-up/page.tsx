import type { Refusal } from '../../../domain/refusal.ts'
import { cellName } from '../../../domain/report/checks/labels.ts'
import { ruleOf } from '../../../domain/report/checks/rules.ts'
import type { Finding } from '../../../domain/report/finding.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { anchors, paths } from '../../paths.ts'
import { colours } from '../../report/checks-panel.tsx'
import { allows } from '../session.ts'
import { boardPath } from '../submissions/query.ts'
import { YearChoice } from '../year-choice.tsx'
import { Comparison } from './comparison.tsx'
import { CoveragePanel } from './coverage-panel.tsx'
import { rollUpPath } from './query.ts'
import type { OwnReport, Region } from './region.ts'
import { SummedTables } from './summed-tables.tsx'

interface RollUpProps {
  readonly c: Ctx
  readonly region: Region
  readonly findings: readonly Finding[]
  readonly own: OwnReport | undefined
  readonly refusal?: Refusal
}

function Checks({ region, findings }: Pick<RollUpProps, 'region' | 'findings'>) {
  const { form, incomplete, partlyBlank } = region.rollUp
  return (
    <section class="panel checks in-flow" aria-label="核验结果">
      <h2>核验结果</h2>
      {findings.length === 0 && <p>汇总的数字没有发现问题。</p>}
      {findings.map(({ id, severity, message, cells: [cell] }) => (
        <div class="ds-alert" data-color={colours[severity]}>
          <h3>{ruleOf(id).title}</h3>
          <p>
            {message}
            {cell && (
              <a class="go" href={`#${anchors.cell(cell)}`} title={cellName(form, cell)}>
                看表格
              </a>
            )}
          </p>
        </div>
      ))}
      {incomplete.size > 0 && <p>标“不全”的 {incomplete.size} 格有的机关没有，只是其余机关之和，没有核对。</p>}
      {partlyBlank.size > 0 && <p>标“有空白”的 {partlyBlank.size} 格有的机关留空，空白没有计入。</p>}
    </section>
  )
}

function Years({ region }: Pick<RollUpProps, 'region'>) {
  const { agency, year, years } = region
  return (
    <form class="filter brief" action={paths.rollUp} aria-label="选择年度">
      <input type="hidden" name="agency" value={agency.id} />
      <YearChoice years={years} year={year} />
      <button class="ds-button" data-variant="secondary" type="submit">
        查看
      </button>
    </form>
  )
}

function Tools({ c, region, own }: Pick<RollUpProps, 'c' | 'region' | 'own'>) {
  const { agency, year, rollUp } = region
  const asked = { agency: agency.id, year }
  return (
    <div class="toolbar">
      <a href={boardPath(asked)}>报送情况</a>
      {rollUp.included.length > 0 && (
        <>
          <a href={rollUpPath({ ...asked, format: 'csv' }, paths.rollUpFile)}>导出表格（CSV）</a>
          <a href={rollUpPath({ ...asked, format: 'json' }, paths.rollUpFile)}>导出数据（JSON）</a>
        </>
      )}
      {rollUp.included.length > 0 && !own && allows(c, 'draft-roll-up') && (
        <form method="post" action={paths.rollUpDraft}>
          <input type="hidden" name="agency" value={agency.id} />
          <input type="hidden" name="year" value={year} />
          <button class="ds-button" data-variant="secondary" type="submit">
            作为本级报告的草稿存入
          </button>
        </form>
      )}
    </div>
  )
}

/** The reports of the bodies below a government, summed cell by cell, with who is in the sum and what the checks say. */
export function RollUpPage({ c, region, findings, own, refusal }: RollUpProps) {
  const { agency, year, rollUp } = region
  return (
    <DeskPage c={c} title={`${year}年汇总`} current={paths.rollUp} wide>
      <h1>
        {agency.name}
        {year}年汇总
      </h1>
      {refusal && (
        <div class="ds-alert" data-color="danger" role="alert">
          {refusal.says}
          {refusal.article && `（${refusal.article}）`}
        </div>
      )}
      <Years region={region} />
      <Tools c={c} region={region} own={own} />
      <CoveragePanel region={region} />
      {rollUp.included.length === 0 ? (
        <p class="empty">
          还没有可以汇总的报告：只汇总已接收和已公开的。
          <a href={boardPath({ agency: agency.id, year })}>查看报送情况</a>
        </p>
      ) : (
        <>
          <Checks region={region} findings={findings} />
          <p class="quiet">点击任何一个数字，查看它由哪些机关的数字相加而来。</p>
          <SummedTables region={region} findings={findings} />
          {own && <Comparison region={region} own={own} />}
        </>
      )}
    </DeskPage>
  )
}
