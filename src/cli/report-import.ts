import { importMany, type ManyResult } from '../app/import-many.ts'
import type { Services } from '../app/services.ts'
import type { Agency } from '../domain/agency/agency.ts'
import { indexBodies } from '../domain/agency/match-body.ts'
import { findTopAgencies } from '../store/agencies.ts'
import { findAllAgencies } from '../store/agency-names.ts'
import type { CliIo } from './io.ts'
import { plain } from './report-columns.ts'
import { countsText } from './report-text.ts'
import { walkReports } from './report-walk.ts'
import { separator } from './report-writers.ts'

export interface ImportOptions {
  readonly paths: readonly string[]
  readonly publish: boolean
  /** Name of the body whose reports all files are. */
  readonly body?: string
  readonly addBodies: boolean
  readonly json: boolean
}

const actor = { accountId: null, name: '命令行导入' }

/** Imports files and folders and prints a result a file. Gives 0 where all are in, 1 where some, 2 where none. */
export async function importReports(io: CliIo, options: ImportOptions): Promise<number> {
  return io.withLibrary(async (services) => {
    if ((await findTopAgencies(services.db)).length === 0) {
      io.err('库里还没有机关。请先用 gongkai serve 启动网站，建立第一个机关，再导入。\n')
      return 2
    }
    const body = options.body === undefined ? undefined : await bodyNamed(services, options.body)
    if (typeof body === 'string') {
      io.err(`${body}\n`)
      return 2
    }
    return importAll(io, services, options, body)
  })
}

/** The body of a name, or one sentence on why there is none. */
async function bodyNamed({ db }: Services, name: string): Promise<Agency | string> {
  const match = indexBodies(await findAllAgencies(db)).find(name)
  if (match.kind === 'one') return match.agency
  if (match.kind === 'none') return `库里没有“${plain(name)}”这个机关，请核对名称，或先在网站的“机关”页面新建。`
  return `“${plain(name)}”可能是${match.agencies.map((agency) => agency.name).join('、')}，请写全称。`
}

async function importAll(io: CliIo, services: Services, options: ImportOptions, body?: Agency): Promise<number> {
  const { paths, publish, addBodies, json } = options
  const closed = (folder: string) => io.err(`文件夹 ${folder} 打不开，已跳过。\n`)
  const writer = json ? jsonResults() : textResults
  const progress = progressOf(io)
  const tally = tallyOf()
  const asked = { status: publish ? 'published' : 'draft', addBodies, actor, ...(body && { body }) } as const
  io.out(writer.begin)
  for await (const result of importMany(services, asked, walkReports(paths, closed))) {
    tally.add(result)
    progress.clear()
    io.out(writer.result(result))
    progress.show(tally.files())
  }
  progress.clear()
  io.out(writer.end)
  if (tally.files() === 0) {
    io.err(`${paths.join('、')} 里没有可导入的文件（html、htm、txt、md、docx、xlsx、pdf、csv、json）。\n`)
    return 2
  }
  io.err(tally.text(publish))
  return tally.exitStatus()
}

const words: Readonly<Record<ManyResult['state'], string>> = {
  stored: '已导入',
  duplicate: '已有同一份',
  taken: '当年已有报告',
  unmatched: '机关或年度不明',
  unreadable: '读不了',
  failed: '没有存成',
}

const textResults = {
  begin: '',
  result: (result: ManyResult) => {
    const head = `${words[result.state]}  ${plain(result.path)}`
    if (result.state !== 'stored') return `${head}\n    ${plain(result.message)}\n`
    return `${head}  ${plain(result.agency)} ${result.year} 年；${countsText(result.findings)}\n`
  },
  end: '',
}

/** One JSON array, one object a file. */
function jsonResults() {
  const next = separator()
  return {
    begin: '[',
    result: ({ path, ...rest }: ManyResult) => `${next()}\n${JSON.stringify({ file: path, ...rest })}`,
    end: '\n]\n',
  }
}

function tallyOf() {
  const counts = new Map<ManyResult['state'], number>()
  const of = (state: ManyResult['state']) => counts.get(state) ?? 0
  const files = () => [...counts.values()].reduce((sum, count) => sum + count, 0)
  return {
    files,
    add: ({ state }: ManyResult) => void counts.set(state, of(state) + 1),
    text(publish: boolean) {
      const told = [...counts].map(([state, count]) => `${words[state]} ${count} 份`)
      const next = publish ? '导入的报告已经公开。' : '导入的报告是草稿，请在网站的“年度报告”页面核验、公开。'
      return `共 ${files()} 份：${told.join('，')}。${of('stored') > 0 ? next : ''}\n`
    },
    exitStatus() {
      const there = of('stored') + of('duplicate')
      if (there === 0) return 2
      return there < files() ? 1 : 0
    },
  }
}

/** Counts on the terminal; silent where nobody watches. */
function progressOf({ isTerminal, err }: CliIo) {
  const clear = '\r\u001b[K'
  return {
    show: (files: number) => isTerminal && files % 20 === 0 && err(`${clear}已处理 ${files} 份…`),
    clear: () => isTerminal && err(clear),
  }
}
