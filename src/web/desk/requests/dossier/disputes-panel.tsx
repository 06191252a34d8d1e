import { type DisputeStanding, disputeStanding } from '../../../../domain/request/dispute-standing.ts'
import { articleOfRuling, procedures, rulings } from '../../../../domain/request/disputes.ts'
import { disputeResults } from '../../../../domain/request/facts.ts'
import type { Dispute } from '../../../../domain/request/folded.ts'
import { paths } from '../../../paths.ts'
import { DisputeLamp, disputeKinds, standingOfDispute } from '../../disputes/words.tsx'
import { nearDay } from '../standing-words.ts'
import { isOffered } from './offers.ts'
import type { DossierView } from './view.ts'

interface OneProps {
  readonly view: DossierView
  readonly dispute: Dispute
}

/** 复议后起诉 and 未经复议直接起诉 are counted apart. */
function kindWords({ kind, afterReconsideration, procedure }: Dispute): string {
  const route = kind === 'litigation' ? [afterReconsideration ? '复议后起诉' : '未经复议直接起诉'] : []
  return [disputeKinds[kind], ...route, ...(procedure ? [procedures[procedure]] : [])].join(' · ')
}

function Acts({ view, dispute }: OneProps) {
  if (dispute.decidedOn !== undefined) return null
  const acts = [
    ...(dispute.answeredOn === undefined ? [[`answer-${dispute.kind}`, '登记答复'] as const] : []),
    [`decide-${dispute.kind}`, '登记决定'] as const,
  ] as const
  return (
    <span class="row-acts">
      {acts
        .filter(([id]) => isOffered(id, view))
        .map(([id, says]) => (
          <a href={paths.requestAction(view.key.agencyId, view.key.id, id)}>
            {says}
            <span class="sr-only">（{dispute.number}）</span>
          </a>
        ))}
    </span>
  )
}

function Steps({ dispute, standing: { defence } }: { readonly dispute: Dispute; readonly standing: DisputeStanding }) {
  if (!defence)
    return (
      <p class="quiet">
        收到副本的日期还没有登记，不能计算期限；请在办理经过里更正“{disputeKinds[dispute.kind]}”一条。
      </p>
    )
  return (
    <ol class="why">
      {defence.steps.map(({ on, says, article, kind }) => (
        <li class={kind === 'due' ? 'due' : undefined}>
          <time datetime={on}>{nearDay(on, dispute.filedOn)}</time>
          {says} <cite>{article}</cite>
        </li>
      ))}
    </ol>
  )
}

function Ruling({ dispute: { kind, ruling, result, decidedOn } }: Pick<OneProps, 'dispute'>) {
  if (decidedOn === undefined || result === undefined) return null
  return (
    <>
      <dt>决定</dt>
      <dd>
        {decidedOn}
        {ruling && (
          <>
            {' '}
            {rulings[ruling].says} <cite>{articleOfRuling(ruling, kind)}</cite>
          </>
        )}
        <small>年度报告计入“{disputeResults[result]}”</small>
      </dd>
    </>
  )
}

/** An order to decide anew, and whether it was followed. */
function Anew({ view: { dossier }, dispute: { anew, decidedOn = '' } }: OneProps) {
  if (anew === undefined) return null
  const { reply } = dossier
  const followed = reply && reply.on >= decidedOn ? `${reply.on} 已重新答复` : '尚未重新答复'
  return (
    <>
      <dt>责令重新处理</dt>
      <dd>
        至 {anew} <small>{followed}</small>
      </dd>
    </>
  )
}

function One({ view, dispute }: OneProps) {
  const standing = disputeStanding(dispute, view.look)
  const { number, before, filedOn, answeredOn } = dispute
  return (
    <li>
      <b>{number}</b> <span class="quiet">{kindWords(dispute)}</span>
      <Acts view={view} dispute={dispute} />
      <p>
        <DisputeLamp standing={standing} dispute={dispute} /> {standingOfDispute(dispute, standing)}
      </p>
      <dl class="facts">
        <dt>{dispute.kind === 'litigation' ? '人民法院' : '复议机关'}</dt>
        <dd>
          {before}
          <small>{filedOn} 受理</small>
        </dd>
        {answeredOn !== undefined && (
          <>
            <dt>{dispute.kind === 'litigation' ? '答辩' : '书面答复'}</dt>
            <dd>{answeredOn} 提交</dd>
          </>
        )}
        <Ruling dispute={dispute} />
        <Anew view={view} dispute={dispute} />
      </dl>
      {dispute.decidedOn === undefined && <Steps dispute={dispute} standing={standing} />}
    </li>
  )
}

/** Reconsideration and litigation about the dossier: until when to answer and why, and how each ended (art. 51). */
export function DisputesPanel({ view }: { readonly view: DossierView }) {
  const { disputes } = view.dossier
  if (disputes.length === 0) return null
  return (
    <section class="panel" id="disputes">
      <h2>行政复议与诉讼</h2>
      <ul class="asked disputes">
        {disputes.map((dispute) => (
          <One view={view} dispute={dispute} />
        ))}
      </ul>
    </section>
  )
}
