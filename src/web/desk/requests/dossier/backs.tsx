import type { Refusal } from '../../../../domain/refusal.ts'
import type { Entry } from '../../../../domain/request/facts.ts'
import { type FieldProblems, ProblemSummary } from '../../../fields.tsx'
import { paths } from '../../../paths.ts'
import { NewEntries } from './history.tsx'

/** Why a form comes back. */
export interface Back {
  readonly problems?: FieldProblems
  readonly refusals?: readonly Refusal[]
  /** What others added since the person opened the form. */
  readonly changed?: readonly Entry[]
  /** There is nothing to fill in: only why. */
  readonly isOver?: boolean
}

/** What others did in the meantime: what was typed is still there. */
export function Changed({ changed }: { readonly changed: readonly Entry[] }) {
  return (
    <div class="ds-alert attempt" data-color="warning" role="alert">
      <h2>案卷在您打开之后改动过，您的这次办理还没有保存</h2>
      {changed.length > 0 ? <NewEntries entries={changed} /> : <p>案卷的状态更新过。</p>}
      <p>您填写的内容都还在下面，核对后可以再次提交。</p>
    </div>
  )
}

/** Why it cannot be done, by which article, and what can be done instead. */
export function Refused({ refusals }: { readonly refusals: readonly Refusal[] }) {
  return (
    <div class="ds-alert attempt" data-color="danger" role="alert">
      <h2>没有办理</h2>
      <ul>
        {refusals.map(({ says, article, code }) => (
          <li>
            {says}
            {article !== undefined && <cite>（{article}）</cite>}
            {code.startsWith('missing organ') && <a href={paths.office}>填写公开工作机构设置</a>}
          </li>
        ))}
      </ul>
    </div>
  )
}

export function Backs({ back }: { readonly back: Back | undefined }) {
  return (
    <>
      {back?.changed && <Changed changed={back.changed} />}
      {back?.refusals && back.refusals.length > 0 && <Refused refusals={back.refusals} />}
      {back?.problems && <ProblemSummary problems={anchored(back.problems)} />}
    </>
  )
}

/** Names of fields as anchors: `refused.0.reason` stands at `refused-0-reason`. */
const anchored = (problems: FieldProblems): FieldProblems =>
  Object.fromEntries(Object.entries(problems).map(([name, says]) => [name.replaceAll('.', '-'), says]))
