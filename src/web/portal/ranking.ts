import type { Services } from '../../app/services.ts'
import type { AgencyKind } from '../../domain/agency/agency.ts'
import { type CellKey, type FormCell, formCells, type ReportForm } from '../../domain/report/form.ts'
import { type Measure, measureOf, type Term } from '../../domain/report/rank/measures.ts'
import { type RankedBody, type RankedLine, rank, type UnrankedLine } from '../../domain/report/rank/rankings.ts'
import { findRankedFigures, type RankedFigures } from '../../store/ranked-figures.ts'
import { createPerVersion } from '../per-version.ts'

/** A line that has lost its derivation, of which thousands would fill the memory. */
type Short<T extends { readonly derivation: unknown }> = Omit<T, 'derivation'>

/** A whole ranking, held until something published changes. */
export interface HeldRanking {
  readonly ranked: readonly Short<RankedLine>[]
  readonly small: readonly Short<UnrankedLine>[]
  readonly unrankable: readonly Short<UnrankedLine>[]
  /** Bodies whose figures are made up for the demonstration. */
  readonly invented: ReadonlySet<number>
}

export interface RankingKey {
  readonly measure: Measure
  readonly year: number
  /** Regions that the words of the address mean; all where it has none. */
  readonly regions: readonly string[] | undefined
  readonly kind: AgencyKind | undefined
}

export type FullLine = RankedLine | UnrankedLine

export interface Rankings {
  readonly whole: (key: RankingKey) => Promise<HeldRanking>
  /** Lines with what they are read from. */
  readonly lines: (key: RankingKey, agencyIds: readonly number[]) => Promise<readonly FullLine[]>
}

/** The cells that a measure may add up, whatever the form. */
function cellsOf({ numerator, denominator }: Measure, forms: readonly ReportForm[]): readonly CellKey[] {
  const means = ({ row, column }: Term, cell: FormCell) =>
    cell.column.key === column && (cell.row.key === row || cell.row.key.startsWith(`${row}.`))
  const wanted = forms
    .flatMap(formCells)
    .filter((cell) => [...numerator, ...denominator].some((term) => means(term, cell)))
  return [...new Set(wanted.map(({ key }) => key))]
}

function short<T extends FullLine>({ derivation: _, ...line }: T): Short<T> {
  return line
}

/** Rankings over the published reports, quick the second time. */
export function openRankings({ db, forms }: Services): Rankings {
  const formsById = new Map<string | null, ReportForm>(forms.map((form) => [form.id, form]))

  function bodyOf(figures: RankedFigures): RankedBody {
    const { agencyId, name, form: id, cells, previousForm, previousCells } = figures
    const [form, before] = [formsById.get(id), formsById.get(previousForm)]
    if (!form) throw new Error(`A stored report follows the form ${id}, which data/report-forms lacks`)
    const report = { form, cells }
    return {
      agencyId,
      name,
      report,
      ...(before && previousCells && { previous: { form: before, cells: previousCells } }),
    }
  }

  async function compute({ measure, year, regions, kind }: RankingKey, agencyIds?: readonly number[]) {
    const withPrevious = [...measure.numerator, ...measure.denominator].some(({ previous }) => previous)
    const asked = { year, cells: cellsOf(measure, forms), withPrevious }
    const limits = { ...(regions && { regions }), ...(kind && { kind }), ...(agencyIds && { agencyIds }) }
    const figures = await findRankedFigures(db, { ...asked, ...limits })
    const invented = new Set(figures.filter((one) => one.invented).map(({ agencyId }) => agencyId))
    return {
      ...rank(measure, figures.map(bodyOf)),
      invented,
    }
  }

  const held = createPerVersion(db, 12, async (key): Promise<HeldRanking> => {
    const { measure: id, ...rest } = JSON.parse(key)
    const { ranked, unranked, invented } = await compute({ ...rest, measure: measureOf(id) })
    return {
      ranked: ranked.map(short),
      small: unranked.filter(({ code }) => code === 'small').map(short),
      unrankable: unranked.filter(({ code }) => code !== 'small').map(short),
      invented,
    }
  })

  return {
    whole: ({ measure, ...rest }) => held(JSON.stringify({ measure: measure.id, ...rest })),
    async lines(key, agencyIds) {
      const { ranked, unranked } = await compute(key, agencyIds)
      const lines = new Map([...ranked, ...unranked].map((line) => [line.agencyId, line]))
      return agencyIds.flatMap((id) => lines.get(id) ?? [])
    },
  }
}
