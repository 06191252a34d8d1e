import { onlySearches } from '../../../domain/agency/person.ts'
import { applicantTypes, channels } from '../../../domain/request/channels.ts'
import { dossierStatuses } from '../../../domain/request/dossier.ts'
import type { Look } from '../../../domain/request/look.ts'
import { outcomes } from '../../../domain/request/outcomes.ts'
import type { RequestLine } from '../../../store/request-lists.ts'
import type { Viewer } from '../../../store/request-views.ts'
import { paths } from '../../paths.ts'
import { ClockLamp } from './clock-lamp.tsx'
import { nearDay, standingWords } from './standing-words.ts'

export interface LinesProps {
  readonly lines: readonly RequestLine[]
  readonly look: Look
  readonly viewer: Viewer
  /** Those that were clarified. */
  readonly clarified: ReadonlySet<number>
  /** Lines can be chosen, to do something with several. */
  readonly choosable: boolean
}

function Due({ line, look }: { readonly line: RequestLine; readonly look: Look }) {
  const { lamp, state, day, says } = standingWords(line, look)
  return (
    <td class="due">
      <ClockLamp lamp={lamp} state={state} />
      {day}
      <small>{says}</small>
    </td>
  )
}

/** Without what stands in brackets. */
const briefly = (words: string) => words.replace(/（.*/, '')

function channelWords({ channel, receivedOn, submittedOn }: RequestLine, today: string): string {
  const says = briefly(channels[channel].says)
  if (receivedOn === null || receivedOn === submittedOn) return says
  const verb = channels[channel].basis === 'signature' ? '签收' : '确认'
  return `${says}（${verb} ${nearDay(receivedOn, today)}）`
}

/** It was settled once and has no reply that stands: a decision was ordered anew (行政复议法第六十四条). */
const isOrderedAnew = ({ isOpen, settledOn, repliedOn }: RequestLine) =>
  isOpen && settledOn !== null && repliedOn === null

function About({ line, look, clarified }: Omit<LinesProps, 'lines' | 'choosable'> & { line: RequestLine }) {
  const said = [
    channelWords(line, look.today),
    line.kind === 'record-correction' && '更正申请',
    isOrderedAnew(line) && '责令重新处理',
    line.extendedBy !== null && `已延期 ${line.extendedBy} 个工作日`,
    clarified.has(line.id) && '已补正',
    line.alike > 0 && `相似 ${line.alike} 件`,
  ]
  return <small>{said.filter((words) => words !== false).join(' · ')}</small>
}

/** Whoever only searches is not told which third party is asked. */
const namesParties = ({ status, sectionId }: RequestLine, { role, section }: Viewer) =>
  status !== 'consulting' || !onlySearches({ role, sectionId: section?.id ?? null }, sectionId)

function Now({ line, look, viewer }: Pick<LinesProps, 'look' | 'viewer'> & { readonly line: RequestLine }) {
  const { status, outcome, waitingUntil } = line
  const waitingFor = namesParties(line, viewer) ? line.waitingFor : ''
  const until = waitingUntil === null ? '' : `最迟 ${nearDay(waitingUntil, look.today)}`
  const waits =
    status === 'closed' ? (outcome ? outcomes[outcome].says : '') : [waitingFor, until].filter(Boolean).join('，')
  return (
    <td class="now">
      {dossierStatuses[status]}
      {waits !== '' && <small>{waits}</small>}
    </td>
  )
}

function Line(props: Omit<LinesProps, 'lines'> & { readonly line: RequestLine }) {
  const { line, look, viewer, choosable } = props
  const { agencyId, id, number, subject, version } = line
  return (
    <tr>
      {choosable && (
        <td class="pick">
          <input type="checkbox" name="pick" value={`${id}.${version}`} aria-label={`选择 ${number}`} />
        </td>
      )}
      <Due line={line} look={look} />
      <td class="what">
        <a href={paths.request(agencyId, id)}>
          {number}　{subject}
        </a>
        <About {...props} />
      </td>
      <td class="short">{applicantTypes[line.applicantType]}</td>
      <Now line={line} look={look} viewer={viewer} />
      <td class="by">{line.handler}</td>
    </tr>
  )
}

/** The list itself; on a phone each line is a card. */
export function Lines(props: LinesProps) {
  const { lines, ...others } = props
  return (
    <table class="work requests">
      <thead>
        <tr>
          {props.choosable && (
            <th scope="col" class="pick">
              <span class="sr-only">选择</span>
            </th>
          )}
          <th scope="col">截止日</th>
          <th scope="col">编号与内容</th>
          <th scope="col">申请人</th>
          <th scope="col">现在</th>
          <th scope="col">承办</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line line={line} {...others} />
        ))}
      </tbody>
    </table>
  )
}
