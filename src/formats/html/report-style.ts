/** Look of the page: paper and ink as in an office (GB/T 9704), a sheet on the screen, A4 in print. */
export const reportStyle = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfcf9; --line: #55524c; --head: #f1eee6 }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --paper: #1a1917; --line: #8d887d; --head: #2a2824 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1.125rem/1.75 FangSong, STFangsong, "FangSong_GB2312", "Noto Serif SC", "Noto Serif CJK SC", serif }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { margin: 2rem 0; font: bold 1.75rem/1.4 "FZXiaoBiaoSong-B05S", STZhongsong, SimSun, "Noto Serif SC",
  "Noto Serif CJK SC", serif; text-align: center; text-wrap: balance }
h2, h3, h4 { margin: 1.5rem 0 .5rem; font-size: 1.125rem; line-height: 1.75; break-after: avoid }
h2 { font-family: SimHei, "Heiti SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif }
h3 { font-family: KaiTi, STKaiti, FangSong, "Noto Serif SC", "Noto Serif CJK SC", serif }
p { margin: .25rem 0; text-indent: 2em; text-align: justify }
.notice { margin: 0; padding: .25rem; border: 1px solid; font-size: .875rem; text-align: center; text-indent: 0 }
.scroll { margin: 1rem 0; overflow-x: auto }
.scroll:focus-visible { outline: 2px solid; outline-offset: 2px }
table { width: 100%; border-collapse: collapse; font: .875rem/1.4 SimSun, "Songti SC", "Noto Serif SC",
  "Noto Serif CJK SC", serif; font-variant-numeric: tabular-nums }
table.wide { min-width: 52rem }
th, td { border: 1px solid var(--line); padding: .25rem; text-align: center }
th { background: var(--head); font-weight: normal }
th[scope="row"] { text-align: left }
td, th[scope="row"], th[scope="col"] { break-inside: avoid }
tr:has(> th:only-child), tr:has(> th:only-child) + tr { break-after: avoid }
@page { size: A4; margin: 30mm 22mm 28mm; @bottom-center { content: "— " counter(page) " —" } }
@media print {
  :root { --ink: #000; --paper: #fff; --line: #000; --head: #fff }
  body { font-size: 14pt }
  main { max-width: none; padding: 0 }
  h1 { font-size: 22pt }
  h2, h3, h4 { font-size: 14pt }
  .notice { border: 0 }
  .scroll { padding: 0 1px; overflow: visible }
  table, table.wide { min-width: 0; font-size: 8.5pt }
  th, td { padding: 2pt 1pt }
}
`

/** A line in the margin on top of every printed page; `text` is one of ours and holds no quote. */
export const marginStyle = (text: string) => `@page { @top-center { content: "${text}"; font-size: 9pt } }
`
