import { articles } from '../articles.ts'
import type { Refusal } from '../refusal.ts'
import { nextStep, type OnFile, possibleOutcomes, strayAnswers } from './decision.ts'
import { lackingFor } from './decision-needs.ts'
import { steps, withheldOn } from './decision-steps.ts'
import type { Decision, Ground } from './facts.ts'
import { type OutcomeId, outcomes } from './outcomes.ts'
import { isOpenOn } from './uncounted.ts'

const { art15, art32, art36, art37 } = articles

const problem = (code: string, article: string, says: string): Refusal => ({ code, says, article })

/** All that stands against a drafted decision, told at once; none where it may go to review. */
export function checkDecision(decision: Decision, onFile: OnFile): readonly Refusal[] {
  return [
    ...pathProblems(decision, onFile),
    ...lackingFor(decision.outcome, onFile),
    ...groundProblems(decision),
    ...decision.grounds.flatMap((ground) => thirdPartyProblems(ground, onFile)),
  ]
}

/** The outcome is one to which the answers lead. */
function pathProblems({ answers, outcome }: Decision, onFile: OnFile): readonly Refusal[] {
  const stray = strayAnswers(answers).map((id) =>
    problem('stray-answer', steps[id].article, `“${steps[id].question}”不必回答：前面的回答没有到这一步。请重新回答。`),
  )
  const led = possibleOutcomes(answers, onFile)
  if (led.some((one) => one.outcome === outcome)) return stray
  const next = nextStep(answers)
  if (next !== undefined)
    return [...stray, problem('unfinished', steps[next].article, `还没有回答“${steps[next].question}”。`)]
  const names = led.map((one) => `“${outcomes[one.outcome].says}”`)
  const says = `七步的回答不能得出“${outcomes[outcome].says}”，可以选 ${names.join('、')}。`
  return [...stray, problem('not-led-to', outcomes[outcome].article, says)]
}

const isWithheld = (outcome: OutcomeId) => withheldOn.includes(outcome)

/** Art. 36 item 3, art. 37: what is withheld has its ground, and each ground its reason. */
function groundProblems({ outcome, grounds }: Decision): readonly Refusal[] {
  const own = isWithheld(outcome) ? [outcome] : outcome === 'partly-granted' ? withheldOn : []
  const first = grounds[0]
  const problems = grounds.flatMap((ground) => reasonProblems(ground))
  if (own.length === 0) return grounds.length === 0 ? [] : foreignGrounds(outcome, grounds)
  if (!first) return [problem('no-ground', art36.cite, `“${outcomes[outcome].says}”要写明不予公开的依据和理由。`)]
  if (!own.includes(first.outcome) && isWithheld(outcome))
    problems.push(
      problem(
        'other-ground-first',
        art36.cite,
        `写在最前面的依据是“${outcomes[first.outcome].says}”，与所选的“${outcomes[outcome].says}”不同；计入年度报告的是第一个。`,
      ),
    )
  return problems
}

function reasonProblems({ outcome, reason }: Ground): readonly Refusal[] {
  const { says, article } = outcomes[outcome]
  if (!isWithheld(outcome))
    return [problem('no-ground-of-refusal', art37.cite, `“${says}”不是不予公开的依据，请从第十四条至第十六条中选。`)]
  return reason.trim() === '' ? [problem('no-reason', article, `“${says}”没有写理由。`)] : []
}

/** A decision that withholds nothing keeps at most its own reason. */
function foreignGrounds(outcome: OutcomeId, grounds: readonly Ground[]): readonly Refusal[] {
  return grounds
    .filter((ground) => ground.outcome !== outcome)
    .map((ground) =>
      problem(
        'foreign-ground',
        outcomes[outcome].article,
        `“${outcomes[outcome].says}”不能带有“${outcomes[ground.outcome].says}”的依据；有不予公开的内容的，请选部分公开或者不予公开。`,
      ),
    )
}

/** Arts. 15, 32: a third party is asked in writing first, and one that agrees is no ground. */
function thirdPartyProblems({ outcome, unconsulted = '' }: Ground, onFile: OnFile): readonly Refusal[] {
  if (outcome !== 'refused.third-party-rights') return []
  const parties = onFile.parties.filter(({ kind }) => kind === 'third-party')
  if (parties.length === 0)
    return unconsulted.trim() === ''
      ? [problem('not-consulted', art32.cite, '没有书面征求第三方意见：先征求意见，或者写明为什么没有征求。')]
      : []
  const open = onFile.reading.pauses.find((pause) => pause.kind === 'third-party' && isOpenOn(pause, onFile.today))
  if (open) {
    const until = open.silentOn === undefined ? '' : `，最迟 ${open.silentOn}`
    return [problem('third-party-open', art32.cite, `第三方“${open.party}”还可以答复${until}，请等答复或者期限届满。`)]
  }
  return parties.every(({ agrees }) => agrees === true)
    ? [problem('third-party-agrees', art15.cite, '第三方都同意公开，不能再以保护第三方合法权益为由不予公开。')]
    : []
}
