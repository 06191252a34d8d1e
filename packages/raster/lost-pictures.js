// @ts-check
// pdf.js leaves out a picture that is too large or cannot be decoded, and tells nobody but the console. A copy that
// lacks a drawing looks like one that never had it.

/** As the library says it, on whichever side of it. */
const saysLost = /Image exceeded maximum allowed size|Unable to decode image|Dependent image isn't ready/

/** @type {string | undefined} */
let lost

/** Level of the library's messages at which it tells of what it leaves out. */
export const tellsLosses = 1

/** Listens to the library; the process has nothing else to say there. */
console.warn = (/** @type {unknown} */ said) => {
  const text = String(said)
  if (saysLost.test(text)) lost ??= text
}

/** What was said of a picture that was left out since this was asked last; undefined where none was. */
export function takeLoss() {
  const said = lost
  lost = undefined
  return said
}
