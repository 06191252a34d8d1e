import type { RollUpBody } from '../../../domain/report/rollup/coverage.ts'
import { submissionWord } from '../../../domain/report/submission.ts'
import { paths } from '../../paths.ts'
import { boardPath } from '../submissions/query.ts'
import type { Region } from './region.ts'

interface NamesProps {
  readonly title: string
  readonly bodies: readonly RollUpBody[]
  readonly hrefOf: (body: RollUpBody) => string
  /** What to say behind a name. */
  readonly noteOf?: (at: number) => string
  readonly open?: boolean
}

/** Bodies by name, folded where they are many. */
function Names({ title, bodies, hrefOf, noteOf, open }: NamesProps) {
  if (bodies.length === 0) return null
  return (
    <details open={open && bodies.length <= 50}>
      <summary>
        {title} {bodies.length} 个
      </summary>
      <ul class="named">
        {bodies.map((body, at) => (
          <li>
            <a href={hrefOf(body)}>{body.name}</a>
            {noteOf && `（${noteOf(at)}）`}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Who stands in the sum and who does not, each by name. */
export function CoveragePanel({ region }: { readonly region: Region }) {
  const { rollUp, year } = region
  const { included, missing, nil, otherForm, summedBelow } = rollUp
  const report = ({ agencyId }: RollUpBody) => paths.deskReport(agencyId, year)
  const board = ({ agencyId }: RollUpBody) => boardPath({ agency: agencyId, year })
  return (
    <section class="panel coverage" aria-label="汇总范围">
      <h2>汇总范围</h2>
      <p>
        计入 {included.length} 个机关的报告（已接收、已公开的）；缺报 {missing.length} 个，零报告 {nil.length} 个。
      </p>
      <Names
        title="缺报"
        bodies={missing.map(({ body }) => body)}
        hrefOf={board}
        noteOf={(at) => submissionWord(missing[at]?.state ?? 'none')}
        open
      />
      <Names
        title="格式与本年度不同，没有计入"
        bodies={otherForm.map(({ body }) => body)}
        hrefOf={report}
        noteOf={(at) => `${otherForm[at]?.report.form}年格式`}
        open
      />
      <Names title="零报告" bodies={nil} hrefOf={board} />
      <Names title="本级没有报告，以其下属机关的报告代替" bodies={summedBelow} hrefOf={board} />
      <Names title="计入汇总" bodies={included.map(({ body }) => body)} hrefOf={report} />
    </section>
  )
}
