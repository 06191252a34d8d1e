/** A region's parts from the province down; what a region has none of is empty. */
export interface RegionParts {
  readonly province: string
  readonly city: string
  /** District, county, or what else stands below. */
  readonly rest: string
}

const ofProvince = /^(?:.+?(?:特别行政区|自治区|省)|(?:北京|上海|天津|重庆)市)/
const ofCity = /^.+?(?:自治州|地区|市|盟)/

/** 贵州省贵阳市花溪区 as 贵州省 · 贵阳市 · 花溪区. A text without such words is a province by itself. */
export function splitRegion(region: string): RegionParts {
  const province = ofProvince.exec(region)?.[0]
  if (province === undefined) return { province: region, city: '', rest: '' }
  const below = region.slice(province.length)
  const city = ofCity.exec(below)?.[0] ?? ''
  return { province, city, rest: below.slice(city.length) }
}

/** Regions that a typed word means: those that begin with it, or else those that hold it. */
export function regionsMeant(known: readonly string[], typed: string): readonly string[] {
  const beginning = known.filter((region) => region.startsWith(typed))
  return beginning.length > 0 ? beginning : known.filter((region) => region.includes(typed))
}
