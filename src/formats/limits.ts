const mebibyte = 1024 * 1024

/** Largest file of any kind in bytes: a caller refuses larger ones before reading them. */
export const sizeLimit = 64 * mebibyte

/** Largest text, Markdown, HTML or JSON file in bytes. */
export const textSizeLimit = 24 * mebibyte

/** Elements open at once; pages people read have less than a hundred. */
export const htmlDepthLimit = 1000

/** Elements and texts of one page, about what 300 MB of memory can hold. */
export const htmlNodeLimit = 1_600_000

/** Table cells of one page; a report has less than a thousand. */
export const htmlCellLimit = 200_000

export const zipEntryLimit = 5000
/** Bytes that all parts of a package may have once inflated. */
export const zipInflatedLimit = 100 * mebibyte
/** Inflated bytes for one stored byte; office documents stay below thirty. */
export const zipRatioLimit = 200

/** Tags in one Word document; a report has some twenty thousand, and the library takes 1.5 kB of memory for each. */
export const docxTagLimit = 250_000

/** Bytes of XML in one Word document; those of a report hold a few hundred thousand. */
export const docxXmlLimit = 16 * mebibyte

/** Bytes of XML in one workbook; that of a report holds a hundred thousand. */
export const xlsxXmlLimit = 16 * mebibyte
/** Rows and columns of one sheet that hold something, and its cells. */
export const xlsxRowLimit = 5000
export const xlsxColumnLimit = 300
export const xlsxCellLimit = 100_000
export const xlsxSheetLimit = 100

/** Columns of a table of ours in a CSV file, and its lines; a report has two hundred. */
export const csvColumnLimit = 100
export const csvLineLimit = 5000

export const pdfPageLimit = 400

/** Bytes of one inflated stream of a PDF: the drawing of a page, a table of characters. */
export const pdfStreamLimit = 8 * mebibyte

/** Drawing operators of all pages together; a page of tables has some four thousand. */
export const pdfOperatorLimit = 250_000

/** Milliseconds after which the reading of a PDF is given up. */
export const pdfTimeLimit = 8000
