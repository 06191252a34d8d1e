import type { Person } from '../domain/agency/person.ts'
import type { Actor } from '../store/trail.ts'

/** A person as the trail names who acts. */
export const actorOf = ({ accountId, displayName }: Person): Actor => ({ accountId, name: displayName })
