/** What takes no room (Unicode: Default_Ignorable_Code_Point) and comes along when a text is copied from a page. */
const unseen = /(?!\p{Bidi_Control})\p{Default_Ignorable_Code_Point}/gu

/** The text without what nobody sees in it. What turns the writing round stays: it is no slip, and is to be refused. */
export const withoutUnseen = (text: string): string => text.replace(unseen, '')

/** Whether a text holds control characters, or such as turn the writing round: it is not what it seems. */
export const holdsControls = (text: string): boolean => /[\p{Cc}\p{Bidi_Control}]/u.test(text)

/** The same of a text that may have lines. */
export const holdsControlsBesidesLines = (text: string): boolean => holdsControls(text.replace(/[\t\r\n]/g, ''))
