import type { Identity } from '../form.ts'
import type { Balance, BalanceState, Operand } from './balance.ts'
import { balancesOf } from './balance.ts'
import { figure } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** Hits of the form's identities of this id; none where the form has no such identity. */
export function identityHits(id: string, title: string): (input: CheckInput) => readonly Hit[] {
  return ({ reading, form, previous }) =>
    form.identities
      .filter((identity) => identity.id === id)
      .flatMap((identity) => balancesOf(identity, form, reading, previous, isBroken))
      .map((balance) => hitOf(balance, title))
}

const isBroken = (state: BalanceState) => state === 'broken' || state === 'open'

/** Every identity of the form with the line it was checked over and whether it holds, broken ones included. */
export function checkedBalances({ reading, form, previous }: CheckInput): readonly Balance[] {
  return form.identities.flatMap((identity) => balancesOf(identity, form, reading, previous, () => true))
}

function hitOf(balance: Balance, title: string): Hit {
  const { identity, left, right, leftSum, rightSum } = balance
  const printed = left.length === 1 ? left[0] : undefined
  const operands = [...left, ...right].filter((operand) => !operand.previous).map((operand) => operand.key)
  const severity = balance.state === 'open' ? 'warning' : identity.severity
  const message = `${title}：${balance.line.label} ${printed ? printedAgainstSum(balance, printed) : bothSides(balance)}${blanks(balance)}`
  return printed
    ? { cells: [printed.key], left: rightSum, right: leftSum, operands, severity, message }
    : { cells: operands, left: leftSum, right: rightSum, operands, severity, message }
}

function printedAgainstSum({ identity, right, rightSum }: Balance, printed: Operand): string {
  const fill = printed.value === null ? `${printed.label}未填` : `${printed.label}填 ${figure(printed.value ?? 0)}`
  const sum = named(identity) ? sideInWords(right, rightSum) : sideInFigures(right, rightSum)
  return `${sum}，${fill}`
}

function bothSides({ left, right, leftSum, rightSum }: Balance): string {
  return `${sideInWords(left, leftSum)}，${sideInWords(right, rightSum)}`
}

/** Whether the right side names its terms one by one: these are spelt out. */
const named = (identity: Identity) => identity.right.every((term) => !term.includes('role:'))

function sideInWords(side: readonly Operand[], sum: number): string {
  const words = side.map(({ label, previous, value }) => `${previous ? '上年报告' : ''}${label} ${shown(value)}`)
  return joined(side, words) + (side.length > 1 ? ` = ${figure(sum)}` : '')
}

/** 17+1+0+0+0+0 = 18; in long sums what is nothing is left out. */
function sideInFigures(side: readonly Operand[], sum: number): string {
  const long = side.length > 8
  const told = long
    ? side.filter(({ value }) => value !== 0 && value !== null)
    : side.filter(({ value }) => value !== null)
  const terms = told.map(({ value }) => shown(value)).join('+') || '0'
  if (long && told.length < 2) return `各项之和 ${terms}`
  return `${long ? '各项之和 ' : ''}${terms} = ${figure(sum)}`
}

function joined(side: readonly Operand[], words: readonly string[]): string {
  return words
    .map((word, index) => (index === 0 ? word : `${side[index]?.sign === -1 ? ' − ' : ' + '}${word}`))
    .join('')
}

const shown = (value: number | null | undefined) => (value === null || value === undefined ? '空白' : figure(value))

function blanks({ left, right }: Balance): string {
  const count = [...left, ...right].filter((operand) => operand.value === null).length
  return count === 0 ? '' : `（空白 ${count} 格未计入）`
}
