import { largestRequestFile } from '../../../../app/add-request-file.ts'
import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { type Back, Backs } from './backs.tsx'
import { DossierHead } from './head.tsx'
import { Stamp } from './stamp.tsx'
import type { DossierView } from './view.ts'

const megabytes = largestRequestFile / 1024 / 1024

export interface FilePageProps {
  readonly c: Ctx
  readonly view: DossierView
  readonly back?: Back
}

/** Files for a dossier: what the applicant sent, proofs of delivery, what a section found. */
export function FilePage({ c, view, back }: FilePageProps) {
  const { agencyId, id } = view.key
  return (
    <DeskPage c={c} title={`添加材料：${view.row.number}`} current={paths.requests}>
      <DossierHead view={view} />
      <section class="panel action-panel">
        <h2>添加材料</h2>
        <p class="quiet">
          申请人提交的证明、送达凭据、检索到的信息等。每个不超过 {megabytes} MB；存入后不能替换，只能另外添加。
        </p>
        <Backs back={back} />
        <form
          method="post"
          action={paths.requestAction(agencyId, id, 'add-file')}
          class="action-form"
          enctype="multipart/form-data"
          novalidate
        >
          <Stamp view={view} />
          <div class={back?.problems?.files ? 'field wrong' : 'field'}>
            <label for="files">文件</label>
            <input class="ds-input" id="files" name="files" type="file" multiple required />
          </div>
          <div class="buttons">
            <button class="ds-button" data-variant="primary" type="submit">
              添加材料
            </button>
            <a class="ds-button" data-variant="tertiary" href={paths.request(agencyId, id)}>
              返回案卷
            </a>
          </div>
        </form>
      </section>
    </DeskPage>
  )
}
