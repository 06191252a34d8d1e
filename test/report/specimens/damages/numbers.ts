import { type Column, formCells } from '../../../../src/domain/report/form.ts'
import type { Random } from '../random.ts'
import { mapCells, type PrintedCell, type Specimen } from '../specimen.ts'
import type { Damage } from './damage.ts'

/** Changes how the numbers are printed, and perhaps what is to be read there. */
function mapNumbers(
  specimen: Specimen,
  change: (value: number, column: Column, cell: PrintedCell) => Partial<PrintedCell>,
  key?: string,
): Specimen {
  const columns = new Map(formCells(specimen.form).map((one) => [one.key, one.column]))
  return mapCells(
    specimen,
    (one) => {
      const column = one.key ? columns.get(one.key) : undefined
      if (!column || one.value === null || one.value === undefined) return one
      return { ...one, ...change(one.value, column, one) }
    },
    key,
  )
}

const withThousands = (text: string) =>
  text.replace(/^(-?)(\d+)/, (_, sign, digits) => sign + digits.replace(/\B(?=(\d{3})+$)/g, ','))

const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).replace('-', '－')

function signed(value: number, random: Random): string {
  const size = Math.abs(value)
  if (value === 0) return '0'
  return value < 0
    ? random.pick([`-${size}`, `减${size}`, `－${size}`, `减少${size}`])
    : random.pick([`+${size}`, `增${size}`, `＋${size}`, `增加${size}`])
}

/** 92.2343万元 where the form counts in yuan, 736.5万元 where it counts in 万元. */
function withUnit(value: number, column: Column, random: Random): string {
  if (column.unit === '万元') return `${value}万元`
  const inTenThousands = Number((value / 10000).toFixed(6))
  return random.chance(0.5) && inTenThousands * 10000 === value ? `${inTenThousands}万元` : `${value}元`
}

const isZeroRow = (cells: readonly PrintedCell[]) => cells.every((one) => one.role !== 'value' || one.value === 0)

/** Damages to the numbers in the cells. */
export const numberDamages: readonly Damage[] = [
  {
    name: 'thousands commas',
    apply: (specimen) => mapNumbers(specimen, (_, __, one) => ({ text: withThousands(one.text) })),
  },
  {
    name: 'full-width digits',
    apply: (specimen) => mapNumbers(specimen, (_, __, one) => ({ text: fullWidth(one.text) })),
  },
  {
    name: 'units inside cells',
    apply: (specimen, random) =>
      mapNumbers(specimen, (value, column, one) => {
        if (column.number === 'amount') return { text: withUnit(value, column, random) }
        return random.chance(0.3) ? { text: `${one.text}${column.unit}` } : {}
      }),
  },
  {
    name: 'unit of the amount in the column label',
    only: ['html', 'docx', 'markdown', 'csv'],
    apply: (specimen) => labelledInTenThousands(mapNumbers(specimen, inTenThousands, 'proactive')),
  },
  {
    name: 'unit of the amount in a label that no table binds to it',
    only: ['tabbed', 'bars', 'lines with bars', 'lines', 'spaced', 'aligned', 'run together'],
    apply: (specimen) => labelledInTenThousands(mapNumbers(specimen, asIfYuan, 'proactive')),
  },
  {
    name: 'remarks inside cells',
    apply: (specimen, random) =>
      mapNumbers(specimen, (value, column, one) =>
        column.number === 'count' && value > 1 && random.chance(0.25)
          ? { text: `${one.text}（其中${random.pick(['修订', '转办', '代收'])}${random.int(1, value)}件）` }
          : {},
      ),
  },
  {
    name: 'change with a sign or a word',
    apply: (specimen, random) =>
      mapNumbers(specimen, (value, column) => (column.number === 'signed' ? { text: signed(value, random) } : {})),
  },
  {
    name: 'zeros as blanks',
    apply: (specimen) => mapNumbers(specimen, (value) => (value === 0 ? { text: '', value: null } : {})),
  },
  {
    name: 'zeros as non-breaking spaces',
    apply: (specimen) => mapNumbers(specimen, (value) => (value === 0 ? { text: '\u00a0', value: null } : {})),
  },
  {
    name: 'zeros as dashes and strokes',
    apply: (specimen, random) => {
      const mark = random.pick(['/', '—', '-', '——'])
      return mapNumbers(specimen, (value) => (value === 0 ? { text: mark, value: null } : {}))
    },
  },
  {
    name: 'some zeros left blank',
    apply: (specimen, random) =>
      mapNumbers(specimen, (value) => (value === 0 && random.chance(0.3) ? { text: '', value: null } : {})),
  },
  {
    name: 'a blank column',
    apply: (specimen, random) => blankColumn(specimen, random.pick(['research', 'public-welfare', 'legal-services'])),
  },
  { name: 'a blank total column', apply: (specimen) => blankColumn(specimen, 'total') },
  {
    name: 'rows of zeros left blank',
    apply: (specimen) =>
      mapCells(specimen, (one, row) =>
        one.role === 'value' && isZeroRow(row.cells) ? { ...one, text: '', value: null } : one,
      ),
  },
  {
    name: 'sums that do not add up',
    apply: (specimen, random) =>
      mapNumbers(specimen, (value, column, one) =>
        column.role === 'total' && random.chance(0.15) ? shifted(value + random.int(1, 3), one) : {},
      ),
  },
  {
    name: 'figures that do not add up',
    apply: (specimen, random) =>
      mapNumbers(
        specimen,
        (value, _, one) => (random.chance(0.04) ? shifted(value + random.pick([1, 2, 10]), one) : {}),
        'requests',
      ),
  },
]

const shifted = (value: number, _: PrintedCell): Partial<PrintedCell> => ({ value, text: String(value) })

const inTenThousands = (value: number, column: Column): Partial<PrintedCell> => {
  if (column.number !== 'amount' || column.unit === '万元') return {}
  const printed = Number((value / 10000).toFixed(4))
  return { text: withThousands(String(printed)), value: Number((printed * 10000).toFixed(2)) }
}

/** Where no table says which cells the unit is for, the number is told as it is printed, with a doubt. */
const asIfYuan = (value: number, column: Column): Partial<PrintedCell> => {
  const printed = inTenThousands(value, column)
  return printed.value === undefined ? {} : { ...printed, value: Number(((printed.value ?? 0) / 10000).toFixed(4)) }
}

const labelledInTenThousands = (specimen: Specimen) =>
  mapCells(specimen, (one) => (one.text === '采购总金额' ? { ...one, text: '采购总金额(单位:万元)' } : one))

const blankColumn = (specimen: Specimen, column: string) =>
  mapNumbers(specimen, (_, one) => (one.key === column ? { text: '', value: null } : {}), 'requests')
