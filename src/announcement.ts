import type { DemoAccount } from './app/load-demo.ts'
import type { Config } from './config.ts'
import { roles } from './domain/agency/person.ts'
import { paths } from './web/paths.ts'

/** What the start found or made in the database. */
export interface Opening {
  /** Accounts of the demonstration that were made now. */
  readonly accounts: readonly DemoAccount[]
  /** Opens the first run; only while there is no body. */
  readonly setupCode?: string
}

function siteAddress({ host, publicUrl }: Config, port: number): string {
  if (publicUrl !== undefined) return publicUrl
  const named = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`
}

function firstSteps({ demo }: Config, address: string, { accounts, setupCode }: Opening): readonly string[] {
  if (setupCode !== undefined)
    return [
      '还没有机关。请打开下面的地址（含一次性初始化代码），建立第一个机关和管理员：',
      `  ${address}${paths.firstRun}?code=${setupCode}`,
    ]
  if (accounts.length > 0)
    return [
      `演示账号（密码只显示这一次），在 ${address}${paths.signIn} 登录：`,
      ...accounts.map(
        ({ agency, role, login, password }) => `  ${agency}${roles[role]}：用户名 ${login}，密码 ${password}`,
      ),
    ]
  return demo ? ['演示账号的密码在首次启动时已显示；要重新开始，停止后删除数据目录再启动。'] : []
}

/** The text that tells the operator where the site is, who may sign in, where the data lies and how to stop. */
export function announcement(config: Config, place: string, port: number, opening: Opening): string {
  const address = siteAddress(config, port)
  return [
    `Gongkai 已启动：${address}${paths.home}`,
    ...firstSteps(config, address, opening),
    `数据在：${config.databaseUrl === undefined ? place : 'DATABASE_URL 所指的数据库'}`,
    '停止：按 Ctrl+C',
    '',
  ].join('\n')
}
