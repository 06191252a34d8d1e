import type { Agency, AgencyKind } from './agency.ts'
import { plainName } from './match-body.ts'

export interface BodyProposal {
  readonly name: string
  readonly shortName: string
  readonly region: string
  readonly kind: AgencyKind
}

/** What a name says of the kind of body; a person confirms it. */
export function kindByName(name: string): AgencyKind {
  if (/(?:乡|镇|街道)(?:人民政府|办事处)?$|街道办事处$|公所$/.test(name)) return 'township'
  if (/(?:人民)?政府$/.test(name)) return 'government'
  return /(?:局|厅|委|委员会|办公室|办|部|署|处)$/.test(name) ? 'department' : 'other'
}

/** A body below another one, filled in from the name that a report prints, for a person to correct. */
export function proposeBody(named: string, superior: Pick<Agency, 'name' | 'region'>): BodyProposal {
  const name = plainName(named)
  const place = superior.name.replace(/(?:人民)?政府$/, '')
  const rest = place !== '' && name.startsWith(place) ? name.slice(place.length) : name
  return { name, shortName: rest || name, region: superior.region, kind: kindByName(name) }
}
