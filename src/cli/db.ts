import { rebuildRequests } from '../app/rebuild-requests.ts'
import type { Services } from '../app/services.ts'
import { findAgency, findAgencyByName } from '../store/agencies.ts'
import type { CliIo } from './io.ts'
import { asksHelp, parseOptions, usage } from './options.ts'
import { plain } from './report-columns.ts'
import { endProgress, progressOn, walkUnderWay } from './walk-progress.ts'

const help = `gongkai db rebuild  [--body 机关]

按事实重新核算全部申请（办理中的和已办结的），与列表里存的逐栏比对，不一致的改正并逐件列出。网站运行时也可以做。
刚过零时、夜间核算（gongkai request sweep）还没有做时，只因日期变化的也会列出。

  --body 机关    只核算一个机关的：全称或编号

退出状态：0 全部一致；1 有不一致的，已经改正；2 没有做成，或者有的申请核算不了（见日志）。
`

/** Runs `gongkai db …`; gives the exit status: 0 all agreed, 1 something was mended, 2 it could not be done. */
export async function runDatabase(args: readonly string[], io: CliIo): Promise<number> {
  const [command, ...rest] = args
  const parsed = parseOptions(rest, { body: { type: 'string' }, help: { type: 'boolean', short: 'h' } })
  if (asksHelp(command)) {
    io.out(help)
    return 0
  }
  if (command !== 'rebuild')
    return usage(io, `${command === undefined ? 'db 之后要写 rebuild' : `db 没有“${plain(command)}”这个命令`}。`)
  if (typeof parsed === 'string') return usage(io, `${parsed}。用法见 gongkai db --help。`)
  if (parsed.values.help) {
    io.out(help)
    return 0
  }
  if (parsed.positionals.length > 0) return usage(io, `不知道“${plain(parsed.positionals.join(' '))}”是什么意思。`)
  const body = parsed.values.body as string | undefined
  return io.withLibrary((services) => rebuild(services, io, body))
}

/** The body of a full name or an id; undefined where there is none. */
export const bodyCalled = ({ db }: Services, called: string) =>
  /^\d{1,15}$/.test(called) ? findAgency(db, Number(called)) : findAgencyByName(db, called.trim())

async function rebuild(services: Services, io: CliIo, called: string | undefined): Promise<number> {
  const body = called === undefined ? undefined : await bodyCalled(services, called)
  if (called !== undefined && !body) return usage(io, `库里没有“${plain(called)}”这个机关，请核对全称或编号。`)
  const rebuilt = await rebuildRequests(services, { ...progressOn(io), agencyId: body?.id })
  endProgress(io)
  if (!rebuilt) return usage(io, walkUnderWay)
  const { seen, changed, failed, mended } = rebuilt
  io.out(`核算 ${seen} 件申请，${changed === 0 ? '全部与事实一致' : `${changed} 件与事实不一致，已改正`}。\n`)
  for (const one of mended) io.out(`  ${plain(one.body)} ${one.number}：${one.columns.join('、')}\n`)
  if (changed > mended.length) io.out(`  另有 ${changed - mended.length} 件\n`)
  if (failed > 0) return usage(io, `有 ${failed} 件核算不了，见日志。`)
  return changed > 0 ? 1 : 0
}
