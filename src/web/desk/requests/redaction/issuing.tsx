import { stream } from 'hono/streaming'
import { issueRedaction } from '../../../../app/issue-redaction.ts'
import type { RedactionTarget } from '../../../../app/redact-file.ts'
import type { Services } from '../../../../app/services.ts'
import { redactedName } from '../../../../domain/redaction/marks.ts'
import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { DossierHead } from '../dossier/head.tsx'
import { type RedactionView, redactionPath } from './redaction-view.ts'

const place = '<!--here-->'

function ProgressPage({ c, at }: { readonly c: Ctx; readonly at: RedactionView }) {
  return (
    <DeskPage c={c} title={`制作遮盖副本：${at.name}`} current={paths.requests}>
      <DossierHead view={at.view} />
      <section class="panel action-panel">
        <h2>正在制作：{redactedName(at.name)}</h2>
        <p>共 {at.redaction.pages.length} 页。请不要关闭这一页；制成后这里会给出链接。</p>
        <div class="pages-done" role="log" dangerouslySetInnerHTML={{ __html: place }} />
      </section>
    </DeskPage>
  )
}

function Made({ at, fileId }: { readonly at: RedactionView; readonly fileId: number }) {
  const { agencyId, id } = at.view.key
  return (
    <p>
      <b>已制成并存入案卷。</b> <a href={paths.requestFile(agencyId, id, fileId)}>下载副本</a>{' '}
      <a href={paths.request(agencyId, id)}>返回案卷</a>
    </p>
  )
}

function NotMade({ at, says }: { readonly at: RedactionView; readonly says: readonly string[] }) {
  return (
    <p>
      <b>没有制成。</b>
      {says.join('')} <a href={redactionPath(at, {})}>返回区分处理</a>
    </p>
  )
}

/** A page that grows while a long file is made, told page by page, and ends with the way on; it needs no script. */
export function issueInSight(services: Services, c: Ctx, at: RedactionView, target: RedactionTarget): Response {
  const [head = '', tail = ''] = `<!doctype html>${<ProgressPage c={c} at={at} />}`.split(place)
  c.header('Content-Type', 'text/html; charset=UTF-8')
  // Packed, it would be held back until there is enough of it.
  c.header('Cache-Control', 'no-store, no-transform')
  c.header('X-Accel-Buffering', 'no')
  return stream(c, async (page) => {
    const gone = new AbortController()
    page.onAbort(() => gone.abort())
    await page.write(head)
    const onPage = (done: number) => void page.write(`<span>第 ${done} 页</span> `)
    const issued = await issueRedaction(services, at.view.person, target, { signal: gone.signal, onPage })
    const says = !issued.ok && issued.code === 'refused' ? issued.refusals.map((one) => one.says) : []
    await page.write(`${issued.ok ? <Made at={at} fileId={issued.fileId} /> : <NotMade at={at} says={says} />}${tail}`)
  })
}
