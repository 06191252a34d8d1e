import type { CliIo } from './io.ts'
import { asksHelp } from './options.ts'

/** What `main.ts` lends to the commands beside their streams. */
export interface Commands {
  readonly version: string
  readonly io: CliIo
  /** Runs the server until it is told to stop; gives the exit status. */
  readonly serve: () => Promise<number>
  /** Does the jobs that are waiting until it is told to stop; gives the exit status. */
  readonly work: () => Promise<number>
}

const help = `Gongkai 政府信息公开平台

用法：
  gongkai serve                  启动网站（设置见 docs/operate.md）
  gongkai report read 文件       读取一份年度报告，列出表格、疑点和问题
  gongkai report check 文件…     核验年度报告（文件或文件夹）
  gongkai report import 文件…    把年度报告导入库里（文件或文件夹）
  gongkai report compile         从申请和复议诉讼统计年度报告第三、第四部分
  gongkai calendar add …         推算某日之后的第若干个工作日
  gongkai calendar between …     数两个日期之间的工作日
  gongkai calendar import 文件   导入新一年的放假通知
  gongkai request due 文件       推算一件申请的答复截止日，逐日说明依据
  gongkai trail verify           校验留痕，指出第一处断开
  gongkai keys status            列出封存个人信息的密钥
  gongkai keys rotate            轮换密钥
  gongkai request sweep          把办理中的申请核算到今天（网站每夜自动做）
  gongkai db rebuild             按事实重新核算全部申请，改正列表里的差错
  gongkai work                   只运行后台任务，不开网站（设置见 docs/operate.md）
  gongkai --version              版本
  gongkai --help                 本说明；gongkai report、calendar、request、trail 的 --help 另有详细说明
`

/** Runs one command line; gives the exit status: 0 well, 1 something was found, 2 it could not be done. */
export async function runCommand(args: readonly string[], { version, io, serve, work }: Commands): Promise<number> {
  const [name, ...rest] = args
  if (name === 'report') {
    const { runReport } = await import('./report.ts')
    return runReport(rest, io)
  }
  if (name === 'calendar') {
    const { runCalendar } = await import('./calendar.ts')
    return runCalendar(rest, io)
  }
  if (name === 'request') {
    const { runRequest } = await import('./request.ts')
    return runRequest(rest, io)
  }
  if (name === 'trail') {
    const { runTrail } = await import('./trail.ts')
    return runTrail(rest, io)
  }
  if (name === 'db') {
    const { runDatabase } = await import('./db.ts')
    return runDatabase(rest, io)
  }
  if (name === 'keys') {
    const { runKeys } = await import('./keys.ts')
    return runKeys(rest, io)
  }
  if (name === '--version' || name === '-v') {
    io.out(`${version}\n`)
    return 0
  }
  if (name === undefined || asksHelp(name)) {
    io.out(help)
    return 0
  }
  if (name === 'serve' && rest.length === 0) return serve()
  if (name === 'work' && rest.length === 0) return work()
  const alone = name === 'serve' || name === 'work'
  const unknown = alone ? `${name} 不接受参数“${rest.join(' ')}”` : `没有“${name}”这个命令`
  io.err(`${unknown}。可用的命令见 gongkai --help\n`)
  return 2
}
