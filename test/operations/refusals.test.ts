import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { probeServer } from '../../src/store/database.ts'
import { temporaryFolder } from './folders.ts'
import { buildProgram, canMount, launch, launchOn, refusal, start } from './site.ts'

beforeAll(buildProgram)

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** Speaks just enough of PostgreSQL's protocol to be asked for its version. */
function serverOfVersion(version: string): Server {
  const message = (type: string, ...parts: (string | number[])[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
    const length = Buffer.alloc(4)
    length.writeInt32BE(body.length + 4)
    return Buffer.concat([Buffer.from(type), length, body])
  }
  const ready = message('Z', 'I')
  const column = [0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]
  const answer = [
    message('T', [0, 1], 'version\0', column),
    message('D', [0, 1, 0, 0, 0, version.length], version),
    message('C', 'SELECT 1\0'),
    ready,
  ]
  return createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', [0, 0, 0, 0]), ready]))
      socket.on('data', (data) => data[0] === 'Q'.charCodeAt(0) && socket.write(Buffer.concat(answer)))
    })
    socket.on('error', () => undefined)
  })
}

describe('The program refuses in one sentence', () => {
  it('a second start on the same data folder', async () => {
    const place = await temporaryFolder()
    const first = await start({ GONGKAI_DATA: place })
    const { said, status } = await refusal(launch({ GONGKAI_DATA: place }))
    expect(said).toContain(`数据目录 ${place} 正由另一个 Gongkai 使用（进程号 ${first.child.pid}）`)
    expect(status).toBe(1)
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
  })

  it('a port that is taken', async () => {
    const port = await listening(createServer())
    const { said, status } = await refusal(launch({ GONGKAI_DATA: await temporaryFolder(), PORT: String(port) }))
    expect(said.trim()).toBe(`端口 ${port} 已被别的程序占用。请停止那个程序，或用 PORT 另指一个端口。`)
    expect(status).toBe(1)
  })

  it('an address that is not of this machine', async () => {
    const { said, status } = await refusal(launch({ GONGKAI_DATA: await temporaryFolder(), HOST: '192.0.2.1' }))
    expect(said).toContain('本机没有地址 192.0.2.1')
    expect(status).toBe(1)
  })

  it('settings that cannot be, all of them at once', async () => {
    const { said, status } = await refusal(launch({ PORT: 'eighty', GONGKAI_DEMO: 'maybe', LOG_LEVEL: 'loud' }))
    expect(said).toContain('环境变量有 3 处不能用')
    for (const word of ['PORT', 'eighty', 'GONGKAI_DEMO', 'maybe', 'LOG_LEVEL', 'loud']) expect(said).toContain(word)
    expect(status).toBe(1)
  })

  it('a database that does not answer', async () => {
    const env = { GONGKAI_DATA: await temporaryFolder(), DATABASE_URL: 'postgres://someone:geheim@127.0.0.1:1/x' }
    const { said, status } = await refusal(launch(env))
    expect(said).toContain('连不上 DATABASE_URL 所指的数据库：该地址上没有数据库在监听')
    expect(said).not.toContain('geheim')
    expect(status).toBe(1)
  })

  it('a database address that cannot be understood', async () => {
    await expect(probeServer('postgres://[::bad/x')).rejects.toThrow('数据库：地址的写法不对。')
  })

  it('a database that is older than 15', async () => {
    const port = await listening(serverOfVersion('140011'))
    const url = `postgres://someone@127.0.0.1:${port}/x`
    await expect(probeServer(url)).rejects.toThrow('是 14 版，至少需要 15 版')
  })

  it('but not a database of version 15', async () => {
    const port = await listening(serverOfVersion('150000'))
    await expect(probeServer(`postgres://someone@127.0.0.1:${port}/x`)).resolves.toBeUndefined()
  })

  it('a data folder where a file stands', async () => {
    const file = join(await temporaryFolder(), 'x')
    await writeFile(file, '')
    const { said, status } = await refusal(launch({ GONGKAI_DATA: file }))
    expect(said).toContain('同名文件')
    expect(status).toBe(1)
  })

  it.runIf(canMount).each([
    ['nearly full', 'size=3m'],
    ['that fills in the midst of a page', 'size=20m'],
  ])('a disk %s', async (_, options) => {
    const place = await temporaryFolder()
    const { said, status } = await refusal(launchOn(place, options, { GONGKAI_DATA: place }))
    expect(said).toMatch(/^磁盘已满，.*请腾出至少 200 MB 空间后再启动。\n$/)
    expect(status).toBe(1)
  })

  it.runIf(canMount)('a disk without a single free block', async () => {
    const place = await temporaryFolder()
    const { said, status } = await refusal(launchOn(place, 'nr_inodes=2', { GONGKAI_DATA: place }))
    expect(said).toMatch(/^磁盘已满，.*\n$/)
    expect(status).toBe(1)
  })

  it.runIf(canMount)('a read-only disk', async () => {
    const place = await temporaryFolder()
    const { said, status } = await refusal(launchOn(place, 'ro', { GONGKAI_DATA: place }))
    expect(said).toMatch(/^磁盘是只读的，.*\n$/)
    expect(status).toBe(1)
  })
})
