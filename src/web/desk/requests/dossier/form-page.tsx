import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import type { Choosing, FormAt } from './action-form.ts'
import { type Back, Backs } from './backs.tsx'
import { DetailFields } from './detail-fields.tsx'
import { DecidedSoFar } from './draft-page.tsx'
import { type FormId, formOf, nameOf } from './forms.ts'
import { DossierHead } from './head.tsx'
import type { Typed } from './read-form.ts'
import { Stamp } from './stamp.tsx'

export interface FormPageProps {
  readonly c: Ctx
  readonly at: FormAt
  readonly id: FormId
  readonly typed: Typed
  readonly back?: Back
}

function Choose({ at, id, choosing }: { readonly at: FormAt; readonly id: FormId; readonly choosing: Choosing }) {
  const { agencyId, id: request } = at.key
  return (
    <form method="get" action={paths.requestAction(agencyId, request, id)} class="action-form">
      <fieldset class="field">
        <legend>{choosing.says}</legend>
        {Object.entries(choosing.options).map(([value, says]) => (
          <label class="option">
            <input type="radio" name={choosing.name} value={value} required /> {says}
          </label>
        ))}
      </fieldset>
      <div class="buttons">
        <button class="ds-button" data-variant="primary" type="submit">
          继续
        </button>
        <a class="ds-button" data-variant="tertiary" href={paths.request(agencyId, request)}>
          返回案卷
        </a>
      </div>
    </form>
  )
}

/** A draft is saved as a file: the form stays where it is. */
function Previews({ action }: { readonly action: string }) {
  return (
    <>
      <button
        class="ds-button"
        data-variant="secondary"
        type="submit"
        name="as"
        value="pdf"
        formaction={`${action}/preview`}
      >
        预览草稿
      </button>
      <button
        class="ds-button"
        data-variant="tertiary"
        type="submit"
        name="as"
        value="docx"
        formaction={`${action}/preview`}
      >
        草稿 DOCX
      </button>
    </>
  )
}

/** The button says so where a letter goes out besides. */
function buttonWords(id: FormId): string {
  const { says } = nameOf(id)
  return formOf(id).writes && !/^(?:制发|发出|更正)/.test(says) ? `${says}并制发文书` : says
}

function Form({ at, id, typed, back }: Omit<FormPageProps, 'c'>) {
  const form = formOf(id)
  const names = [...(form.choose ? [form.choose(at).name] : []), ...(form.carries ?? [])]
  const carried = names.filter((name) => at.chosen[name] !== undefined)
  const action = paths.requestAction(at.key.agencyId, at.key.id, id)
  return (
    <form method="post" action={action} class="action-form" novalidate>
      <Stamp view={at} />
      {carried.map((name) => (
        <input type="hidden" name={name} value={at.chosen[name]} />
      ))}
      {/* Pressing Enter in a line sends the form, whatever buttons stand before its own; nobody is told of it twice. */}
      <button type="submit" hidden />
      <DetailFields
        details={form.fields(at)}
        typed={typed}
        problems={back?.problems ?? {}}
        looks={form.looks?.(at) ?? {}}
      />
      <div class="buttons">
        <button class="ds-button" data-variant="primary" type="submit">
          {buttonWords(id)}
        </button>
        {(form.writes || form.previews) && <Previews action={action} />}
        <a class="ds-button" data-variant="tertiary" href={paths.request(at.key.agencyId, at.key.id)}>
          返回案卷
        </a>
      </div>
    </form>
  )
}

/** What an action asks for, with what it does in law. */
export function FormPage({ c, at, id, typed, back }: FormPageProps) {
  const form = formOf(id)
  const { says, article } = nameOf(id)
  const choosing = form.choose?.(at)
  const isOpen = choosing !== undefined && !Object.hasOwn(choosing.options, at.chosen[choosing.name] ?? '')
  const lacks = back?.isOver ? undefined : form.lacks?.(at)
  const isOver = lacks !== undefined || back?.isOver === true
  return (
    <DeskPage c={c} title={`${says}：${at.row.number}`} current={paths.requests}>
      <DossierHead view={at} />
      <section class="panel action-panel">
        <h2>{says}</h2>
        <p class="quiet">
          {form.gist} <cite>{article}</cite>
        </p>
        <Backs back={back} />
        {isOver && (
          <p class="missing">
            {lacks} <a href={paths.request(at.key.agencyId, at.key.id)}>返回案卷</a>
          </p>
        )}
        {!isOver && isOpen && <Choose at={at} id={id} choosing={choosing} />}
        {!isOver && id === 'draft' && <DecidedSoFar at={at} />}
        {!isOver && !isOpen && <Form at={at} id={id} typed={typed} {...(back && { back })} />}
      </section>
    </DeskPage>
  )
}
