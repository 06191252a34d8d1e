import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import type { Typed } from './read-form.ts'

const textsOf = (typed: Typed): readonly string[] =>
  Object.values(typed).flatMap((part) => (typeof part === 'string' ? [part] : textsOf(part as Typed)))

/** A dossier that left the person's reach while they worked on it; what was typed is shown to be copied. */
export function GonePage({ c, typed }: { readonly c: Ctx; readonly typed: Typed }) {
  return (
    <DeskPage c={c} title="没有这件申请" current={paths.requests}>
      <h1>没有这件申请</h1>
      <p>它可能刚刚改由别的科室承办。您的这次办理没有保存，填写的内容可以从这里抄走：</p>
      {textsOf(typed).map((text) => (
        <p class="as-written">{text}</p>
      ))}
      <p>
        <a href={paths.requests}>回到依申请公开</a>
      </p>
    </DeskPage>
  )
}
