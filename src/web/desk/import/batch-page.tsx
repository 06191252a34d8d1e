import { filesIn, type ImportBatch, type StateCounts } from '../../../store/import-batches.ts'
import type { ImportFileLine } from '../../../store/import-files.ts'
import type { ImportState } from '../../../store/schema.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { chineseMinute } from '../../report/numerals.ts'
import { Scroll } from '../../scroll.tsx'
import { Pager } from '../pager.tsx'
import { pathWith } from '../query-fields.ts'
import { fileWords, sizeWords, states, stateWords, waitingStates } from './words.ts'

export interface BatchProps {
  readonly c: Ctx
  readonly batch: ImportBatch
  readonly counts: StateCounts
  readonly files: readonly ImportFileLine[]
  readonly state: ImportState | undefined
  readonly page: number
  readonly pages: number
  /** Drafts that may be confirmed together. */
  readonly sound: number
  /** Names of bodies that nobody could place. */
  readonly names: number
  /** What was just done, or what was not taken; a sentence each. */
  readonly notices: readonly string[]
}

const listPath = (id: number, asked: { readonly state?: ImportState | undefined; readonly page?: number }) =>
  pathWith(paths.importBatch(id), asked)

/** Whether all that was chosen has come. */
function Missing({ batch: { expected, knowsAll }, counts }: Pick<BatchProps, 'batch' | 'counts'>) {
  const files = filesIn(counts)
  if (expected === null || expected <= files) return null
  return (
    <div class="ds-alert" data-color="warning">
      选择了{knowsAll ? '' : '至少'} {expected} 份，收到 {files} 份，其余请重新上传：在
      <a href={paths.imports}>导入页</a>
      把原来那些文件再选一次即可，已收到的会自动跳过。上传还在进行时，请等它传完。
    </div>
  )
}

function Chips({ batch, counts, state }: Pick<BatchProps, 'batch' | 'counts' | 'state'>) {
  return (
    <nav class="chips" aria-label="按结果筛选">
      <a href={listPath(batch.id, {})} aria-current={state === undefined ? 'true' : undefined}>
        全部 {filesIn(counts)}
      </a>
      {states
        .filter((one) => counts[one] > 0 || one === state)
        .map((one) => (
          <a href={listPath(batch.id, { state: one })} aria-current={one === state ? 'true' : undefined}>
            {stateWords[one].label} {counts[one]}
          </a>
        ))}
    </nav>
  )
}

function FileRow({ file, batchId }: { readonly file: ImportFileLine; readonly batchId: number }) {
  const { label, lamp, says, whose, link } = fileWords(file, batchId)
  return (
    <tr>
      <td>
        <span class="state">
          <span class={`lamp ${lamp}`} aria-hidden="true" />
          {label}
        </span>
      </td>
      <td>
        <b>{file.fileName}</b>
        <small>
          {sizeWords(file.size)}
          {whose && ` · ${whose}`}
        </small>
        <p class="says">
          {says}{' '}
          {link && (
            <a href={link.href}>
              {link.words}
              <span class="sr-only">：{file.fileName}</span>
            </a>
          )}
        </p>
      </td>
    </tr>
  )
}

function Files({ batch, files }: Pick<BatchProps, 'batch' | 'files'>) {
  if (files.length === 0) return <p class="empty">这里没有文件。</p>
  return (
    <Scroll label="文件（表格）">
      <table class="work files">
        <ColumnHeads names={['结果', '文件']} />
        <tbody>
          {files.map((file) => (
            <FileRow file={file} batchId={batch.id} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** What can be done with many files at once. */
function Together({ batch: { id }, counts, sound, names }: Pick<BatchProps, 'batch' | 'counts' | 'sound' | 'names'>) {
  const waits = waitingStates.reduce((sum, state) => sum + counts[state], 0)
  return (
    <p class="together">
      {sound > 0 && (
        <a class="ds-button" data-variant="primary" href={paths.importConfirmation(id)}>
          一并确认 {sound} 份没有问题的草稿
        </a>
      )}
      {names > 0 && (
        <a class="ds-button" data-variant="secondary" href={paths.importBodies(id)}>
          为 {counts.unmatched} 份未匹配的报告新建机关
        </a>
      )}
      {waits + counts.draft > 0 && (
        <a class="ds-button" data-variant="secondary" href={paths.importRemoval(id)}>
          一并弃用
        </a>
      )}
    </p>
  )
}

/** A batch: what became of each file, what a person has to decide first. */
export function BatchPage(props: BatchProps) {
  const { c, batch, state, page, pages, notices } = props
  return (
    <DeskPage c={c} title={`导入第 ${batch.id} 批`} current={paths.imports}>
      <p class="crumb">
        <a href={paths.imports}>导入</a> / 第 {batch.id} 批
      </p>
      <h1>导入第 {batch.id} 批</h1>
      <p class="meta">
        <span>{chineseMinute(batch.startedAt)}</span>
        <span>{batch.person}</span>
      </p>
      {notices.map((notice) => (
        <p class="banner" role="status">
          {notice}
        </p>
      ))}
      <Missing {...props} />
      <Together {...props} />
      <Chips {...props} />
      <Files {...props} />
      <Pager page={page} pages={pages} pathOf={(number) => listPath(batch.id, { state, page: number })} />
    </DeskPage>
  )
}
