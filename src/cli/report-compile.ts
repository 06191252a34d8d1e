import { compileYear } from '../app/compile-year.ts'
import type { Services } from '../app/services.ts'
import type { Agency } from '../domain/agency/agency.ts'
import { rowName } from '../domain/report/checks/labels.ts'
import { type CompiledYear, readingOf, type YearState } from '../domain/report/compile/compile-year.ts'
import { formCells } from '../domain/report/form.ts'
import { toReportJson } from '../domain/report/report-json.ts'
import { findNumbers } from '../store/counted-requests.ts'
import { bodyCalled } from './db.ts'
import type { CliIo } from './io.ts'
import { parseOptions, usage } from './options.ts'
import { plain } from './report-columns.ts'
import { findingsText, tableText } from './report-text.ts'

const help = `gongkai report compile --body 机关 --year 年度  [--form 格式] [--cells] [--json]

从库里的申请和复议、诉讼统计一个机关一个年度的报告：第三、第四部分的全部数字。第二部分不由本系统统计，不列出。
年度没有结束的，按现在的情况统计；已经封账的，是封账时的数字。只读，网站运行时也可以做。

  --body 机关    全称或编号
  --year 年度    四位数字
  --form 格式    2019 或 2021；不写时用该年度规定的格式
  --cells        列出每格的数由哪些申请组成（申请编号）
  --json         输出 JSON：与 report read --json 相同的键，另有 state 和每格的申请编号 requests

退出状态：0 统计完成，勾稽关系全部成立；1 有不成立的；2 没有做成，或用法不对。
`

const states: Readonly<Record<YearState, string>> = {
  'under-way': '年度没有结束，按现在的情况统计',
  over: '没有封账',
  closed: '已封账',
}

interface Wanted {
  readonly called: string
  readonly year: number
  readonly form?: string
  readonly cells: boolean
  readonly json: boolean
}

const seeHelp = '。用法见 gongkai report compile --help。'

/** What the command line asks for; else everything that is wrong with it. */
function wantedOf(args: readonly string[]): Wanted | 'help' | string[] {
  const parsed = parseOptions(args, {
    body: { type: 'string' },
    year: { type: 'string' },
    form: { type: 'string' },
    cells: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  })
  if (typeof parsed === 'string') return [parsed]
  const { values, positionals } = parsed
  if (values.help) return 'help'
  const { body = '', year = '', form } = values as { body?: string; year?: string; form?: string }
  const problems = [
    ...(positionals.length > 0 ? [`不知道“${plain(positionals.join(' '))}”是什么意思`] : []),
    ...(body.trim() === '' ? ['要用 --body 写明机关'] : []),
    ...(/^\d{4}$/.test(year) ? [] : ['要用 --year 写明年度，四位数字']),
  ]
  if (problems.length > 0) return problems
  const flags = { cells: values.cells === true, json: values.json === true }
  return { called: body, year: Number(year), ...(form !== undefined && { form }), ...flags }
}

/** Runs `gongkai report compile …`; gives the exit status: 0 all holds, 1 something does not, 2 it could not be done. */
export async function runCompile(args: readonly string[], io: CliIo): Promise<number> {
  const wanted = wantedOf(args)
  if (wanted === 'help') {
    io.out(help)
    return 0
  }
  if (Array.isArray(wanted)) return usage(io, wanted.join('；') + seeHelp)
  return io.withLibrary((services) => compile(services, io, wanted as Wanted))
}

async function compile(services: Services, io: CliIo, wanted: Wanted): Promise<number> {
  const body = await bodyCalled(services, wanted.called)
  if (!body) return usage(io, `库里没有“${plain(wanted.called)}”这个机关，请核对全称或编号。`)
  const { year, form } = wanted
  const answer = await compileYear(services, { agencyId: body.id, year, ...(form !== undefined && { form }) })
  if (!answer.ok) return usage(io, answer.refusal.says)
  const { compiled } = answer
  const requests = wanted.cells || wanted.json ? await requestsOf(services, body, compiled) : {}
  io.out(wanted.json ? json(body, compiled, requests) : text(body, compiled, requests))
  return compiled.findings.some(({ severity }) => severity === 'error') ? 1 : 0
}

type Requests = Readonly<Record<string, readonly string[]>>

/** Numbers of the requests that each cell counts; one about which there are two disputes is counted twice. */
async function requestsOf({ db }: Services, { id }: Agency, { cells, counts }: CompiledYear): Promise<Requests> {
  const counted = Object.keys(cells).map((cell) => [cell, counts(cell)] as const)
  const ids = new Set(counted.flatMap(([, of]) => of.map(({ requestId }) => requestId)))
  const numbers = await findNumbers(db, id, [...ids])
  return Object.fromEntries(
    counted.map(([cell, of]) => [cell, of.map(({ requestId }) => numbers.get(requestId) ?? String(requestId)).sort()]),
  )
}

function json({ name }: Agency, compiled: CompiledYear, requests: Requests): string {
  const { year, state, findings } = compiled
  const reading = { ...readingOf(compiled), agency: name, title: `${name}${year}年政府信息公开工作年度报告` }
  const report = toReportJson({ reading, claims: [], findings })
  return `${JSON.stringify({ ...report, state, requests }, null, 2)}\n`
}

function text({ name }: Agency, { year, form, state, cells, findings }: CompiledYear, requests: Requests): string {
  const tables = form.tables.filter(({ blocks }) =>
    blocks.some(({ rows, columns }) => rows.some((row) => columns.some(({ key }) => `${row.key}/${key}` in cells))),
  )
  const parts = [
    `${plain(name)}  ${year} 年  （${form.id} 年格式）\n${states[state]}`,
    ...tables.map((table) => tableText(table, form, cells)),
    ...(Object.keys(requests).length > 0 ? [countedLines(form, requests)] : []),
    findingsText(findings),
  ]
  return `${parts.join('\n\n')}\n`
}

function countedLines(form: CompiledYear['form'], requests: Requests): string {
  const lines = formCells(form).flatMap(({ key, row, column }) => {
    const numbers = requests[key] ?? []
    return numbers.length === 0
      ? []
      : [`  ${rowName(row)}，${column.label}（${numbers.length}）：${numbers.join('、')}`]
  })
  return ['各格由这些申请组成', ...(lines.length > 0 ? lines : ['  没有'])].join('\n')
}
