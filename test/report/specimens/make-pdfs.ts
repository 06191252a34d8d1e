/**
 * Prints the PDF specimens anew; not part of the test run. Needs chromium and qpdf:
 * `npx esbuild test/report/specimens/make-pdfs.ts --bundle --packages=external --platform=node --format=esm --outfile=/tmp/make-pdfs.mjs && node /tmp/make-pdfs.mjs`
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { damages } from './damages/all.ts'
import { printHtml } from './print-html.ts'
import { damaged, sample } from './samples.ts'
import { expectedCells } from './specimen.ts'

const target = 'test/report/specimens/pdf'

const specimens = [
  { name: 'plain', seed: 1, damages: [], style: 'body { font-size: 9pt }' },
  { name: 'pages', seed: 4, damages: [], style: 'body { font-size: 12pt }', pageMarks: true },
  { name: 'narrow-columns', seed: 2, damages: [], style: 'body { font-size: 13pt } td { width: 3em }' },
  {
    name: 'traditional',
    seed: 9,
    damages: ['traditional characters', 'thousands commas', 'cover page'],
    style: 'body { font-size: 11pt } td { text-align: center }',
    pageMarks: true,
  },
  {
    name: 'page-break',
    seed: 3,
    damages: ['header repeated after a page break', 'labels broken over lines'],
    style: 'body { font-size: 10pt }',
  },
]

const common =
  'body { font-family: "Noto Sans CJK SC" } table { border-collapse: collapse; width: 100% } td { border: 1px solid; padding: 2pt }'

const marks = (title: string) =>
  `@page { @top-center { content: "${title}"; font-size: 8pt } @bottom-center { content: "— " counter(page) " —"; font-size: 9pt } }`

const folder = mkdtempSync(join(tmpdir(), 'pdf-'))

function toPdf(name: string, page: string) {
  const source = join(folder, `${name}.html`)
  writeFileSync(source, page)
  execFileSync('chromium', [
    '--headless',
    '--no-sandbox',
    '--no-pdf-header-footer',
    `--print-to-pdf=${join(folder, name)}.pdf`,
    source,
  ])
  const smaller = ['--object-streams=generate', '--recompress-flate', '--compression-level=9']
  execFileSync('qpdf', [...smaller, `${join(folder, name)}.pdf`, `${target}/${name}.pdf`])
}

for (const one of specimens) {
  const some = damages.filter((damage) => one.damages.includes(damage.name))
  const specimen = damaged(sample(one.seed), some, one.seed)
  const style = common + one.style + (one.pageMarks ? marks(`${specimen.agency}${specimen.year}年度报告`) : '')
  toPdf(one.name, printHtml(specimen).replace('</head>', `<style>${style}</style></head>`))
  const told = { form: specimen.form.id, year: specimen.year, cells: expectedCells(specimen) }
  writeFileSync(`${target}/${one.name}.json`, `${JSON.stringify(told)}\n`)
}

const picture = join(folder, 'picture.png')
execFileSync('chromium', [
  '--headless',
  '--no-sandbox',
  '--window-size=300,400',
  `--screenshot=${picture}`,
  join(folder, 'plain.html'),
])
const image = readFileSync(picture).toString('base64')
toPdf('scanned', `<body><img src="data:image/png;base64,${image}"></body>`)
toPdf('encrypted', '<body>年度报告</body>')
execFileSync('qpdf', ['--encrypt', 'open', 'owner', '256', '--', '--replace-input', `${target}/encrypted.pdf`])
rmSync(folder, { recursive: true })
