import type { Actor } from '../../store/trail.ts'

/** Who asks, as facts and trail name them: both are kept for good, and who it is stays sealed. */
export const applicantActor: Actor = { accountId: null, name: '申请人' }
