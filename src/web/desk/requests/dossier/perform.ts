import { actOnRequest, type RequestActed, type RequestTarget } from '../../../../app/act-on-request.ts'
import { correctEntry } from '../../../../app/correct-entry.ts'
import { actWithLetters } from '../../../../app/issue-letter.ts'
import { unpublishAnswer } from '../../../../app/publish-answer.ts'
import type { Services } from '../../../../app/services.ts'
import type { Person } from '../../../../domain/agency/person.ts'
import type { Plan } from './action-form.ts'
import { type FormId, isCorrecting } from './forms.ts'

/** The page outside goes together with the fact. */
function unpublishedBecause(plan: Exclude<Plan, { readonly correction: unknown }>): string {
  const facts = typeof plan.facts === 'function' ? [] : plan.facts
  return facts.find((fact) => fact.happened === 'answer-unpublished')?.reason ?? ''
}

/** Does what a form asks for, with the version that the person saw. */
export async function perform(
  services: Services,
  person: Person,
  target: RequestTarget,
  id: FormId,
  plan: Plan,
): Promise<RequestActed> {
  if ('correction' in plan) return correctEntry(services, person, target, plan.correction)
  if (id === 'unpublish-answer') return unpublishAnswer(services, person, target, unpublishedBecause(plan))
  if (isCorrecting(id)) throw new Error(`The form ${id} corrects nothing`)
  if ('letters' in plan) return actWithLetters(services, person, target, id, plan)
  return actOnRequest(services, person, target, id, plan.facts)
}
