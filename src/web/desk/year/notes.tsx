import type { Agency } from '../../../domain/agency/agency.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { paths } from '../../paths.ts'

/** The way back to the figures of a year. */
export function YearCrumb({ agency, year }: { readonly agency: Agency; readonly year: number }) {
  return (
    <p class="crumb">
      <a href={paths.year(agency.id, year)}>
        {agency.shortName}
        {year}年统计
      </a>
    </p>
  )
}

/** 403 where a person may not, 409 where nobody could now. */
export const statusOf = ({ code }: Refusal): 403 | 409 => (code.startsWith('not-your') ? 403 : 409)

/** Why something was not done, with its article. */
export function RefusalNote({ refusal }: { readonly refusal: Refusal }) {
  return (
    <div class="ds-alert" data-color="danger" role="alert">
      {refusal.says}
      {refusal.article && `（${refusal.article}）`}
    </div>
  )
}
