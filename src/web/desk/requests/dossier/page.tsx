import type { Services } from '../../../../app/services.ts'
import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { AskedPanel } from './asked-panel.tsx'
import type { Beside } from './beside.ts'
import { DecisionPanel } from './decision-panel.tsx'
import { DisputesPanel } from './disputes-panel.tsx'
import { DuePanel } from './due-panel.tsx'
import { DossierHead } from './head.tsx'
import { History } from './history.tsx'
import { NotesPanel, SearchesPanel, TrailPanel } from './kept-panels.tsx'
import { FilesPanel, LettersPanel } from './papers-panel.tsx'
import { PublishedPanel } from './published-panel.tsx'
import { RequestPanel } from './request-panel.tsx'
import type { DossierView } from './view.ts'

export interface DossierPageProps {
  readonly c: Ctx
  readonly view: DossierView
  readonly beside: Beside
  readonly law: Pick<Services, 'forms' | 'outcomeRows'>
  /** What was just done, in its words. */
  readonly done?: string | undefined
}

function DoneNote({ view, done }: Pick<DossierPageProps, 'view' | 'done'>) {
  if (done === undefined) return null
  const last = view.dossier.entries.length
  return (
    <p class="banner" role="status">
      已办理：{done}。
      {last > 0 && (
        <>
          {' '}
          登记有误的，可以在<a href="#history">办理经过</a>里更正。
        </>
      )}
    </p>
  )
}

/** Whoever only searches sees what is sought, by when, and what their section was asked. */
function SearchPage({ view, beside }: Pick<DossierPageProps, 'view' | 'beside'>) {
  return (
    <div class="case">
      <div>
        <DuePanel view={view} />
        <AskedPanel view={view} />
      </div>
      <div>
        <RequestPanel view={view} beside={beside} />
      </div>
    </div>
  )
}

function WholePage({ view, beside, law }: Pick<DossierPageProps, 'view' | 'beside' | 'law'>) {
  return (
    <div class="case">
      <div>
        <DuePanel view={view} />
        <DisputesPanel view={view} />
        <DecisionPanel view={view} law={law} />
        <AskedPanel view={view} />
        <SearchesPanel view={view} />
        <History view={view} />
      </div>
      <div>
        <RequestPanel view={view} beside={beside} />
        <LettersPanel view={view} />
        <PublishedPanel view={view} />
        <FilesPanel view={view} beside={beside} />
        <NotesPanel view={view} />
        <TrailPanel beside={beside} />
      </div>
    </div>
  )
}

/** One dossier: when its reply is due and why, what may be done, and all that is in it. */
export function DossierPage({ c, view, beside, law, done }: DossierPageProps) {
  return (
    <DeskPage c={c} title={`${view.row.number} ${view.row.subject}`} current={paths.requests}>
      <DossierHead view={view} />
      <DoneNote view={view} done={done} />
      {view.sees === 'all' ? (
        <WholePage view={view} beside={beside} law={law} />
      ) : (
        <SearchPage view={view} beside={beside} />
      )}
    </DeskPage>
  )
}
