/** Signs by which spreadsheet programs take a text for a formula or a command, full-width forms included. */
const dangerous = /^'*[=+\-@＝＋－＠\t\r\n]/

/** Text that a spreadsheet program keeps as text: one that begins like a formula gets an apostrophe before it. */
export const guarded = (text: string): string => (dangerous.test(text) ? `'${text}` : text)

/** The text as it was before `guarded`. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && dangerous.test(text.slice(1)) ? text.slice(1) : text
