import { withoutUnseen } from '../unseen.ts'
import type { Agency } from './agency.ts'

/** Which of several bodies a report names. Two that fit equally well are never told apart by guessing. */
export type BodyMatch =
  | { readonly kind: 'one'; readonly agency: Agency }
  | { readonly kind: 'several'; readonly agencies: readonly Agency[] }
  | { readonly kind: 'none' }

/** A name without what differs between writers: width of characters, spaces, characters that nobody sees. */
export const plainName = (name: string): string => withoutUnseen(name.normalize('NFKC').replace(/\s/g, ''))

const government = /(?:人民)?政府$/
const governmentOffice = /(?:人民)?政府(?:办公室|办公厅)?$/

/** What a report names, without the words for a government and the office that writes for it: 云溪区. */
export const coreName = (named: string): string => plainName(named).replace(governmentOffice, '')

const division = /.+?(?:省|自治区|特别行政区|市(?!区)|自治州|地区|盟|县|旗|(?<!社)区)/gy

/** A region with ever fewer divisions in front: 示例省示例市云溪区, 示例市云溪区, 云溪区. */
function tailsOf(region: string): readonly string[] {
  const whole = plainName(region)
  const starts = [...whole.matchAll(division)].map(({ index }) => index)
  return (starts.length > 0 ? starts : [0]).map((start) => whole.slice(start)).filter((tail) => tail.length > 1)
}

/** The name after the place that it begins with. */
function withoutPlace(name: string, tails: readonly string[]): string {
  const plain = plainName(name)
  const place = tails.find((tail) => plain.startsWith(tail))
  return place === undefined ? plain : plain.slice(place.length)
}

/** Every way to write a body's name with its place, long or short. */
function placedNames({ name, shortName, region }: Agency): readonly string[] {
  const tails = tailsOf(region)
  const rests = [withoutPlace(name, tails), withoutPlace(shortName, tails)]
  return [plainName(name), ...tails.flatMap((tail) => rests.map((rest) => tail + rest))]
}

export interface BodyIndex {
  /** The body of a name as a report prints it. */
  readonly find: (named: string) => BodyMatch
  readonly add: (agency: Agency) => void
}

type Names = Map<string, Set<Agency>>

/**
 * Finds bodies by name: the full name, or any of its names with fewer divisions of its place in front (示例市云溪区财政局,
 * 云溪区财政局), spaces and width of characters apart. 人民政府 may be left out, and the report of 云溪区人民政府办公室 is that
 * of 云溪区 where the office is no body of its own. A name without its place (财政局) fits no body.
 */
export function indexBodies(bodies: readonly Agency[]): BodyIndex {
  const whole: Names = new Map()
  const core: Names = new Map()
  const put = (names: Names, key: string, agency: Agency) => names.set(key, (names.get(key) ?? new Set()).add(agency))
  const add = (agency: Agency) => {
    for (const name of placedNames(agency)) {
      put(whole, name, agency)
      put(core, name.replace(government, ''), agency)
    }
  }
  for (const body of bodies) add(body)
  return {
    add,
    find(named) {
      if (coreName(named) === '') return { kind: 'none' }
      const found = [...(whole.get(plainName(named)) ?? core.get(coreName(named)) ?? [])]
      const exact = found.find(({ name }) => plainName(name) === plainName(named))
      const [one, ...others] = exact ? [exact] : found
      if (one === undefined) return { kind: 'none' }
      return others.length === 0 ? { kind: 'one', agency: one } : { kind: 'several', agencies: found }
    },
  }
}

/** The divisions that a name begins with: 示例市云溪区 of 示例市云溪区财政局; empty where there is none. */
export function regionInName(name: string): string {
  const found = [...plainName(name).matchAll(division)].at(-1)
  return found ? plainName(name).slice(0, found.index + found[0].length) : ''
}
