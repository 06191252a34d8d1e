import type { Services } from '../../app/services.ts'
import type { AgencyKind } from '../../domain/agency/agency.ts'
import { type Column, formCells, type ReportForm, type Row } from '../../domain/report/form.ts'
import { type Measure, measureOf, measures } from '../../domain/report/rank/measures.ts'
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

/** What a measure needs of a form, and nothing else: thousands of sheets are run through it. */
function partOfForm({ numerator, denominator }: Measure, form: ReportForm): ReportForm {
  const terms = [...numerator, ...denominator]
  const isRow = ({ key }: Row) => terms.some(({ row }) => key === row || key.startsWith(`${row}.`))
  const isColumn = ({ key }: Column) => terms.some(({ column }) => column === key)
  const tables = form.tables.map((table) => ({
    ...table,
    blocks: table.blocks
      .map(({ rows, columns }) => ({ rows: rows.filter(isRow), columns: columns.filter(isColumn) }))
      .filter(({ rows, columns }) => rows.length > 0 && columns.length > 0),
  }))
  return { ...form, tables: tables.filter(({ blocks }) => blocks.length > 0) }
}

/** The parts of the forms that a measure needs, by the form's id, and the cells in them. */
function needsOf(measure: Measure, forms: readonly ReportForm[]) {
  const parts = new Map(forms.map((form) => [form.id, partOfForm(measure, form)]))
  const cells = new Set([...parts.values()].flatMap((part) => formCells(part).map(({ key }) => key)))
  return { parts, cells: [...cells] }
}

function short<T extends FullLine>({ derivation: _, ...line }: T): Short<T> {
  return line
}

/** Rankings over the published reports, quick the second time. */
export function openRankings({ db, forms }: Services): Rankings {
  const needs = new Map(measures.map((measure: Measure) => [measure.id, needsOf(measure, forms)]))

  function bodyOf(measure: Measure, figures: RankedFigures): RankedBody {
    const { agencyId, name, form: id, cells, previousForm, previousCells } = figures
    const formOf = (of: string | null) => needs.get(measure.id)?.parts.get(of ?? '')
    const [form, before] = [formOf(id), formOf(previousForm)]
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
    const asked = { year, cells: needs.get(measure.id)?.cells ?? [], withPrevious }
    const limits = { ...(regions && { regions }), ...(kind && { kind }), ...(agencyIds && { agencyIds }) }
    const figures = await findRankedFigures(db, { ...asked, ...limits })
    const invented = new Set(figures.filter((one) => one.invented).map(({ agencyId }) => agencyId))
    return {
      ...rank(
        measure,
        figures.map((one) => bodyOf(measure, one)),
      ),
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
