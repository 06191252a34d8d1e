import type { AskedKind } from '../../../../domain/request/facts.ts'
import type { AskedParty, AskedSection } from '../../../../domain/request/folded.ts'
import { paths } from '../../../paths.ts'
import { deliveredWords } from './delivery-words.ts'
import { isOffered } from './offers.ts'
import type { DossierView } from './view.ts'

const kinds: Readonly<Record<AskedKind, string>> = {
  'third-party': '第三方',
  'co-maker': '共同制作机关',
  'other-organ': '其他机关',
}

const recording = {
  'third-party': 'record-third-party',
  'co-maker': 'record-co-maker',
  'other-organ': 'record-organ',
} as const satisfies Record<AskedKind, string>

interface Row {
  readonly who: string
  readonly kind: string
  readonly asked: string
  readonly until: string
  readonly answer: string
  /** Actions about this one that are offered now. */
  readonly acts: readonly { readonly id: string; readonly says: string }[]
}

const opinion = ({ agrees, text = '' }: AskedParty) =>
  [agrees === undefined ? '' : agrees ? '同意公开' : '不同意公开', text].filter((words) => words !== '').join('：')

function partyRow(party: AskedParty, view: DossierView): Row {
  const pause = view.dossier.reading.pauses.find((one) => one.party === party.party && one.kind === party.kind)
  const isOpen = party.answeredOn === undefined
  const silent = pause?.silentOn !== undefined && pause.silentOn < view.look.today
  const record = recording[party.kind]
  // Organs that are merely consulted have no workdays that run from it.
  const countsFromDelivery = party.kind !== 'other-organ'
  return {
    who: party.party,
    kind: kinds[party.kind],
    asked: `${party.askedOn} 发出${countsFromDelivery ? `，${deliveredWords(party.delivered)}` : ''}`,
    until: pause?.silentOn ?? '',
    answer: isOpen ? (silent ? '逾期未提出意见' : '') : `${party.answeredOn} ${opinion(party)}`,
    acts: isOpen
      ? [...(isOffered(record, view) ? [{ id: record, says: '登记意见' }] : []), ...chasing(view, !silent)]
      : [],
  }
}

const chasing = (view: DossierView, isAwaited: boolean) =>
  isAwaited && isOffered('chase', view) ? [{ id: 'chase', says: '催办' }] : []

function sectionRow(section: AskedSection, view: DossierView): Row {
  const isOpen = section.answeredOn === undefined
  return {
    who: section.section,
    kind: '科室检索',
    asked: `${section.askedOn} 发出`,
    until: section.until,
    answer: isOpen
      ? `检索：${section.about}`
      : `${section.answeredOn} ${section.found ? '找到' : '没有找到'}：${section.how ?? ''}；${section.text ?? ''}`,
    acts: isOpen
      ? [...(isOffered('answer-search', view) ? [{ id: 'answer-search', says: '反馈' }] : []), ...chasing(view, true)]
      : [],
  }
}

function rowsOf(view: DossierView): readonly Row[] {
  const { dossier, sees, person } = view
  const sections = dossier.sections.filter(({ sectionId }) => sees === 'all' || sectionId === person.sectionId)
  const parties = sees === 'all' ? dossier.parties : []
  return [...sections.map((section) => sectionRow(section, view)), ...parties.map((party) => partyRow(party, view))]
}

function Acts({ row, view: { key } }: { readonly row: Row; readonly view: DossierView }) {
  return (
    <span class="row-acts">
      {row.acts.map(({ id, says }) => (
        <a href={`${paths.requestAction(key.agencyId, key.id, id)}?${new URLSearchParams({ who: row.who })}`}>
          {says}
          <span class="sr-only">（{row.who}）</span>
        </a>
      ))}
    </span>
  )
}

function AskedLine({ row, view }: { readonly row: Row; readonly view: DossierView }) {
  const { who, kind, asked, until, answer } = row
  return (
    <li>
      <b>{who}</b> <span class="quiet">{kind}</span>
      <Acts row={row} view={view} />
      <small>
        {asked}
        {until !== '' && ` · 期限 ${until}`}
      </small>
      {answer !== '' && <p>{answer}</p>}
    </li>
  )
}

/** Sections, third parties and organs that were asked, side by side: since when, until when, what they said. */
export function AskedPanel({ view }: { readonly view: DossierView }) {
  const rows = rowsOf(view)
  if (rows.length === 0) return null
  return (
    <section class="panel" id="asked">
      <h2>征求意见与检索</h2>
      <ul class="asked">
        {rows.map((row) => (
          <AskedLine row={row} view={view} />
        ))}
      </ul>
    </section>
  )
}
