import type { DraftKey } from '../../../store/import-files.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'

interface DraftsProps {
  readonly c: Ctx
  readonly batchId: number
  readonly drafts: readonly (DraftKey & { readonly title: string })[]
}

const Crumb = ({ batchId, here }: { readonly batchId: number; readonly here: string }) => (
  <p class="crumb">
    <a href={paths.imports}>导入</a> / <a href={paths.importBatch(batchId)}>第 {batchId} 批</a> / {here}
  </p>
)

/** Which reports are meant, and in which version the person saw them. */
function Meant({ drafts }: Pick<DraftsProps, 'drafts'>) {
  return (
    <ul class="list drafts">
      {drafts.map(({ agencyId, year, version, title }) => (
        <li>
          <input type="hidden" name="report" value={`${agencyId}-${year}-${version}`} />
          <a href={paths.deskReport(agencyId, year)}>{title}</a>
        </li>
      ))}
    </ul>
  )
}

/** Asks before many drafts are shown to the public. */
export function ConfirmationPage({ c, batchId, drafts }: DraftsProps) {
  return (
    <DeskPage c={c} title="一并确认" current={paths.imports}>
      <div class="settle">
        <Crumb batchId={batchId} here="一并确认" />
        <h1>确认并公开 {drafts.length} 份报告</h1>
        <p>
          下面 {drafts.length}{' '}
          份草稿没有不符，也没有读取存疑。确认后立即出现在公开网站上；每一份都分别记入留痕。有不符或存疑的不在其中，请逐份核验。
        </p>
        <form method="post" action={paths.importConfirmation(batchId)}>
          <button class="ds-button" data-variant="primary" type="submit">
            确认并公开这 {drafts.length} 份
          </button>{' '}
          <a href={paths.importBatch(batchId)}>返回，不确认</a>
          <Meant drafts={drafts} />
        </form>
      </div>
    </DeskPage>
  )
}

interface RemovalProps extends DraftsProps {
  /** Files that wait for a decision. */
  readonly waiting: number
}

/** Asks before files or drafts of a batch are given up. */
export function RemovalPage({ c, batchId, drafts, waiting }: RemovalProps) {
  return (
    <DeskPage c={c} title="一并弃用" current={paths.imports}>
      <div class="settle">
        <Crumb batchId={batchId} here="一并弃用" />
        <h1>一并弃用</h1>
        <p>
          只影响这一批。已经报送、接收或公开的报告不受影响；弃用的草稿和操作的人、时间留在留痕里，文件可以重新导入。
        </p>
        {waiting > 0 && (
          <form class="panel" method="post" action={paths.importRemoval(batchId)}>
            <h2>需要处理的文件</h2>
            <p>{waiting} 份文件还没有定下机关或年度，或者当年已有报告。</p>
            <button class="ds-button" data-variant="secondary" type="submit" name="what" value="waiting">
              不导入这 {waiting} 份
            </button>
          </form>
        )}
        {drafts.length > 0 && (
          <form class="panel" method="post" action={paths.importRemoval(batchId)}>
            <h2>待核验的草稿</h2>
            <p>这一批做成的、还没有确认或报送的草稿。</p>
            <button class="ds-button" data-variant="secondary" type="submit" name="what" value="drafts">
              弃用这 {drafts.length} 份草稿
            </button>
            <Meant drafts={drafts} />
          </form>
        )}
        {waiting + drafts.length === 0 && <p class="empty">这一批没有可以弃用的文件或草稿。</p>}
        <p>
          <a href={paths.importBatch(batchId)}>返回，不弃用</a>
        </p>
      </div>
    </DeskPage>
  )
}

/** What came of it. */
export function DonePage({
  c,
  batchId,
  says,
}: Pick<DraftsProps, 'c' | 'batchId'> & { readonly says: readonly string[] }) {
  return (
    <DeskPage c={c} title="办理结果" current={paths.imports}>
      <div class="settle">
        <Crumb batchId={batchId} here="办理结果" />
        <h1>办理结果</h1>
        {says.map((sentence) => (
          <p role="status">{sentence}</p>
        ))}
        <p>
          <a href={paths.importBatch(batchId)}>回到第 {batchId} 批</a>
        </p>
      </div>
    </DeskPage>
  )
}
