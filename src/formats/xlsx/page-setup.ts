import type { Feature, Image } from 'write-excel-file/node'
import type { SheetPlan } from './sheet-plan.ts'

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Text for a page's head or foot, where & begins a code. */
const pageText = (text: string) => escapeXml(text.replaceAll('&', '&&').slice(0, 120))

const margins = '<pageMargins left="0.6" right="0.6" top="0.8" bottom="0.8" header="0.4" footer="0.4"/>'

/** A4, as wide as the page, with the head repeated; ECMA-376 part 1, 18.3.1.63. */
function setUp(landscape: boolean, head: string): string {
  const orientation = landscape ? 'landscape' : 'portrait'
  const size = `<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`
  const foot = '<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter>'
  return `${margins}${size}<headerFooter><oddHeader>&amp;C${pageText(head)}</oddHeader>${foot}</headerFooter>`
}

function repeatedRows(plans: readonly SheetPlan[]): string {
  const names = plans.flatMap(({ name, repeat }, at) => {
    if (!repeat) return []
    const rows = `$${repeat[0] + 1}:$${repeat[1] + 1}`
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escapeXml(name)}'!${rows}</definedName>`
  })
  return names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''
}

/** How the sheets are printed; the library itself knows no more than the direction of the paper. */
export function pageSetup(plans: readonly SheetPlan[], head: string): Feature<Image['content']> {
  return {
    files: {
      transform: {
        'xl/workbook.xml': { transform: (xml) => xml.replace('<definedNames/>', () => repeatedRows(plans)) },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) =>
            xml
              .replace(/<worksheet[^>]*>/, (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
              .replace(/<drawing /, (tag) => `${setUp(plans[sheetIndex]?.landscape ?? false, head)}${tag}`),
        },
      },
    },
  }
}
