import { parseArgs } from 'node:util'
import type { CliIo } from './io.ts'

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

/** What a command line holds beside the name of the command. */
export interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  readonly positionals: readonly string[]
}

/** The options and files, or one sentence on what is wrong with them. */
export function parseOptions(args: readonly string[], options: Options): Parsed | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return { values: values as Parsed['values'], positionals }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const option = /'(-[^' ]*)/.exec(message)?.[1] ?? ''
    return code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? `不认识选项 ${option}` : `选项 ${option} 的写法不对`
  }
}

export const isHelpOption = (word: string): boolean => word === '--help' || word === '-h'

/** Whether help is asked for in the place of a command. */
export const asksHelp = (command: string | undefined): boolean =>
  command !== undefined && (command === 'help' || isHelpOption(command))

/** Tells what is wrong with a command line; gives the exit status. */
export function usage(io: CliIo, sentence: string): number {
  io.err(`${sentence}\n`)
  return 2
}
