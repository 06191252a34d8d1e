import type { BodyAsked } from '../../store/public-bodies-asked.ts'
import type { Suggestion } from '../../store/public-suggestions.ts'
import type { Ctx } from '../context.ts'
import { paths } from '../paths.ts'
import { JourneyPage } from './journey.tsx'

/** How a suggestion is named in a form: which one was opened says nothing of what was typed. */
const keyOf = (suggestion: Suggestion) =>
  suggestion.kind === 'answer'
    ? `answer-${suggestion.agencyId}-${suggestion.id}`
    : `report-${suggestion.agencyId}-${suggestion.year}`

/** The page of a suggestion; undefined where it names none. */
export function pathOfSuggestion(key: string | undefined): string | undefined {
  const [, kind, agency, thing] = /^(answer|report)-(\d{1,15})-(\d{1,15})$/.exec(key ?? '') ?? []
  if (kind === undefined) return undefined
  const [agencyId, id] = [Number(agency), Number(thing)]
  return kind === 'answer' ? paths.answer(agencyId, id) : paths.report(agencyId, id)
}

const says = (suggestion: Suggestion) =>
  suggestion.kind === 'answer' ? `已公开的答复，${suggestion.repliedOn} 答复` : '政府信息公开工作年度报告'

/** Posted, so that it is counted; in a window of its own, so that nothing typed is lost. */
const openForm = 'open-suggestion'

/** Outside of the step's own form: a form stands in no other. */
export const OpenForm = () => (
  <form id={openForm} method="post" action={paths.askStep('open')} target="_blank" rel="noopener" />
)

/** What is public already, as a list of buttons of the form above. */
export function Suggestions({ suggestions }: { readonly suggestions: readonly Suggestion[] }) {
  if (suggestions.length === 0) return null
  return (
    <div class="found">
      <b>也许已经公开，可以直接查看</b>
      <ul>
        {suggestions.map((suggestion) => (
          <li>
            <button class="as-link" type="submit" form={openForm} name="open" value={keyOf(suggestion)}>
              {suggestion.title}
              <span class="sr-only">（在新窗口打开）</span>
            </button>
            <small>
              {suggestion.agencyName}，{says(suggestion)}
            </small>
          </li>
        ))}
      </ul>
    </div>
  )
}

export interface SuggestedProps {
  readonly c: Ctx
  readonly body: BodyAsked
  readonly suggestions: readonly Suggestion[]
}

/** Shown once between what is asked for and how: perhaps nothing has to be asked for. */
export function SuggestedPage({ c, body, suggestions }: SuggestedProps) {
  return (
    <JourneyPage c={c} at="what" title="这些已经公开，是您要的吗？" body={body}>
      <OpenForm />
      <Suggestions suggestions={suggestions} />
      <div class="acts">
        <a class="ds-button" data-variant="primary" href={paths.askStep('how')}>
          不是，仍要申请
        </a>
        <form method="post" action={paths.askStep('found')}>
          <button class="ds-button" data-variant="secondary" type="submit">
            已找到，不再申请
          </button>
        </form>
        <a class="ds-button" data-variant="tertiary" href={paths.askStep('what')}>
          修改申请内容
        </a>
      </div>
      <p class="quiet">选“已找到，不再申请”，草稿随即删除；我们只记下“没有提交”这一个数，用来改进公开工作。</p>
    </JourneyPage>
  )
}
