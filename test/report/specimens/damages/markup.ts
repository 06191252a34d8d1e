import type { Random } from '../random.ts'
import type { Damage } from './damage.ts'

const cells = (page: string, change: (attributes: string, content: string) => string) =>
  page.replace(/<td([^>]*)>(.*?)<\/td>/g, (_, attributes: string, content: string) => change(attributes, content))

const word = (content: string) =>
  `<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'><span lang=EN-US style='font-family:"Times New Roman",serif;mso-fareast-font-family:仿宋_GB2312;color:black'><font size="3">${content}</font><o:p></o:p></span></p>`

const wordHead =
  '<!--[if gte mso 9]><xml><o:DocumentProperties><o:Words>4312</o:Words><o:Pages>6</o:Pages></o:DocumentProperties></xml><![endif]--><style>td { padding: 5.4pt } @page { size: 595.3pt 841.9pt }</style></head>'

const inSpans = (content: string, random: Random) =>
  content.replace(/\d{2,}/g, (digits) => {
    const place = random.int(1, digits.length - 1)
    return `<span>${digits.slice(0, place)}</span><span style="color:#000">${digits.slice(place)}</span>`
  })

/** Damages of HTML pages. */
export const markupDamages: readonly Damage[] = [
  {
    name: 'markup exported from Word',
    only: ['html'],
    markup: (page) =>
      cells(
        page,
        (attributes, content) =>
          `<td width=72 valign=top${attributes} style='border:solid windowtext 1.0pt'>${word(content)}</td>`,
      )
        .replace('</head>', wordHead)
        .replaceAll('</table>', '</table><![if !supportMisalignedColumns]><p><o:p>&nbsp;</o:p></p><![endif]>'),
  },
  {
    name: 'numbers split over spans',
    only: ['html'],
    markup: (page, random) => cells(page, (attributes, content) => `<td${attributes}>${inSpans(content, random)}</td>`),
  },
  {
    name: 'tables inside a table for the layout',
    only: ['html'],
    markup: (page) =>
      page
        .replace('<body>', '<body><table class="page"><tr><td>目录</td><td>')
        .replace('</body>', '</td></tr></table></body>'),
  },
  {
    name: 'each table inside a table cell',
    only: ['html'],
    markup: (page) =>
      page
        .replaceAll('<table border="1">', '<table align="center"><tr><td><table border="1">')
        .replaceAll('</table>', '</table></td></tr></table>'),
  },
  {
    name: 'tables inside cells',
    only: ['html'],
    markup: (page, random) =>
      cells(page, (attributes, content) =>
        /^\d+$/.test(content) && random.chance(0.2)
          ? `<td${attributes}><table><tr><td>${content}</td></tr></table></td>`
          : `<td${attributes}>${content}</td>`,
      ),
  },
  {
    name: 'tags not closed',
    only: ['html'],
    markup: (page) => page.replaceAll('</td>', '').replaceAll('</tr>', '').replaceAll('</p>', ''),
  },
  {
    name: 'line breaks and indentation in the source',
    only: ['html'],
    markup: (page) => cells(page, (attributes, content) => `<td${attributes}>\n\t\t\t${content}\n\t\t</td>`),
  },
]
