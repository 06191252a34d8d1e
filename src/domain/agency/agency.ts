/** Kinds of bodies, with the word shown for them. */
export const agencyKinds = {
  government: '人民政府',
  department: '政府部门',
  township: '乡镇政府、街道办事处',
  other: '其他机关、组织',
} as const satisfies Record<string, string>

export type AgencyKind = keyof typeof agencyKinds

/** A body that publishes (行政机关). */
export interface Agency {
  readonly id: number
  readonly parentId: number | null
  readonly name: string
  readonly shortName: string
  /** Division it belongs to, from the province down, as 贵州省贵阳市花溪区. */
  readonly region: string
  readonly kind: AgencyKind
  /** Belongs to the demonstration content. */
  readonly demonstration: boolean
}

/** Whether a word is the key of a kind. */
export function isAgencyKind(word: string): word is AgencyKind {
  return Object.hasOwn(agencyKinds, word)
}
