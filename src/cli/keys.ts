import { findKeyStatus, rotateKeys } from '../app/rotate-keys.ts'
import type { Services } from '../app/services.ts'
import type { CliIo } from './io.ts'
import { asksHelp, isHelpOption, usage } from './options.ts'

const help = `gongkai keys status    列出密钥：编号、生成时间、有多少条信息用它封存
gongkai keys rotate    生成新的密钥，把已封存的信息逐批改用新密钥，再删去不用的旧密钥

网站运行时也可以轮换，网站自动改用新密钥。中断后再运行一次会接着做。轮换后请重新备份密钥文件，
并把它复制到共用同一个数据库的其他机器。

退出状态：0 做完；1 还有信息用着旧密钥，请再运行一次；2 不能做（原因写在标准错误）。
`

/** Runs `gongkai keys …`; gives the exit status. */
export async function runKeys(args: readonly string[], io: CliIo): Promise<number> {
  const [command, ...rest] = args
  if (asksHelp(command) || rest.some(isHelpOption)) {
    io.out(help)
    return 0
  }
  if (rest.length > 0) return usage(io, `keys ${command} 不接受参数“${rest.join(' ')}”。`)
  if (command === 'status') return io.withLibrary((services) => status(io, services))
  if (command === 'rotate') return io.withLibrary((services) => rotate(io, services))
  return usage(io, `${command === undefined ? 'keys 之后要写 status 或 rotate' : `keys 没有“${command}”这个命令`}。`)
}

/** As 2026-11-23 09:00, in China. */
const moment = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' })

async function status(io: CliIo, services: Services): Promise<number> {
  io.out(`密钥文件 ${services.keyFile}\n`)
  for (const { id, made, current, rows } of await findKeyStatus(services))
    io.out(`${id}  ${moment.format(made)} 生成，封存 ${rows} 条${current ? '，现用' : ''}\n`)
  return 0
}

async function rotate(io: CliIo, services: Services): Promise<number> {
  const tell = (rows: number) => io.isTerminal && io.err(`\r\u001b[K已改用新密钥 ${rows} 条…`)
  const rotated = await rotateKeys(services, tell)
  if (io.isTerminal) io.err('\r\u001b[K')
  if (!rotated) return usage(io, '另一个进程正在轮换密钥，请等它做完。')
  const { current, resumed, rows, dropped } = rotated
  io.out(`${resumed ? '接着上次的轮换' : '已生成新密钥'} ${current}：${rows} 条改用它封存。\n`)
  for (const id of dropped) io.out(`旧密钥 ${id} 已不再使用，已从密钥文件中删去。\n`)
  const left = (await findKeyStatus(services)).filter((key) => !key.current)
  for (const { id, rows: used } of left) io.out(`旧密钥 ${id} 还有 ${used} 条在用，保留。请再运行一次。\n`)
  io.err(`请重新备份密钥文件 ${services.keyFile}。\n`)
  return left.length > 0 ? 1 : 0
}
