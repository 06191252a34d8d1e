import { channels } from '../../../domain/request/channels.ts'
import { rulings } from '../../../domain/request/disputes.ts'
import { disputeResults } from '../../../domain/request/facts.ts'
import type { Dispute } from '../../../domain/request/folded.ts'
import { givenFiles, isDeliveredByReading } from '../../../domain/request/given-papers.ts'
import { letterKinds } from '../../../domain/request/letters/kinds.ts'
import { publicOutcome } from '../../../domain/request/public-steps.ts'
import { paths } from '../../paths.ts'
import type { OwnView } from './view.ts'

interface PanelProps {
  readonly view: OwnView
}

function Letter({ view, letter }: PanelProps & { readonly letter: OwnView['letters'][number] }) {
  const { id, kind, number, issuedOn } = letter
  return (
    <li>
      <a href={paths.followedLetter(id)}>
        {letterKinds[kind].title}
        {number !== null && ` ${number}`}（PDF）
      </a>
      <small>
        {issuedOn}
        {isDeliveredByReading(view.dossier, id) && ' · 网上送达：下载即为送达'}
      </small>
    </li>
  )
}

/** Arts. 36, 51: the reply with what was given, and how it is contested. */
export function ReplyPanel({ view }: PanelProps) {
  const { dossier, letters, remedies } = view
  const { reply, rating } = dossier
  if (!reply) return null
  const letter = letters.find(({ id }) => id === reply.letterId)
  const files = givenFiles(dossier)
  return (
    <section class="panel" aria-labelledby="reply">
      <h2 id="reply">答复</h2>
      <p>
        <time datetime={reply.on}>{reply.on}</time> {reply.outcome ? publicOutcome(reply.outcome) : '已作出答复'}
      </p>
      <ul class="beside-list">
        {letter && <Letter view={view} letter={letter} />}
        {files.map(({ fileId, name }) => (
          <li>
            <a href={paths.followedFile(fileId)}>{name}</a>
            <small>随答复提供</small>
          </li>
        ))}
      </ul>
      {remedies.length > 0 && (
        <>
          <h3>救济途径</h3>
          {remedies.map((paragraph) => (
            <p class="remedy">{paragraph}</p>
          ))}
        </>
      )}
      {rating && (
        <p class="quiet">
          您于 {rating.on} 评价：{rating.stars} 分
        </p>
      )}
    </section>
  )
}

/** Art. 42: what has to be paid, how and until when. */
export function FeePanel({ view: { dossier, office } }: PanelProps) {
  const { fee } = dossier
  if (!fee) return null
  return (
    <section class="panel" aria-labelledby="fee">
      <h2 id="fee">信息处理费</h2>
      <dl class="facts">
        <dt>金额</dt>
        <dd>{fee.amount} 元</dd>
        {fee.until !== undefined && (
          <>
            <dt>缴纳期限</dt>
            <dd>{fee.until}</dd>
          </>
        )}
        {fee.paidOn === undefined && office.payment !== '' && (
          <>
            <dt>怎样缴纳</dt>
            <dd>{office.payment}</dd>
          </>
        )}
        <dt>现在</dt>
        <dd>{feeStands(fee)}</dd>
      </dl>
    </section>
  )
}

function feeStands({ paidOn, lapsedOn, toldOn }: NonNullable<OwnView['dossier']['fee']>): string {
  if (paidOn !== undefined) return `${paidOn} 已缴清`
  if (lapsedOn !== undefined) return '逾期未缴纳'
  return toldOn === undefined ? '等待缴纳' : `您于 ${toldOn} 告知已缴纳，机关正在核对`
}

/** What was asked for. */
export function AskedPanel({ view: { row, dossier, agency, receipt } }: PanelProps) {
  const { asks, reading } = dossier
  return (
    <section class="panel" aria-labelledby="asked">
      <h2 id="asked">申请</h2>
      <dl class="facts">
        <dt>受理编号</dt>
        <dd>{receipt}</dd>
        {dossier.registered && (
          <>
            <dt>登记编号</dt>
            <dd>{row.number}</dd>
          </>
        )}
        <dt>受理机关</dt>
        <dd>{agency.name}</dd>
        {reading.channel !== undefined && (
          <>
            <dt>提交</dt>
            <dd>
              {reading.submittedOn} {channels[reading.channel].says}
            </dd>
          </>
        )}
        <dt>内容</dt>
        <dd class="as-written">{asks?.content}</dd>
        <dt>获取方式</dt>
        <dd>{[asks?.medium, asks?.delivery].filter((words) => words).join(' · ') || '未写明'}</dd>
      </dl>
    </section>
  )
}

/** All that went out to the applicant. */
export function LettersPanel({ view }: PanelProps) {
  const rest = view.letters.filter(({ id }) => id !== view.dossier.reply?.letterId)
  if (rest.length === 0) return null
  return (
    <section class="panel" aria-labelledby="letters">
      <h2 id="letters">文书</h2>
      <ul class="beside-list">
        {rest.map((letter) => (
          <Letter view={view} letter={letter} />
        ))}
      </ul>
    </section>
  )
}

const kinds = { reconsideration: '行政复议', litigation: '行政诉讼' } as const satisfies Record<Dispute['kind'], string>

function resultOf({ result, ruling, decidedOn }: Dispute): string {
  if (result === undefined) return '尚未审结'
  return `${decidedOn} ${ruling ? rulings[ruling].says : disputeResults[result]}`
}

export function DisputesPanel({ view: { dossier } }: PanelProps) {
  if (dossier.disputes.length === 0) return null
  return (
    <section class="panel" aria-labelledby="disputes">
      <h2 id="disputes">复议和诉讼</h2>
      <ul class="beside-list">
        {dossier.disputes.map((dispute) => (
          <li>
            {kinds[dispute.kind]} · {dispute.before}
            <small>
              {dispute.number} · {dispute.filedOn} 提出 · {resultOf(dispute)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whom to ask. */
export function OfficePanel({ view: { agency, office } }: PanelProps) {
  const known = [
    ['联系人', office.contact],
    ['电话', office.phone],
    ['地址', office.address],
    ['办公时间', office.hours],
  ].filter(([, value]) => value !== '')
  return (
    <section class="panel" aria-labelledby="office">
      <h2 id="office">联系机关</h2>
      <dl class="facts">
        <dt>机关</dt>
        <dd>{agency.name}</dd>
        {known.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}
