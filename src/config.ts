import * as z from 'zod/mini'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** How the program is set: everything that may differ between one installation and another. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Folder of everything that must outlive the process; relative to the project's folder unless absolute. */
  readonly dataFolder: string
  /** Absent: the PostgreSQL that comes with the program. */
  readonly databaseUrl?: string
  /** Of the user who owns the tables, where it is another than the application's: it migrates. */
  readonly databaseOwnerUrl?: string
  readonly demo: boolean
  readonly logLevel: (typeof logLevels)[number]
  /** Folder of the body's own fonts for PDFs; relative to the project's folder unless absolute. */
  readonly fontFolder?: string
  /** Address under which people reach the site, without a slash at the end. */
  readonly publicUrl?: string
  /** File of the keys under which personal data are sealed; relative to the project's folder unless absolute. */
  readonly keyFile?: string
  /** Server that sends mail, as `smtp://user:password@host:587`; absent: mail is put into the folder outbox. */
  readonly mail?: string
  /** Address that mail comes from. */
  readonly mailFrom?: string
  /** Scanner of attachments, as `clamd://host:port`. */
  readonly scanner?: string
  /** Megabytes of memory for finished pages of the portal. */
  readonly pageMemory: number
}

export interface ConfigProblem {
  readonly variable: string
  /** What the variable holds; passwords are masked. */
  readonly got: string
  readonly allowed: string
}

interface Setting {
  readonly allowed: string
  readonly schema: z.ZodMiniType<unknown, string>
  /** As the variable would be written. */
  readonly preset?: string
}

const wholeNumber = (from: number, to: number) =>
  z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)).check(z.minimum(from), z.maximum(to))

/** An address of PostgreSQL may lack its host (a socket), which no URL may; the driver says more when it connects. */
const databaseAddress = z.string().check(z.regex(/^postgres(ql)?:\/\/\S+$/))

const siteAddress = z
  .string()
  .check(z.refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)))

const isMailServer = (value: string) =>
  URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol) && new URL(value).hostname !== ''

const withoutSlash = z.transform((value: string) => value.replace(/\/+$/, ''))

/** Every variable that the program reads, for the manual and the reader of the environment alike. */
export const settings = {
  PORT: { allowed: '0 到 65535 的整数（0 表示任选空闲端口）', schema: wholeNumber(0, 65535), preset: '8080' },
  HOST: { allowed: '本机的 IP 地址或主机名', schema: z.string().check(z.regex(/^[\w.:-]+$/)), preset: '127.0.0.1' },
  GONGKAI_DATA: { allowed: '文件夹路径', schema: z.string(), preset: 'var' },
  DATABASE_URL: {
    allowed: 'postgres:// 或 postgresql:// 开头的连接地址',
    schema: databaseAddress,
  },
  DATABASE_OWNER_URL: {
    allowed: 'postgres:// 或 postgresql:// 开头的连接地址',
    schema: databaseAddress,
  },
  GONGKAI_DEMO: { allowed: 'on 或 off', schema: z.enum(['on', 'off']), preset: 'on' },
  LOG_LEVEL: { allowed: logLevels.join('、'), schema: z.enum(logLevels), preset: 'info' },
  GONGKAI_KEY_FILE: { allowed: '文件路径', schema: z.string() },
  GONGKAI_FONTS: { allowed: '文件夹路径', schema: z.string() },
  GONGKAI_PUBLIC_URL: {
    allowed: 'http:// 或 https:// 开头的地址',
    schema: z.pipe(siteAddress, withoutSlash),
  },
  GONGKAI_MAIL: {
    allowed: 'outbox，或者 smtp:// 或 smtps:// 开头的地址',
    schema: z.string().check(z.refine((value) => value === 'outbox' || isMailServer(value))),
    preset: 'outbox',
  },
  GONGKAI_MAIL_FROM: {
    allowed: '发件人的邮箱地址；通过 SMTP 发信时必须设置',
    schema: z.string().check(z.regex(/^[^\s@<>,;]+@[^\s@<>,;]+$/)),
  },
  GONGKAI_SCANNER: {
    allowed: 'clamd://主机:端口',
    schema: z.string().check(z.regex(/^clamd:\/\/[\w.-]+(:\d{1,5})?$/)),
  },
  GONGKAI_PAGE_MEMORY: { allowed: '8 到 4096 的整数（MB）', schema: wholeNumber(8, 4096), preset: '128' },
} as const satisfies Record<string, Setting>

/** Variables read by the tests alone. */
export const testSettings = { GONGKAI_CHROMIUM: 'Chromium 程序的路径' } as const

type Variable = keyof typeof settings

/** A password may hold signs that end it elsewhere, so all from the first colon to the last @ goes. */
const withoutPassword = (value: string) =>
  value.replace(/^((?:[^:]*:\/\/)?[^:@/]*:)(?!\/\/).*@/s, '$1***@').replace(/(password=)[^&]*/gi, '$1***')

/** Reads the environment once, at the start; an empty variable counts as not set. All faults are told together. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config | readonly ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const values = new Map<Variable, unknown>()
  for (const [name, setting] of Object.entries(settings) as [Variable, Setting][]) {
    const given = env[name]?.trim() || setting.preset
    if (given === undefined) continue
    const read = setting.schema.safeParse(given)
    if (read.success) values.set(name, read.data)
    else problems.push({ variable: name, got: withoutPassword(given), allowed: setting.allowed })
  }
  const mail = values.get('GONGKAI_MAIL')
  const isSentOn = mail !== undefined && mail !== 'outbox'
  if (isSentOn && !env.GONGKAI_MAIL_FROM?.trim())
    problems.push({ variable: 'GONGKAI_MAIL_FROM', got: '', allowed: settings.GONGKAI_MAIL_FROM.allowed })
  if (problems.length > 0) return problems
  return {
    port: values.get('PORT') as number,
    host: values.get('HOST') as string,
    dataFolder: values.get('GONGKAI_DATA') as string,
    demo: values.get('GONGKAI_DEMO') === 'on',
    logLevel: values.get('LOG_LEVEL') as Config['logLevel'],
    pageMemory: values.get('GONGKAI_PAGE_MEMORY') as number,
    ...(values.has('DATABASE_URL') && { databaseUrl: values.get('DATABASE_URL') as string }),
    ...(values.has('DATABASE_OWNER_URL') && { databaseOwnerUrl: values.get('DATABASE_OWNER_URL') as string }),
    ...(values.has('GONGKAI_KEY_FILE') && { keyFile: values.get('GONGKAI_KEY_FILE') as string }),
    ...(values.has('GONGKAI_SCANNER') && { scanner: values.get('GONGKAI_SCANNER') as string }),
    ...(values.has('GONGKAI_FONTS') && { fontFolder: values.get('GONGKAI_FONTS') as string }),
    ...(isSentOn && { mail: mail as string }),
    ...(values.has('GONGKAI_MAIL_FROM') && { mailFrom: values.get('GONGKAI_MAIL_FROM') as string }),
    ...(values.has('GONGKAI_PUBLIC_URL') && { publicUrl: values.get('GONGKAI_PUBLIC_URL') as string }),
  }
}

/** The sentence for people; one line a fault. */
export function sayConfigProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(({ variable, got, allowed }) => `  ${variable} 现在是“${got}”，应当是${allowed}`)
  return `环境变量有 ${problems.length} 处不能用：\n${lines.join('\n')}`
}
