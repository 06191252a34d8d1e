import { type AnswerTexts, longestAnswer, outcomeToPublish, publishableFiles } from '../../../../app/publish-answer.ts'
import { articles } from '../../../../domain/articles.ts'
import { outcomes } from '../../../../domain/request/outcomes.ts'
import { findingsKey, type PersonalFinding } from '../../../../domain/request/personal-data.ts'
import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { type Back, Backs } from './backs.tsx'
import { DossierHead } from './head.tsx'
import { Stamp } from './stamp.tsx'
import type { DossierView } from './view.ts'

export interface AnswerTyped extends AnswerTexts {
  /** Id of the file, or empty. */
  readonly file: string
}

export interface PublishProps {
  readonly c: Ctx
  readonly view: DossierView
  readonly typed: AnswerTyped
  readonly findings?: readonly PersonalFinding[]
  readonly back?: Back
}

export const answerLabels = {
  title: '标题',
  asked: '申请的内容',
  answer: '答复的内容',
} as const satisfies Record<keyof AnswerTexts, string>

/** What the dossier says already, to be checked and written anew. */
export function proposedAnswer({ dossier, row }: DossierView): AnswerTyped {
  const outcome = outcomeToPublish(dossier)
  const said = outcome ? `${outcomes[outcome].says}（${outcomes[outcome].article}）。` : ''
  const grounds = dossier.draft?.grounds.map(({ reason }) => reason) ?? []
  return { title: row.subject, asked: row.content, answer: [said, ...grounds].join('\n'), file: '' }
}

interface TextProps {
  readonly name: keyof AnswerTexts
  readonly props: PublishProps
  readonly hint?: string
}

function Text({ name, props: { typed, back }, hint }: TextProps) {
  const problem = back?.problems?.[name]
  const about = { id: name, name, class: 'ds-input', required: true, maxlength: longestAnswer[name] }
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={name}>{answerLabels[name]}</label>
      {hint && <p class="hint">{hint}</p>}
      {problem && <p class="err">{problem}</p>}
      {name === 'title' ? (
        <input {...about} value={typed[name]} />
      ) : (
        <textarea {...about} rows={name === 'answer' ? 10 : 5}>
          {typed[name]}
        </textarea>
      )}
    </div>
  )
}

function FileChoice({ view, typed }: Pick<PublishProps, 'view' | 'typed'>) {
  const files = publishableFiles(view.dossier)
  if (files.length === 0) return <p class="quiet">没有附入答复的遮盖副本，只公开文字。</p>
  return (
    <div class="field">
      <label for="file">
        一并公开的文件<span class="may">（选填）</span>
      </label>
      <select class="ds-input" id="file" name="file">
        <option value="">只公开文字</option>
        {files.map(({ fileId, name }) => (
          <option value={fileId} selected={String(fileId) === typed.file}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What was found has to be looked at, this very text: another one is asked about again. */
function Findings({ findings = [] }: Pick<PublishProps, 'findings'>) {
  if (findings.length === 0) return null
  return (
    <div class="ds-alert attempt" data-color="warning" role="alert" id="findings">
      <h2>里面有个人信息，还没有公开</h2>
      <ul>
        {findings.map(({ text, says, count }) => (
          <li>
            “{answerLabels[text as keyof AnswerTexts]}”里有{says} {count} 处
          </li>
        ))}
      </ul>
      <label class="option">
        <input type="checkbox" name="confirmed" value={findingsKey(findings)} />
        已逐处核对，这些内容可以公开（个人信息保护法第二十五条）
      </label>
    </div>
  )
}

/** An answer is written anew for everybody, without whoever asked (art. 44). */
export function PublishPage(props: PublishProps) {
  const { c, view, findings, back } = props
  const { agencyId, id } = view.key
  return (
    <DeskPage c={c} title={`公开答复：${view.row.number}`} current={paths.requests}>
      <DossierHead view={view} />
      <section class="panel action-panel">
        <h2>公开这件答复</h2>
        <p class="quiet">
          多人可能关心的答复，隐去申请人后放到公开网站，供其他人查阅，不必再申请。 <cite>{articles.art44.cite}</cite>
        </p>
        <Backs back={back} />
        {!back?.isOver && (
          <form
            method="post"
            action={paths.requestAction(agencyId, id, 'publish-answer')}
            class="action-form"
            novalidate
          >
            <Stamp view={view} />
            <Findings {...(findings && { findings })} />
            <Text name="title" props={props} />
            <Text name="asked" props={props} hint="改写成别人也看得懂的话；不写谁申请、为什么申请。" />
            <Text name="answer" props={props} hint="公开了什么、到哪里看；不予公开的，写明依据和理由。" />
            <FileChoice {...props} />
            <div class="buttons">
              <button class="ds-button" data-variant="primary" type="submit">
                公开到网站
              </button>
              <a class="ds-button" data-variant="tertiary" href={paths.request(agencyId, id)}>
                返回案卷
              </a>
            </div>
          </form>
        )}
      </section>
    </DeskPage>
  )
}
