import { makeZip } from './make-zip.ts'

export interface SheetMade {
  readonly name: string
  readonly state?: 'hidden' | 'veryHidden'
  /** What stands within the worksheet element. */
  readonly xml: string
}

/** Style 1 has a border, 2 prints 万元 behind a number, 3 is a date, 4 shows yuan as 万元, 5 a percentage, 6 thousands. */
const styles = `<styleSheet><numFmts count="3"><numFmt numFmtId="170" formatCode="0.00&quot;万元&quot;"/><numFmt numFmtId="171" formatCode="0!.0,&quot;万元&quot;"/><numFmt numFmtId="172" formatCode="[Red]#,##0.00\\元;-0"/></numFmts>
<borders count="2"><border><left/><right/></border><border><left style="thin"><color rgb="FF000000"/></left></border></borders>
<cellXfs count="7"><xf numFmtId="0" borderId="0"/><xf numFmtId="0" borderId="1"/><xf numFmtId="170" borderId="0"/><xf numFmtId="14" borderId="0"/><xf numFmtId="171" borderId="0"/><xf numFmtId="9" borderId="0"/><xf numFmtId="172" borderId="0"/></cellXfs></styleSheet>`

/** The parts of a workbook written by hand, so that a test can make what no office program makes. */
export function workbookParts(sheets: readonly SheetMade[]): readonly { name: string; text: string }[] {
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  )
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const related = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return [
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: 'xl/workbook.xml', text: `<workbook><sheets>${listed.join('')}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships>${related.join('')}<Relationship Id="s" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    },
    { name: 'xl/styles.xml', text: styles },
    ...sheets.map(({ xml }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      text: `<worksheet>${xml}</worksheet>`,
    })),
  ]
}

export const makeWorkbook = (...sheets: readonly SheetMade[]): Uint8Array => makeZip(workbookParts(sheets))

/** A cell of words. */
export const words = (at: string, text: string, style = 0): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`

/** A sheet of rows, each a number and its cells. */
export const rowsOf = (...rows: readonly (readonly [number, string])[]): string =>
  `<sheetData>${rows.map(([number, cells]) => `<row r="${number}">${cells}</row>`).join('')}</sheetData>`
