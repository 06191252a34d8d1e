// @ts-check

/** What one file may cost. */
export const limits = {
  pages: 200,
  /** Pixels of a picture within a file. */
  imagePixels: 64e6,
  /** Pixels of a page that is drawn: A3 at 200 dots an inch has seven million. */
  pagePixels: 8e6,
  /** Dots an inch; a page larger than the pixels allow is drawn coarser. */
  resolution: 150,
}
