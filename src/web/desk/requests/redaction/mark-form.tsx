import { numberKinds } from '../../../../domain/redaction/find-numbers.ts'
import { type RedactionGroundId, redactionGroundIds, redactionGrounds } from '../../../../domain/redaction/grounds.ts'
import { inMillimetres } from '../../../../domain/redaction/read-mark.ts'
import {
  type NamedSuggestion,
  type RedactionBack,
  type RedactionView,
  redactionPath,
  suggestionsOf,
} from './redaction-view.ts'

interface Props {
  readonly at: RedactionView
  readonly back: RedactionBack
}

/** Of which state of the redaction a form was filled in, and at which page. */
export function RedactionStamp({ at: { redaction, page } }: { readonly at: RedactionView }) {
  return (
    <>
      <input type="hidden" name="version" value={String(redaction.version)} />
      <input type="hidden" name="page" value={String(page)} />
    </>
  )
}

function Problem({ name, back: { problems } }: { readonly name: string; readonly back: RedactionBack }) {
  const says = problems?.[name]
  if (says === undefined) return null
  return (
    <p class="err" id={`${name}-problem`}>
      {says}
    </p>
  )
}

const wrong = ({ problems }: RedactionBack, name: string) =>
  problems?.[name] === undefined ? {} : ({ 'aria-invalid': 'true', 'aria-describedby': `${name}-problem` } as const)

const groundWords = (id: RedactionGroundId) => {
  const { label, article, says } = redactionGrounds[id]
  return `${label}（${article}）：${says}`
}

function GroundField({ back }: { readonly back: RedactionBack }) {
  const chosen = back.typed?.ground ?? ''
  return (
    <div class={back.problems?.ground ? 'field wrong' : 'field'}>
      <label for="ground">遮盖的理由</label>
      <Problem name="ground" back={back} />
      <select class="ds-input" id="ground" name="ground" required {...wrong(back, 'ground')}>
        <option value="">请选择</option>
        {redactionGroundIds.map((id) => (
          <option value={id} selected={id === chosen}>
            {groundWords(id)}
          </option>
        ))}
      </select>
    </div>
  )
}

const sides = { left: '距左边', top: '距上边', width: '宽', height: '高' } as const

function PlaceFields({ at, back }: Props) {
  const { width, height } = at.redaction.pages[at.page - 1] ?? { width: 0, height: 0 }
  return (
    <fieldset class="place">
      <legend>
        位置（毫米；本页宽 {inMillimetres(width)}，高 {inMillimetres(height)}）
      </legend>
      {(Object.keys(sides) as (keyof typeof sides)[]).map((name) => (
        <div class={back.problems?.[name] ? 'field wrong' : 'field'}>
          <label for={name}>{sides[name]}</label>
          <Problem name={name} back={back} />
          <input
            class="ds-input"
            id={name}
            name={name}
            inputmode="decimal"
            autocomplete="off"
            value={back.typed?.[name] ?? ''}
            {...wrong(back, name)}
          />
        </div>
      ))}
    </fieldset>
  )
}

function Suggested({ one }: { readonly one: NamedSuggestion }) {
  const words = `${numberKinds[one.kind]} ${one.shown}`
  return (
    <li>
      <span>{words}</span>
      <button class="ds-button" data-variant="tertiary" name="cover" value={one.name} type="submit" formnovalidate>
        遮盖<span class="sr-only">：{words}</span>
      </button>
    </li>
  )
}

function Suggestions({ at }: { readonly at: RedactionView }) {
  const [here, all] = [suggestionsOf(at.redaction, at.page), suggestionsOf(at.redaction)]
  if (all.length === 0) return null
  const elsewhere = [...new Set(all.map(({ page }) => page))].filter((page) => page !== at.page)
  return (
    <section class="found-numbers" aria-labelledby="found">
      <h3 id="found">
        找到的号码：本页 {here.length} 处，全文 {all.length} 处
      </h3>
      <p class="quiet">姓名、住址等找不出来，请自行核对。</p>
      <div class="field">
        <label for="numberGround">遮盖号码的理由</label>
        <select class="ds-input" id="numberGround" name="numberGround">
          {redactionGroundIds.map((id) => (
            <option value={id} selected={id === 'personal-privacy'}>
              {groundWords(id)}
            </option>
          ))}
        </select>
      </div>
      {here.length > 0 && (
        <ul>
          {here.map((one) => (
            <Suggested one={one} />
          ))}
        </ul>
      )}
      {elsewhere.length > 0 && (
        <p>
          其他页：
          {elsewhere.slice(0, 30).map((page) => (
            <>
              <a href={redactionPath(at, { page })}>第 {page} 页</a>{' '}
            </>
          ))}
        </p>
      )}
      <button class="ds-button" data-variant="secondary" name="cover" value="all" type="submit" formnovalidate>
        全部遮盖（{all.length} 处）
      </button>
    </section>
  )
}

/** Where and why to cover: drawn on the page, typed, or offered. */
export function MarkForm({ at, back }: Props) {
  return (
    <form method="post" action={redactionPath(at, {})} class="mark-form" id="mark-form" novalidate>
      <RedactionStamp at={at} />
      <GroundField back={back} />
      <PlaceFields at={at} back={back} />
      <button class="ds-button" data-variant="primary" name="do" value="mark" type="submit">
        遮盖
      </button>
      <Suggestions at={at} />
    </form>
  )
}
