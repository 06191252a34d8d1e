/** Family names of two characters. */
const doubleNames =
  /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐)/

/** A person's name as 王** or 欧阳**: the family name stays. Of a name of one character nothing stays. */
export function maskName(name: string): string {
  const signs = [...name.normalize('NFKC').trim()]
  if (signs.length < 2) return '*'
  const family = doubleNames.exec(signs.join(''))?.[0] ?? (signs[0] as string)
  return `${signs.length > 2 || family.length === 1 ? family : signs[0]}**`
}
