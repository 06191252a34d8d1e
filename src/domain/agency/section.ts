/** A part of a body (科室) that dossiers are assigned to and people work in. */
export interface Section {
  readonly agencyId: number
  readonly id: number
  readonly name: string
  /** Takes nothing new; stays, since dossiers name it. */
  readonly isClosed: boolean
}

/** Most characters of a section's name. */
export const longestSectionName = 50
