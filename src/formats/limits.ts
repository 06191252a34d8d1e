const mebibyte = 1024 * 1024

/** Largest file of any kind in bytes: a caller refuses larger ones before reading them. */
export const sizeLimit = 64 * mebibyte

/** Largest text, Markdown, HTML or JSON file in bytes. */
export const textSizeLimit = 24 * mebibyte

/** Elements open at once; pages people read have less than a hundred. */
export const htmlDepthLimit = 1000

/** Elements and texts of one page, about what 512 MB of memory can hold. */
export const htmlNodeLimit = 2_500_000

export const zipEntryLimit = 5000
/** Bytes that all parts of a package may have once inflated. */
export const zipInflatedLimit = 100 * mebibyte
/** Inflated bytes for one stored byte; office documents stay below thirty. */
export const zipRatioLimit = 200

/** Bytes of XML in one Word document; those of a report hold a few hundred thousand. */
export const docxXmlLimit = 16 * mebibyte

export const pdfPageLimit = 400
