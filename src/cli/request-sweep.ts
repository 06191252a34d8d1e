import { sweepRequests } from '../app/sweep-requests.ts'
import type { CliIo } from './io.ts'
import { movedText } from './moved-dates.ts'
import { parseOptions, usage } from './options.ts'
import { endProgress, progressOn, walkUnderWay } from './walk-progress.ts'

const help = `gongkai request sweep

把全部办理中的申请核算到今天：列表里的计时状态、截止日、等待谁。网站每夜零时十分自动做一次，也可以随时再做；
网站运行时不影响办理。

退出状态：0 已核算；2 没有做成，或者有的申请核算不了（见日志）。
`

/** Runs `gongkai request sweep`; gives the exit status. */
export async function runSweep(args: readonly string[], io: CliIo): Promise<number> {
  const parsed = parseOptions(args, { help: { type: 'boolean', short: 'h' } })
  if (typeof parsed === 'string' || parsed.positionals.length > 0)
    return usage(io, `${typeof parsed === 'string' ? parsed : 'request sweep 不接受参数'}。`)
  if (parsed.values.help) {
    io.out(help)
    return 0
  }
  return io.withLibrary(async (services) => {
    const swept = await sweepRequests(services, progressOn(io))
    endProgress(io)
    if (!swept) return usage(io, walkUnderWay)
    const { seen, changed, passed, failed, moved, dates } = swept
    io.out(`核算 ${seen} 件办理中的申请，改动 ${changed} 件，期间另有人办理 ${passed} 件。\n${movedText(dates, moved)}`)
    return failed === 0 ? 0 : usage(io, `有 ${failed} 件核算不了，见日志。`)
  })
}
