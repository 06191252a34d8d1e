import type { Finding } from '../finding.ts'
import type { CellKey } from '../form.ts'
import type { Place, Reading, Severity } from '../reading.ts'
import { doubtedCells } from './completeness.ts'
import { identityHits } from './identities.ts'
import type { CheckInput, Hit } from './rule.ts'
import { looksBack, rules } from './rules.ts'
import { followsOn } from './years.ts'

/**
 * Checks a report against every rule of the registry and every identity of its form.
 *
 * Rules across years are left out where `previous` is not the report of the year before.
 */
export function reconcile(input: CheckInput): readonly Finding[] {
  const { previous, ...alone } = input
  const checked: CheckInput = previous && followsOn(input.reading, previous) ? input : alone
  return findingsOf([...rules, ...formRules(checked)], checked)
}

/**
 * Checks a report against the year before that has been checked by itself: what `reconcile` gives, with only those
 * rules run that look back.
 *
 * @param alone what `reconcile` found in the same reading without `previous`
 */
export function reconcileYears(alone: readonly Finding[], input: CheckInput): readonly Finding[] {
  const { reading, form, previous } = input
  if (!previous || !followsOn(reading, previous)) return alone
  const all = [...rules, ...formRules(input)]
  const back = findingsOf(
    all.filter(({ id }) => looksBack(id, form)),
    input,
  )
  return all.flatMap(({ id }) => (looksBack(id, form) ? back : alone).filter((finding) => finding.id === id))
}

/**
 * Checks figures that nobody wrote a report around: the rules that need cells alone.
 *
 * @param adjust what to make of each hit before it becomes a finding
 */
export function checkFigures(input: CheckInput, adjust: (hit: Hit) => Hit): readonly Finding[] {
  const ofFigures = rules.filter((rule) => rule.reads === 'figures')
  return findingsOf([...ofFigures, ...formRules(input)], input, adjust)
}

function findingsOf(checked: readonly Checked[], input: CheckInput, adjust = (hit: Hit) => hit): readonly Finding[] {
  const doubted = doubtedCells(input.reading)
  const seen = new Map<string, number>()
  return checked.flatMap((rule) =>
    rule.check(input).map((hit) => finding(rule, adjust(hit), input.reading, doubted, seen)),
  )
}

interface Checked {
  readonly id: string
  readonly severity: Severity
  readonly check: (input: CheckInput) => readonly Hit[]
}

/** Identities that only the form knows: a new form needs no code. */
function formRules({ form }: CheckInput): readonly Checked[] {
  const ids = new Set(form.identities.map((identity) => identity.id))
  for (const rule of rules) ids.delete(rule.id)
  return [...ids].map((id) => ({ id, severity: 'error', check: identityHits(id, '勾稽关系不平') }))
}

function finding(
  rule: Checked,
  hit: Hit,
  reading: Reading,
  doubted: ReadonlySet<CellKey>,
  seen: Map<string, number>,
): Finding {
  const { cells, left, right, message } = hit
  const numbers = typeof left === 'number' && typeof right === 'number'
  const doubtful = [...cells, ...(hit.operands ?? [])].some((key) => doubted.has(key))
  return {
    id: rule.id,
    stableId: unique(stableId(rule.id, hit, reading), seen),
    severity: hit.severity ?? rule.severity,
    cells,
    ...(left !== undefined && { left }),
    ...(right !== undefined && { right }),
    ...(numbers && { difference: Math.round((left - right) * 1e6) / 1e6 }),
    message,
    places: hit.places ?? placesOf(cells, reading),
    fault: hit.fault ?? (doubtful ? 'reading' : 'report'),
  }
}

/** Rule, cells (or words of the prose) and values: the same for the same words, wherever they stand in the file. */
function stableId(rule: string, { cells, key, left, right }: Hit, reading: Reading): string {
  const named = cells.length <= mostNamed || !key
  const subject = [...(named && cells.length > 0 ? [cells.join('+')] : []), ...(key ? [key] : [])].join(' ')
  const sides = [left, right].filter((side) => side !== undefined)
  const printed = [...new Set(cells.map((cell) => printedValue(reading.cells[cell])))]
  const values = sides.length > 0 ? sides.join('|') : printed.join('|')
  return `${rule}:${subject}${values === '' ? '' : `=${values}`}`
}

/** More cells than a line of the widest table has are named by the hit's key. */
const mostNamed = 7

const printedValue = (value: number | null | undefined) =>
  value === undefined ? '' : value === null ? 'blank' : String(value)

function unique(id: string, seen: Map<string, number>): string {
  const count = (seen.get(id) ?? 0) + 1
  seen.set(id, count)
  return count === 1 ? id : `${id}#${count}`
}

function placesOf(cells: readonly CellKey[], reading: Reading): readonly Place[] {
  return cells.flatMap((cell) => reading.sources[cell] ?? [])
}
