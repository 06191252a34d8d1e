import { actorOf } from '../../../app/actor.ts'
import { findAmendments } from '../../../app/amend-year.ts'
import type { Services } from '../../../app/services.ts'
import type { Person } from '../../../domain/agency/person.ts'
import { findClosedYear } from '../../../store/closed-years.ts'
import type { BodyYear } from '../../../store/counted-requests.ts'

// A button was pressed twice: the browser shows the second answer, which should not say that nothing was done.

/** Whether a year was closed by this person with this remark. */
export async function isClosedTwice({ db }: Services, person: Person, remark: string, year: BodyYear) {
  const closed = await findClosedYear(db, year)
  return closed?.person === actorOf(person).name && closed.remark === remark.trim()
}

interface Proposing {
  readonly act: 'propose'
  readonly requestId: number
  readonly part: string
  readonly item: string
  readonly reason: string
}

interface Deciding {
  readonly act: 'decide'
  readonly id: number
  readonly approved: string
  readonly opinion: string
}

/** Whether this person has said just that about a closed year: the explanation that waits, or the decision. */
export async function isAmendedTwice(services: Services, person: Person, given: Proposing | Deciding, year: BodyYear) {
  const found = await findAmendments(services, year)
  const proposals = found?.amendments.flatMap((one) => one.proposals) ?? []
  if (given.act === 'decide') {
    const decision = proposals.find(({ id }) => id === given.id)?.decision
    const isSame = decision?.approved === (given.approved === 'yes') && decision.opinion === given.opinion.trim()
    return isSame && decision.decider === actorOf(person).name
  }
  return proposals.some(
    ({ proposedBy, decision, requestId, part, item, reason }) =>
      decision === null &&
      proposedBy === person.accountId &&
      requestId === given.requestId &&
      part === given.part &&
      item === given.item &&
      reason === given.reason.trim(),
  )
}
