import type { Services } from '../../../../app/services.ts'
import { articles } from '../../../../domain/articles.ts'
import type { Refusal } from '../../../../domain/refusal.ts'
import { refusalOf } from '../../../../domain/request/guards.ts'
import { findRedactions, type RedactionLine } from '../../../../store/redactions.ts'
import type { Ctx } from '../../../context.ts'
import { errorPage } from '../../../errors.tsx'
import { DeskPage, show } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { chineseDay } from '../../../report/numerals.ts'
import { Backs } from '../dossier/backs.tsx'
import { DossierHead } from '../dossier/head.tsx'
import { allows, type DossierView } from '../dossier/view.ts'
import { looksMarkable, RedactButton } from './redact-button.tsx'

interface StartProps {
  readonly c: Ctx
  readonly view: DossierView
  readonly redactions: readonly RedactionLine[]
  readonly refusals?: readonly Refusal[]
}

function Files({ view }: { readonly view: DossierView }) {
  if (view.files.length === 0) return <p class="missing">还没有材料，请先添加材料。</p>
  return (
    <ul class="beside-list redactable">
      {view.files.map((file) => (
        <li>
          {file.name}
          {!looksMarkable(file.name) && <small>不是 PDF、PNG、JPEG：请导出为 PDF 添加到案卷，再区分处理。</small>}
          <RedactButton view={view} file={file} />
        </li>
      ))}
    </ul>
  )
}

function Earlier({ view, redactions }: Pick<StartProps, 'view' | 'redactions'>) {
  if (redactions.length === 0) return null
  const nameOf = (id: number) => view.files.find((file) => file.id === id)?.name ?? ''
  return (
    <>
      <h3>做过的</h3>
      <ul class="beside-list">
        {redactions.map(({ id, fileId, issuedFileId, markCount, person, changedAt }) => (
          <li>
            <a href={paths.redaction(view.key.agencyId, view.key.id, id)}>{nameOf(fileId)}</a>
            <small>
              遮盖 {markCount} 处 · {issuedFileId === null ? '还没有制成副本' : '已制成副本'} · {person} ·{' '}
              {chineseDay(changedAt)}
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}

function StartPage({ c, view, redactions, refusals }: StartProps) {
  return (
    <DeskPage c={c} title={`区分处理：${view.row.number}`} current={paths.requests}>
      <DossierHead view={view} />
      <section class="panel action-panel">
        <h2>区分处理（遮盖）</h2>
        <p class="quiet">
          {articles.art37.cite}：{articles.art37.gist}。选择要遮盖的文件；原文件不变，另外制作一份遮盖副本。
        </p>
        <Backs back={refusals && { refusals }} />
        {!refusals && <Files view={view} />}
        <Earlier view={view} redactions={redactions} />
        <p>
          <a href={paths.request(view.key.agencyId, view.key.id)}>返回案卷</a>
        </p>
      </section>
    </DeskPage>
  )
}

/** The files of a dossier to choose from, or why nothing can be covered. */
export async function showRedactable(
  { db }: Services,
  c: Ctx,
  view: DossierView,
  refusals: readonly Refusal[] | undefined,
) {
  const redactions = await findRedactions(db, view.key)
  const page = <StartPage c={c} view={view} redactions={redactions} {...(refusals && { refusals })} />
  return show(c, page, refusals ? 409 : 200)
}

/** The way in from the buttons of the dossier. */
export function getRedactable(services: Services, c: Ctx, view: DossierView) {
  if (!allows(view, 'redact-file')) return errorPage(c, 404)
  const refusal = refusalOf('redact', view.dossier, view.look, view.person)
  return showRedactable(services, c, view, refusal && [refusal])
}
