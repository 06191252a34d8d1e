/** `%` and `_` in what people type stand for themselves. */
export const literally = (words: string): string => words.replace(/[\\%_]/g, '\\$&')

/** Pattern of `like` for a text that holds the words anywhere. */
export const holding = (words: string): string => `%${literally(words)}%`
