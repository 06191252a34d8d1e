import { sizeLimit } from '../../../formats/limits.ts'
import { type BatchLine, filesIn } from '../../../store/import-batches.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { chineseMinute } from '../../report/numerals.ts'
import { Scroll } from '../../scroll.tsx'
import { mostFiles, mostMegabytes, reportEndings } from '../../uploads.ts'
import { states, stateWords, waitingStates } from './words.ts'

interface StartProps {
  readonly c: Ctx
  /** Key of the batch that files chosen on this page go into. */
  readonly batchKey: string
  readonly plainKey: string
  readonly batches: readonly BatchLine[]
  /** Why the files that were sent were not taken. */
  readonly refusal?: string
}

function UploadForm({ batchKey, plainKey }: Pick<StartProps, 'batchKey' | 'plainKey'>) {
  return (
    <form
      class="panel bring"
      method="post"
      action={paths.imports}
      enctype="multipart/form-data"
      data-import={batchKey}
      data-limit={String(sizeLimit)}
      data-sign-in={paths.signIn}
    >
      <input type="hidden" name="batch" value={plainKey} />
      <div class="field">
        <label for="files">年度报告文件（可选多份）</label>
        <p class="hint" id="files-hint">
          网页、DOCX、有文字层的 PDF、XLSX、TXT、Markdown，或本系统导出的 CSV、JSON；每份不超过 {mostMegabytes}{' '}
          MB，一次不超过 {mostFiles} 份。扫描件和旧版 .doc 请先转换。
        </p>
        <input
          class="ds-input"
          id="files"
          type="file"
          name="files"
          multiple
          required
          accept={reportEndings}
          aria-describedby="files-hint"
        />
      </div>
      <button class="ds-button" data-variant="primary" type="submit">
        上传并读取
      </button>
    </form>
  )
}

function BatchRow({ id, startedAt, person, counts, expected }: BatchLine) {
  const files = filesIn(counts)
  const waits = waitingStates.reduce((sum, state) => sum + counts[state], 0)
  return (
    <tr>
      <td>
        <a href={paths.importBatch(id)}>第 {id} 批</a>
        <small>
          {chineseMinute(startedAt)} · {person}
        </small>
      </td>
      <td class="n">
        {files}
        {expected !== null && expected > files && <small>没有收全</small>}
      </td>
      <td class={waits > 0 ? 'n much' : 'n'}>{waits}</td>
      {states
        .filter((state) => !waitingStates.includes(state))
        .map((state) => (
          <td class="n">{counts[state]}</td>
        ))}
    </tr>
  )
}

function Batches({ batches }: Pick<StartProps, 'batches'>) {
  if (batches.length === 0) return <p class="empty">还没有导入过文件。</p>
  return (
    <Scroll label="最近的批次（表格）">
      <table class="work batches">
        <thead>
          <tr>
            <th scope="col">批次</th>
            <th scope="col">收到</th>
            <th scope="col">需要处理</th>
            {states
              .filter((state) => !waitingStates.includes(state))
              .map((state) => (
                <th scope="col">{stateWords[state].label}</th>
              ))}
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <BatchRow {...batch} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Where files are brought in, with the batches of late. */
export function StartPage({ c, batchKey, plainKey, batches, refusal }: StartProps) {
  return (
    <DeskPage c={c} title="导入" current={paths.imports} script="import">
      <h1>导入年度报告</h1>
      {refusal && (
        <div class="ds-alert" data-color="danger" role="alert">
          {refusal}
        </div>
      )}
      <p class="quiet">
        文件读取后成为草稿，由人核验；确认之前不会出现在公开网站上。机关和年度从报告里读出，读不准的请您来定。同一份文件再传一次会被认出，不会重复。
      </p>
      <UploadForm batchKey={batchKey} plainKey={plainKey} />
      <section aria-labelledby="recent">
        <h2 id="recent">最近的批次</h2>
        <Batches batches={batches} />
      </section>
    </DeskPage>
  )
}
