import type { CellKey } from '../../../domain/report/form.ts'
import { anchors } from '../../paths.ts'
import { claimSays } from '../../report/narrative.tsx'
import type { Mark } from '../../report/source-text.tsx'
import type { Verification } from './verification.ts'

/** A claim of the prose in the source; the same page holds the prose, where it has an anchor of its own. */
export const toldAnchor = (start: number) => `t-${start}`

/** Every stretch of the source that a cell, a claim, a finding or a doubt refers to; each leads to its cell, the chosen one to its form. */
export function sourceMarks({ report, form }: Verification, chosen: CellKey | undefined): readonly Mark[] {
  const { reading, claims, findings } = report
  const cells = Object.entries(reading.sources).map(
    ([cell, { start, end }]): Mark => ({
      id: anchors.mark(cell),
      start,
      end,
      ...(cell === chosen ? { look: 'chosen', href: '#cell-form' } : { href: `#${anchors.cell(cell)}` }),
    }),
  )
  const told = claims
    .filter(({ verdict }) => verdict !== 'other')
    .map((claim): Mark => {
      const [cell] = (claim.fits[0] ?? claim.tried?.[0]?.reading ?? '').split('+')
      return {
        id: toldAnchor(claim.start),
        start: claim.start,
        end: claim.end,
        look: claim.verdict === 'fits' ? 'fits' : 'off',
        title: claimSays(form, claim),
        ...(cell && { href: `#${anchors.cell(cell)}` }),
      }
    })
  const places = [
    ...findings.flatMap((finding) => finding.places),
    ...reading.problems.flatMap(({ place }) => place ?? []),
  ]
  const starts = new Map(places.map((place) => [place.start, place]))
  const other = [...starts.values()].map(({ start, end }): Mark => ({ id: anchors.place(start), start, end }))
  return [...cells, ...told, ...other]
}
