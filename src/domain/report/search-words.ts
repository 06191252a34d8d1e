/** What people typed, as it is looked for. */
export interface SearchWords {
  /** Words that body or region must hold, all of them, in small letters. */
  readonly names: readonly string[]
  /** Data years that were named; of two different ones there is no report. */
  readonly years: readonly number[]
}

/** Words of every title: they tell no report from another. */
const everyTitle = ['政府信息公开工作年度报告', '年报']

const isEveryTitle = (word: string) => word.length > 1 && everyTitle.some((title) => title.includes(word))

/** Years, words and words that say nothing, told apart: 水利局 2020年年度报告. */
export function readSearchWords(typed: string): SearchWords {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<!\d)(\d{4})(?:年度?)/g, ' $1 ')
    .split(/[\s,、]+/)
    .filter((word) => word !== '' && !isEveryTitle(word))
  const isYear = (word: string) => /^\d{4}$/.test(word)
  return { names: words.filter((word) => !isYear(word)), years: words.filter(isYear).map(Number) }
}
