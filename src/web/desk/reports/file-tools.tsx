import { paths } from '../../paths.ts'
import { reportEndings } from '../../uploads.ts'
import { Button, PostForm } from './post-form.tsx'
import type { Verification } from './verification.ts'

/** The file that the report was read from: to look at, to be read again, to be replaced. */
export function FileTools({ all }: { readonly all: Verification }) {
  const { report, fixed } = all
  const { status, source, agency, year } = report
  const inHand = status === 'draft' || status === 'returned'
  return (
    <details class="panel file-tools" id="file">
      <summary>
        <h2>文件</h2>
      </summary>
      <p>
        读取自 <a href={paths.deskReportFile(agency.id, year)}>{source.fileName}</a>（下载原文件）
      </p>
      {!fixed && status !== 'published' && (
        <PostForm all={all} verb="read-again">
          <p>用现在的程序再读一遍这个文件；已有的更正和认定都保留。</p>
          <Button words="重新读取" />
        </PostForm>
      )}
      {!fixed && inHand && (
        <PostForm all={all} verb="replace-file" files>
          <div class="field">
            <label for="file-chosen">换一个文件</label>
            <p class="hint" id="file-hint">
              须是{agency.name}
              {year}年的年度报告。对原文件的更正不再适用，对问题的认定仍然保留。
            </p>
            <input
              class="ds-input"
              id="file-chosen"
              type="file"
              name="file"
              accept={reportEndings}
              required
              aria-describedby="file-hint"
            />
          </div>
          <Button words="替换文件" />
        </PostForm>
      )}
    </details>
  )
}
