import { readFile } from 'node:fs/promises'

/** The text of a file; undefined where it cannot be opened. */
export const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined)
