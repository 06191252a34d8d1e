import { redactedName } from '../../../../domain/redaction/marks.ts'
import type { Refusal } from '../../../../domain/refusal.ts'
import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { Backs } from '../dossier/backs.tsx'
import { DossierHead } from '../dossier/head.tsx'
import { RedactionStamp } from './mark-form.tsx'
import { picturePath, type RedactionView, redactionPath, suggestionsOf } from './redaction-view.ts'

interface Props {
  readonly c: Ctx
  readonly at: RedactionView
  readonly refusals?: readonly Refusal[]
}

/** What the clerk should know before the copy is made. */
function Warnings({ at }: { readonly at: RedactionView }) {
  const open = suggestionsOf(at.redaction).length
  const { marks } = at.redaction
  if (open === 0 && marks.length > 0) return null
  return (
    <ul class="banner">
      {marks.length === 0 && <li>没有遮盖任何内容：副本只去掉文字层、属性、批注和附件。</li>}
      {open > 0 && <li>还有 {open} 处找到的号码没有遮盖。</li>}
    </ul>
  )
}

function Pages({ at }: { readonly at: RedactionView }) {
  const { pages, marks } = at.redaction
  return (
    <ol class="flat-pages">
      {pages.map(({ width, height }, nth) => {
        const page = nth + 1
        const count = marks.filter((mark) => mark.page === page).length
        return (
          <li>
            <img
              src={picturePath(at, page, true)}
              width={Math.round(width)}
              height={Math.round(height)}
              alt=""
              loading="lazy"
            />
            <a href={redactionPath(at, { page })}>
              第 {page} 页，遮盖 {count} 处
            </a>
          </li>
        )
      })}
    </ol>
  )
}

/** The copy as it will be, page by page, before it is made. */
export function PreviewPage({ c, at, refusals }: Props) {
  return (
    <DeskPage c={c} title={`预览遮盖副本：${at.name}`} current={paths.requests} wide>
      <DossierHead view={at.view} />
      <h2>预览：{redactedName(at.name)}</h2>
      <p class="quiet">请逐页核对。制成后存入案卷，不能再改；原文件不变，附入答复时请选择副本。</p>
      <Backs back={refusals && { refusals }} />
      <Warnings at={at} />
      <form method="post" action={redactionPath(at, {})} class="buttons">
        <RedactionStamp at={at} />
        <button class="ds-button" data-variant="primary" name="do" value="issue" type="submit">
          制作遮盖副本
        </button>
        <a class="ds-button" data-variant="tertiary" href={redactionPath(at, { page: at.page })}>
          返回修改
        </a>
      </form>
      <Pages at={at} />
    </DeskPage>
  )
}
