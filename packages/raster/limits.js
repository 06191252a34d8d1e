// @ts-check

/** What one file may cost. */
export const limits = {
  pages: 200,
  /** Pixels of a picture within a file. */
  imagePixels: 64e6,
  /** Pixels of a page that is drawn: A3 at 200 dots an inch has seven million. */
  pagePixels: 8e6,
  /** Operators and signs of a page that are searched for numbers; a page of tables has some four thousand. */
  textOperators: 100_000,
  signs: 100_000,
  /** Dots an inch; a page larger than the pixels allow is drawn coarser. */
  resolution: 150,
}
