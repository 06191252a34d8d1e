import { attribute, tagsOf } from './xml.ts'

/** A sheet as the workbook lists it. */
export interface SheetListed {
  readonly name: string
  /** Part that holds it; undefined for what is no worksheet, as a chart. */
  readonly path: string | undefined
  readonly hidden: boolean
}

const partOf = (target: string) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

/** The sheets in the order of the workbook. */
export function sheetsListed(workbook: string, relations: string): readonly SheetListed[] {
  const paths = new Map(
    tagsOf(relations, 'Relationship')
      .filter((tag) => attribute(tag, 'Type')?.endsWith('/worksheet'))
      .map((tag) => [attribute(tag, 'Id'), partOf(attribute(tag, 'Target') ?? '')]),
  )
  return tagsOf(workbook, 'sheet').flatMap((tag) => {
    const name = attribute(tag, 'name')
    if (!name) return []
    return {
      name,
      path: paths.get(attribute(tag, 'id')),
      hidden: /^(?:very)?hidden$/i.test(attribute(tag, 'state') ?? ''),
    }
  })
}
