import {
  attachmentKinds,
  filePurposes,
  kindOfMedia,
  largestAttachment,
  mostAttachments,
} from '../../domain/request/attachments.ts'
import type { BodyAsked } from '../../store/public-bodies-asked.ts'
import type { DraftFile } from '../../store/public-draft-files.ts'
import type { Ctx } from '../context.ts'
import { ProblemSummary } from '../fields.tsx'
import { paths } from '../paths.ts'
import { Select, type StepState } from './fields.tsx'
import { JourneyPage, StepButtons } from './journey.tsx'

const megabytes = largestAttachment / 1024 / 1024

const kinds = Object.values(attachmentKinds)
  .map(({ says }) => says)
  .join('、')

const accepted = Object.values(attachmentKinds)
  .map(({ ending }) => `.${ending}`)
  .join(',')

export const sizeWords = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

export const fileWords = ({ purpose, mediaType, size }: DraftFile) =>
  `${filePurposes[purpose]}，${kindOfMedia(mediaType)?.says ?? '文件'}，${sizeWords(size)}`

export interface FilesPageProps extends StepState {
  readonly c: Ctx
  readonly body: BodyAsked
  readonly files: readonly DraftFile[]
  /** What was wrong with files that were not taken. */
  readonly refused: readonly string[]
}

function Taken({ files }: Pick<FilesPageProps, 'files'>) {
  if (files.length === 0) return <p class="missing">还没有附件。不需要附件的，直接下一步。</p>
  return (
    <form method="post" action={paths.askStep('detach')}>
      <ul class="list taken">
        {files.map((file) => (
          <li>
            <span>
              <b>{file.name}</b>
              <small>
                {fileWords(file)}，{file.scanned || '未经查毒'}
              </small>
            </span>
            <button class="ds-button" data-variant="tertiary" type="submit" name="file" value={String(file.id)}>
              删除<span class="sr-only">{file.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  )
}

function Attach({ files, ...state }: Pick<FilesPageProps, 'files'> & StepState) {
  if (files.length >= mostAttachments) return <p class="quiet">已有 {mostAttachments} 个附件，不能再加。</p>
  const options = Object.entries(filePurposes)
  return (
    <form class="panel" method="post" action={paths.askStep('attach')} enctype="multipart/form-data" novalidate>
      <Select {...state} name="purpose" label="是什么材料" options={options} />
      <div class={state.problems.files ? 'field wrong' : 'field'}>
        <label for="files">文件</label>
        <p class="hint" id="files-hint">
          {kinds}；最多 {mostAttachments} 个，每个不超过 {megabytes} MB。
        </p>
        {state.problems.files && (
          <p class="err" id="files-problem">
            {state.problems.files}
          </p>
        )}
        <input
          class="ds-input"
          id="files"
          name="files"
          type="file"
          multiple
          accept={accepted}
          aria-describedby={state.problems.files ? 'files-hint files-problem' : 'files-hint'}
        />
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        上传
      </button>
    </form>
  )
}

/** Attachments: none, or what shows who may act, or what the request needs. */
export function FilesPage({ c, body, files, refused, ...state }: FilesPageProps) {
  return (
    <JourneyPage c={c} at="files" title="有要附的材料吗？" body={body}>
      <ProblemSummary problems={state.problems} />
      {refused.length > 0 && (
        <div class="ds-alert" data-color="danger" role="alert">
          <h2>有 {refused.length} 个文件没有收下</h2>
          <ul>
            {refused.map((says) => (
              <li>{says}</li>
            ))}
          </ul>
        </div>
      )}
      <Taken files={files} />
      <Attach {...state} files={files} />
      <form method="post" action={paths.askStep('files')}>
        <StepButtons at="files" />
      </form>
    </JourneyPage>
  )
}
