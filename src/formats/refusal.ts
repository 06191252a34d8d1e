import type { Unreadable } from '../domain/report/reading.ts'
import { sizeLimit, textSizeLimit } from './limits.ts'

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`

const sentences = {
  empty: '文件是空的，请重新选择年度报告文件。',
  'too-large': `文件太大：PDF、DOCX、XLSX 不超过 ${megabytes(sizeLimit)}，网页、CSV 和文本不超过 ${megabytes(textSizeLimit)}，请只保留年度报告本身再试。`,
  'pdf-scanned': '这份 PDF 是扫描件，里面只有图片没有文字，请先做文字识别（OCR），或者向发布机关索取原文件。',
  'pdf-garbled': '这份 PDF 里的文字没有编码，复制出来是乱码，请先做文字识别（OCR），或者向发布机关索取原文件。',
  'pdf-encrypted': '这份 PDF 加了打开密码，请先解除密码再试。',
  'pdf-damaged': '这份 PDF 已经损坏，打不开，请重新下载或者换一份。',
  'pdf-too-long': '这份 PDF 页数或者图形太多，不像一份年度报告，请只保留年度报告的页面再试。',
  'package-damaged': '这份 Office 文档（DOCX 或 XLSX）已经损坏，打不开，请重新下载或者另存一份。',
  'docx-damaged': '这份 DOCX 文档已经损坏，打不开，请重新下载或者另存一份。',
  'docx-encrypted': '这份 Office 文档加了密码，请先解除密码再试。',
  'docx-too-large': '这份 DOCX 文档的内容太多，不像一份年度报告，请只保留年度报告本身再试。',
  'zip-bomb': '这个压缩包解开后过大，可能有害，没有打开；请换一份正常的文档。',
  'zip-archive': '这是一个压缩包（ZIP），请先解压，再选择里面的年度报告文件。',
  'xlsx-damaged':
    '这份 Excel 表格（XLSX）已经损坏或者内部结构不合规范，打不开，请用 Excel、WPS 或 LibreOffice 另存一份再试。',
  'xlsx-too-large': '这份 Excel 表格（XLSX）的行、列或者工作表太多，不像一份年度报告，请只保留年度报告本身再试。',
  'xlsx-empty': '这份 Excel 表格（XLSX）里没有显示任何内容（隐藏的工作表、行和列不读取），请核对后再试。',
  xlsb: '这是二进制格式的 Excel 表格（XLSB），请用 Excel 另存为 XLSX 再试。',
  'csv-damaged': '这份 CSV 的引号没有配对或者后面多出文字，请重新导出。',
  'csv-uneven': '这份 CSV 的这一行与表头的列数不同，请重新导出。',
  'csv-columns': '这份 CSV 的表头不全，应当有 agency、year、form、cell、value、state 六列，不能重名，请重新导出。',
  'csv-several': '这份 CSV 里有几份报告（机关、年份或格式不同），请每份报告存成一个文件再试。',
  'csv-too-large': '这份 CSV 的行或者列太多，不像一份年度报告，请每份报告存成一个文件再试。',
  pptx: '这是演示文稿（PPTX），不是年度报告文档，请另存为 PDF 或 DOCX 再试。',
  ofd: '这是 OFD 版式文件，暂时不能直接读取，请用阅读器另存为 PDF 再试。',
  odt: '这是 ODT 文档，请另存为 DOCX 或 PDF 再试。',
  epub: '这是 EPUB 电子书，请另存为 PDF 或 DOCX 再试。',
  'old-office': '这是旧版 Office 或 WPS 文档（DOC、WPS、XLS 等），请用 Office 或 WPS 另存为 DOCX、XLSX 或 PDF 再试。',
  rtf: '这是 RTF 文档，请用 Word 或 WPS 另存为 DOCX 或 PDF 再试。',
  mhtml: '这是单个文件的网页存档（MHT），请另存为普通网页（HTML）、DOCX 或 PDF 再试。',
  image: '这是一张图片，请先做文字识别（OCR），或者向发布机关索取原文件。',
  archive: '这是一个压缩包，请先解压，再选择里面的年度报告文件。',
  program: '这是程序文件，不是年度报告。',
  binary: '看不出这是什么文件，请选择 PDF、DOCX、XLSX、网页（HTML）、Markdown 或纯文本的年度报告。',
  'html-too-deep': '这个网页的标签嵌套太深，不是正常的年度报告网页，请在浏览器里另存为 PDF 再试。',
  'html-too-large': '这个网页的内容太多，不像一份年度报告，请只保留报告正文再试。',
  'json-foreign': '这是 JSON 数据，但不是本系统导出的年度报告（缺少 cells），请换一份文件。',
  'json-damaged': '这份 JSON 数据不完整，读不出来，请重新导出。',
  'too-slow': '这个文件处理时间过长，已经停止，请另存一份较简单的 PDF 或 DOCX 再试。',
} as const

export type RefusalCode = keyof typeof sentences

/**
 * One sentence that says what the file is and what to do.
 *
 * @param place where in the file, as 第 3 行
 */
export function refusal(code: RefusalCode, place?: string): Unreadable {
  return { code, message: place === undefined ? sentences[code] : `${place}：${sentences[code]}` }
}

/** Thrown deep inside a format and caught by `openPaper`; never leaves this folder. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly place: string | undefined
  constructor(code: RefusalCode, place?: string) {
    super(code)
    this.code = code
    this.place = place
  }
}
