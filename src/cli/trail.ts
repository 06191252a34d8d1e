import type { Services } from '../app/services.ts'
import { type BodyChecked, checkAllChains, checkChain } from '../app/verify-trail.ts'
import { indexBodies } from '../domain/agency/match-body.ts'
import { hexOf } from '../domain/trail/link.ts'
import { findAgency } from '../store/agencies.ts'
import { findAllAgencies } from '../store/agency-names.ts'
import { isTrailGuarded } from '../store/trail-chains.ts'
import type { CliIo } from './io.ts'
import { asksHelp, isHelpOption, parseOptions, usage } from './options.ts'
import { plain } from './report-columns.ts'
import { separator } from './report-writers.ts'

const help = `gongkai trail verify  [--body 机关] [--json]

校验留痕：从每个机关的第一条起逐条重算哈希值（SM3），核对次序、前后相接和链尾。网站运行时也可以校验。

  --body 机关    只校验一个机关：全称、简称或编号
  --json         输出 JSON 数组，每个机关一个对象

完整的列出条数和链尾的哈希值：请存到别处（例如打印归档），以后可以证明此前的留痕没有被整体换过。
断开的指出第一条断在哪里、是什么问题。

退出状态：0 都完整；1 有断开的；2 不能校验（原因写在标准错误）。
`

/** Runs `gongkai trail …`; gives the exit status: 0 all whole, 1 one is broken, 2 it could not be done. */
export async function runTrail(args: readonly string[], io: CliIo): Promise<number> {
  const [command, ...rest] = args
  if (asksHelp(command) || rest.some(isHelpOption)) {
    io.out(help)
    return 0
  }
  if (command !== 'verify')
    return usage(io, `${command === undefined ? 'trail 之后要写 verify' : `trail 没有“${command}”这个命令`}。`)
  const parsed = parseOptions(rest, { body: { type: 'string' }, json: { type: 'boolean' } })
  if (typeof parsed === 'string') return usage(io, `${parsed}。用法见 gongkai trail --help。`)
  if (parsed.positionals.length > 0) return usage(io, `不知道“${parsed.positionals.join(' ')}”是什么意思。`)
  const { body, json } = parsed.values
  return io.withLibrary((services) =>
    verify(io, services, { json: json === true, ...(body && { body: String(body) }) }),
  )
}

interface Asked {
  readonly body?: string
  readonly json: boolean
}

async function verify(io: CliIo, services: Services, { body, json }: Asked): Promise<number> {
  const one = body === undefined ? undefined : await bodyOf(services, body)
  if (typeof one === 'string') return usage(io, one)
  const writer = json ? jsonWriter() : textWriter
  const counts = { whole: 0, broken: 0, links: 0 }
  io.out(writer.begin)
  for await (const checked of one ? oneChain(services, one) : checkAllChains(services.db)) {
    if (checked.links === 0 && !checked.broken) continue
    counts[checked.broken ? 'broken' : 'whole'] += 1
    counts.links += checked.links
    io.out(writer.body(checked))
  }
  io.out(writer.end)
  io.err(
    `共 ${counts.whole + counts.broken} 个机关、${counts.links} 条：完整 ${counts.whole} 个，断开 ${counts.broken} 个。\n`,
  )
  if (!(await isTrailGuarded(services.db)))
    io.err('程序没有用角色 gongkai_app 连接数据库：留痕只由触发器保护，见 docs/operate.md“自备 PostgreSQL”。\n')
  return counts.broken > 0 ? 1 : 0
}

interface Body {
  readonly id: number
  readonly name: string
}

async function* oneChain({ db }: Services, { id, name }: Body): AsyncGenerator<BodyChecked> {
  yield { agencyId: id, name, ...(await checkChain(db, id)) }
}

/** The body of a name or number, or one sentence on why there is none. */
async function bodyOf({ db }: Services, asked: string): Promise<Body | string> {
  const byId = /^\d{1,15}$/.test(asked) ? await findAgency(db, Number(asked)) : undefined
  if (byId) return byId
  const match = indexBodies(await findAllAgencies(db)).find(asked)
  if (match.kind === 'one') return match.agency
  if (match.kind === 'none') return `库里没有“${plain(asked)}”这个机关，请核对名称或编号。`
  return `“${plain(asked)}”可能是${match.agencies.map(({ name }) => name).join('、')}，请写全称。`
}

const textWriter = {
  begin: '',
  body: ({ name, links, end, broken }: BodyChecked) =>
    broken
      ? `断开  ${plain(name)}：${broken.says}此前 ${links} 条完整。\n`
      : `完整  ${plain(name)}：${links} 条，链尾 ${hexOf(end.hash)}\n`,
  end: '',
}

/** One JSON array, one object a body. */
function jsonWriter() {
  const next = separator()
  return {
    begin: '[',
    body: ({ agencyId, name, links, end, broken }: BodyChecked) =>
      `${next()}\n${JSON.stringify({ agencyId, name, links, end: hexOf(end.hash), broken: broken ?? null })}`,
    end: '\n]\n',
  }
}
