// Brings a fresh clone into a state that runs: Node's own modules only, since nothing is installed yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const say = (text) => process.stderr.write(`${text}\n`)

/** Ends the process with a sentence. */
export function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

const changedAt = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0

/** npm writes the inner lock file last, so it also tells an interrupted installation. */
const isInstalled = () => changedAt('node_modules/.package-lock.json') >= Math.max(changedAt('package-lock.json'), 1)

function npm() {
  const script = process.env.npm_execpath
  return script?.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm']
}

/** Installing empties the folder first; behind a link that would be another project's. */
const isBorrowed = () => lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() === true

function install() {
  if (isBorrowed()) giveUp('node_modules 是一个链接，安装会清空它指向的文件夹。请删除这个链接后重试。')
  say('正在安装依赖（npm ci），首次约需一分钟…')
  const [command, ...args] = npm()
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync(command, [...args, ...options], { cwd: root, stdio: ['ignore', 2, 2] })
  if (done.error?.code === 'ENOENT') giveUp('找不到 npm。请安装 Node.js 20.19 或更新版本（自带 npm）后重试。')
  if (done.status !== 0) giveUp('依赖没有装成，原因见上。请检查网络和磁盘空间后重试。')
}

/** Names, sizes and times of all that the build reads. */
export function fingerprint(folders) {
  const hash = createHash('sha1')
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath ?? entry.path, entry.name)
      const { size, mtimeMs } = statSync(path)
      hash.update(`${path} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.update(`${changedAt('package-lock.json')} ${changedAt('scripts/build.mjs')}`).digest('hex')
}

export const stampFile = join(root, 'dist/.built')

const isBuilt = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint(['src'])

/** Installs and builds what is missing or out of date; does next to nothing where all is in place. */
export async function setUp() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    giveUp(`需要 Node.js 20.19 或更新版本，现在是 ${process.versions.node}。`)
  try {
    if (!isInstalled()) install()
    if (isBuilt()) return
    const { build } = await import('./build.mjs')
    await build()
  } catch (error) {
    if (error?.errors) giveUp('程序没有构建成，原因见上。')
    if (error?.code === 'ENOSPC') giveUp('磁盘已满，程序没有构建成。请腾出空间后重试。')
    if (['EACCES', 'EROFS', 'EPERM'].includes(error?.code))
      giveUp(`程序需要重新构建，但 ${root} 不可写。请用它的属主运行一次 npm run build。`)
    throw error
  }
}
