import { splitRegion } from '../../domain/agency/region.ts'
import type { Facet } from '../../store/public-facets.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths, regionsPath, reportsPath } from '../paths.ts'

interface Group {
  readonly name: string
  /** The text of the regions from their beginning to this part. */
  readonly region: string
  readonly count: number
  readonly within: readonly Facet<string>[]
}

function groupsOf(
  regions: readonly Facet<string>[],
  partOf: (region: string) => readonly [string, string],
): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const facet of regions) {
    const [name, region] = partOf(facet.value)
    const there = groups.get(region)
    const count = (there?.count ?? 0) + facet.count
    groups.set(region, { name, region, count, within: [...(there?.within ?? []), facet] })
  }
  return [...groups.values()]
}

const byProvince = (region: string) => [splitRegion(region).province, splitRegion(region).province] as const

const byCity = (region: string) => {
  const { province, city } = splitRegion(region)
  return [city || province, province + city] as const
}

const restOf = (region: string, above: string) => region.slice(above.length) || '本级'

function Cities({ regions }: { readonly regions: readonly Facet<string>[] }) {
  return (
    <>
      {groupsOf(regions, byCity).map(({ name, region, count, within }) => (
        <section class="panel">
          <h2>
            <a href={reportsPath({ region })}>{name}</a> <span class="quiet">{count} 份</span>
          </h2>
          <ul class="places">
            {within.map(({ value, count: own }) => (
              <li>
                <a href={reportsPath({ region: value })}>{restOf(value, region)}</a> <span class="quiet">{own}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

interface RegionsProps {
  readonly c: Ctx
  readonly regions: readonly Facet<string>[]
  /** Province that was chosen; undefined for all. */
  readonly province: string | undefined
}

/** The regions that have reports, from the province down. */
export function RegionsPage({ c, regions, province }: RegionsProps) {
  const provinces = groupsOf(regions, byProvince)
  const chosen = provinces.find(({ name }) => name === province)
  return (
    <PortalPage c={c} title="按地区浏览" current={paths.reports}>
      <div class="wrap report">
        <div class="crumb">
          <a href={paths.reports}>年度报告</a> /{' '}
          {chosen ? <a href={paths.regions}>按地区浏览</a> : <span>按地区浏览</span>}
          {chosen && ` / ${chosen.name}`}
        </div>
        <h1>{chosen ? chosen.name : '按地区浏览'}</h1>
        {chosen ? (
          <Cities regions={chosen.within} />
        ) : (
          <ul class="places panel">
            {provinces.map(({ name, count }) => (
              <li>
                <a href={regionsPath(name)}>{name}</a> <span class="quiet">{count} 份</span>
              </li>
            ))}
          </ul>
        )}
        {provinces.length === 0 && <p class="empty">还没有公开的年度报告。</p>}
      </div>
    </PortalPage>
  )
}
