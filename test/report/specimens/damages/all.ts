import type { Damage } from './damage.ts'
import { letterDamages } from './letters.ts'
import { markupDamages } from './markup.ts'
import { numberDamages } from './numbers.ts'
import { shapeDamages } from './shape.ts'
import { surroundingDamages } from './surroundings.ts'

/** Every damage that the kit knows. */
export const damages: readonly Damage[] = [
  ...letterDamages,
  ...numberDamages,
  ...shapeDamages,
  ...surroundingDamages,
  ...markupDamages,
]
