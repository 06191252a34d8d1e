import { type AnswerTexts, longestAnswer, personalDataOf, publishAnswer } from '../../../../app/publish-answer.ts'
import type { Services } from '../../../../app/services.ts'
import { refusalOf } from '../../../../domain/request/guards.ts'
import { findingsKey } from '../../../../domain/request/personal-data.ts'
import { holdsControlsBesidesLines } from '../../../../domain/unseen.ts'
import type { Ctx } from '../../../context.ts'
import { errorPage } from '../../../errors.tsx'
import type { FieldProblems } from '../../../fields.tsx'
import { show } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { type KeptFields, keptFields } from '../../kept-fields.ts'
import { entriesSince, stampOf } from './form-routes.tsx'
import { type AnswerTyped, answerLabels, PublishPage, type PublishProps, proposedAnswer } from './publish-page.tsx'
import { allows, type DossierView, findDossier } from './view.ts'

type Props = Omit<PublishProps, 'c'>

const answer = (c: Ctx, props: Props, status: 200 | 400 | 409) => show(c, <PublishPage c={c} {...props} />, status)

/** The form with what the dossier proposes, or why there is none. */
export function getPublish(c: Ctx, view: DossierView) {
  if (!allows(view, 'publish-answer')) return errorPage(c, 404)
  const typed = proposedAnswer(view)
  const refusal = refusalOf('publish-answer', view.dossier, view.look, view.person)
  if (refusal) return answer(c, { view, typed, back: { refusals: [refusal], isOver: true } }, 409)
  return answer(c, { view, typed }, 200)
}

const typedIn = (fields: KeptFields, name: string) => fields.findLast(([one]) => one === name)?.[1].trim() ?? ''

const textNames = Object.keys(answerLabels) as (keyof AnswerTexts)[]

function problemsOf(typed: AnswerTyped): FieldProblems {
  const saysOf = (name: keyof AnswerTexts) => {
    if (typed[name] === '') return `请写明${answerLabels[name]}。`
    if (holdsControlsBesidesLines(typed[name])) return '有看不见的控制字符，请重新输入。'
    return [...typed[name]].length > longestAnswer[name] ? `不能超过 ${longestAnswer[name]} 字。` : undefined
  }
  const texts = textNames.flatMap((name) => {
    const says = saysOf(name)
    return says === undefined ? [] : [[name, says] as const]
  })
  const file = /^\d{0,15}$/.test(typed.file) ? [] : [['file', '请从所列文件中选择。'] as const]
  return Object.fromEntries([...texts, ...file])
}

/** Publishes an answer, unless something personal stands in it that nobody looked at. */
export async function postPublish(services: Services, c: Ctx, view: DossierView) {
  if (!allows(view, 'publish-answer')) return errorPage(c, 404)
  const fields = await keptFields(c)
  const [title = '', asked = '', text = ''] = textNames.map((name) => typedIn(fields, name))
  const typed = { title, asked, answer: text, file: typedIn(fields, 'file') }
  const confirmed = typedIn(fields, 'confirmed')
  const problems = problemsOf(typed)
  if (Object.keys(problems).length > 0) return answer(c, { view, typed, back: { problems } }, 400)
  const findings = await personalDataOf(services, view.key, typed)
  if (findings.length > 0 && findingsKey(findings) !== confirmed) return answer(c, { view, typed, findings }, 400)
  const { file, ...texts } = typed
  const given = { ...texts, confirmed, ...(file !== '' && { fileId: Number(file) }) }
  const target = { ...view.key, version: stampOf(fields, 'version') }
  const acted = await publishAnswer(services, view.person, target, given)
  if (acted.ok) return c.redirect(`${paths.request(view.key.agencyId, view.key.id)}?done=publish-answer`, 303)
  if (acted.code === 'refused') return answer(c, { view, typed, back: { refusals: acted.refusals } }, 409)
  const now = await findDossier(services, view.person, view.key)
  if (!now) return errorPage(c, 404)
  const seen = stampOf(fields, 'seen')
  if (now.dossier.published && now.entered.some(({ seq, fact }) => seq > seen && fact.happened === 'answer-published'))
    return c.redirect(`${paths.request(view.key.agencyId, view.key.id)}?done=publish-answer`, 303)
  return answer(c, { view: now, typed, findings, back: { changed: entriesSince(now, seen) } }, 409)
}
