import { type TimeLimits, timeLimits } from '../app/reading/thread.ts'
import type { CliIo } from './io.ts'
import { asksHelp, parseOptions, usage } from './options.ts'
import { type CheckFormat, checkMany } from './report-check.ts'
import { readOne } from './report-read.ts'
import { isFolder } from './report-walk.ts'

const help = `年度报告的读取、核验、导入与统计

用法：
  gongkai report read 文件|-  [--json]
  gongkai report check 文件或文件夹…  [--json|--csv|--sarif] [--previous 上年报告]
  gongkai report import 文件或文件夹…  [--publish] [--body 机关] [--create-bodies] [--json]
  gongkai report compile --body 机关 --year 年度  [--form 格式] [--cells] [--json]

各命令的 --help 有详细说明。
`

const readHelp = `gongkai report read 文件|-  [--json]

读取一份年度报告（网页、纯文本、Markdown、DOCX、XLSX、有文字层的 PDF，或本系统导出的 JSON、CSV），
列出机关、年度、各表数字、读取时的疑点和核验结果。文件写作 - 时从标准输入读取。

  --json    输出 JSON：每格的数字、在来源中的位置、疑点、正文中的数字和核验结果

退出状态：0 没有错误级的问题；1 有；2 不能作为年度报告读取（原因写在标准错误）。
`

const checkHelp = `gongkai report check 文件或文件夹…  [--json|--csv|--sarif] [--previous 上年报告]

核验年度报告。文件夹连同其下各级一并核验（html、htm、txt、md、docx、xlsx、pdf、csv、json）；
每份文件单独给出结果，一份读不了不影响其他各份。

  --json              输出 JSON 数组，每份文件一个对象
  --csv               输出 CSV（UTF-8，可用 Excel 打开），每个问题一行
  --sarif             输出 SARIF 2.1.0
  --previous 文件     上年报告，用于跨年核对；只能与一份报告同用

退出状态：0 各份都读出且没有错误级的问题；1 有错误级的问题，或有的文件读不了；
2 一份也读不了，或用法不对。
`

const importHelp = `gongkai report import 文件或文件夹…  [--publish] [--body 机关] [--create-bodies] [--json]

把年度报告直接导入本系统的库（设置与网站相同：DATABASE_URL，或 GONGKAI_DATA 里自带的数据库；网站运行时也可以导入）。
文件夹连同其下各级一并导入。每份文件单独给出结果，一份不成不影响其他各份；同一份文件再导入一次会被认出，不会重复。

  --publish           导入后直接公开，不经核验，有不符的也公开；不写时是草稿，在网站上核验后公开
  --body 机关         全部文件都是这个机关的报告，不看报告里写的名称
  --create-bodies     库里没有的机关按报告写的名称新建，归在唯一的顶级机关之下；没有或有几个顶级机关时自成一级
  --json              输出 JSON 数组，每份文件一个对象

退出状态：0 全部在库里了（包括原来就有的同一份）；1 有的没有导入（原因逐份列出）；
2 一份也没有导入，或用法不对。
`

/**
 * Runs `gongkai report …`; gives the exit status.
 *
 * @param limits shorter in tests of sources that hang
 */
export async function runReport(args: readonly string[], io: CliIo, limits: TimeLimits = timeLimits): Promise<number> {
  const [command, ...rest] = args
  if (command === 'read') return runRead(rest, io, limits)
  if (command === 'check') return runCheck(rest, io, limits)
  if (command === 'import') return runImport(rest, io)
  if (command === 'compile') return (await import('./report-compile.ts')).runCompile(rest, io)
  if (asksHelp(command)) {
    io.out(help)
    return 0
  }
  const unknown =
    command === undefined ? 'report 之后要写 read、check、import 或 compile' : `report 没有“${command}”这个命令`
  return usage(io, `${unknown}。用法见 gongkai report --help。`)
}

async function runRead(args: readonly string[], io: CliIo, limits: TimeLimits): Promise<number> {
  const parsed = parseOptions(args, { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } })
  if (typeof parsed === 'string') return usage(io, `${parsed}。用法见 gongkai report read --help。`)
  if (parsed.values.help) {
    io.out(readHelp)
    return 0
  }
  const [file, ...more] = parsed.positionals
  if (file === undefined || more.length > 0)
    return usage(
      io,
      `report read 一次读一份文件，收到 ${parsed.positionals.length} 份。用法见 gongkai report read --help。`,
    )
  return readOne(io, { file, json: parsed.values.json === true, limits })
}

async function runCheck(args: readonly string[], io: CliIo, limits: TimeLimits): Promise<number> {
  const parsed = parseOptions(args, {
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
    sarif: { type: 'boolean' },
    previous: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  const seeHelp = '。用法见 gongkai report check --help。'
  if (typeof parsed === 'string') return usage(io, parsed + seeHelp)
  const { values, positionals: paths } = parsed
  if (values.help) {
    io.out(checkHelp)
    return 0
  }
  const formats = (['json', 'csv', 'sarif'] as const).filter((name) => values[name])
  if (formats.length > 1) return usage(io, `--${formats.join(' 和 --')} 只能选一个${seeHelp}`)
  if (paths.length === 0) return usage(io, `report check 之后要写文件或文件夹${seeHelp}`)
  const { previous } = values
  if (typeof previous === 'string' && paths.length > 1)
    return usage(io, `--previous 只能与一份报告同用，收到 ${paths.length} 份${seeHelp}`)
  if (typeof previous === 'string' && (await isFolder(paths[0] ?? '')))
    return usage(io, `--previous 只能与一份报告同用，${paths[0]} 是文件夹${seeHelp}`)
  const format: CheckFormat = formats[0] ?? 'text'
  return checkMany(io, { paths, format, limits, ...(typeof previous === 'string' && { previous }) })
}

async function runImport(args: readonly string[], io: CliIo): Promise<number> {
  const parsed = parseOptions(args, {
    publish: { type: 'boolean' },
    body: { type: 'string' },
    'create-bodies': { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  })
  const seeHelp = '。用法见 gongkai report import --help。'
  if (typeof parsed === 'string') return usage(io, parsed + seeHelp)
  const { values, positionals: paths } = parsed
  if (values.help) {
    io.out(importHelp)
    return 0
  }
  if (paths.length === 0) return usage(io, `report import 之后要写文件或文件夹${seeHelp}`)
  const { publish, body, json } = values
  const addBodies = values['create-bodies'] === true
  if (typeof body === 'string' && addBodies) return usage(io, `--body 和 --create-bodies 只能选一个${seeHelp}`)
  const about = typeof body === 'string' ? { body } : {}
  const { importReports } = await import('./report-import.ts')
  return importReports(io, { paths, publish: publish === true, addBodies, json: json === true, ...about })
}
