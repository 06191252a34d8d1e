import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { openPool } from '../../src/store/database.ts'
import { startPostgres } from '../../src/store/postgres/server.ts'
import { temporaryFolder } from './folders.ts'
import { address, buildProgram, end, launch, launchWithNpm, processesIn, start } from './site.ts'

beforeAll(buildProgram)

const poolIn = (place: string) =>
  openPool({ host: join(place, 'postgres/socket'), port: 5432, user: 'gongkai' }, () => undefined)

async function statement(place: string, text: string) {
  const pool = poolIn(place)
  try {
    return (await pool.query(text)).rows
  } finally {
    await pool.end()
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself a moment ago.
  }
}

async function allGone(folder: string): Promise<boolean> {
  for (let tries = 0; tries < 100 && processesIn(folder).length > 0; tries++) await pause(20)
  return processesIn(folder).length === 0
}

describe('The site', () => {
  it('starts on an empty folder, is ready, and after SIGTERM nothing of it runs any more', async () => {
    const place = await temporaryFolder()
    const site = await start({ GONGKAI_DATA: place })
    expect((await fetch(`${site.address}/healthz`)).status).toBe(200)
    expect((await fetch(`${site.address}/readyz`)).status).toBe(200)
    expect(site.said()).toMatch(/\/first-run\?code=[0-9a-f]{24}\n/)
    expect(site.said()).toContain(`数据在：${place}`)
    expect(processesIn(place).length).toBeGreaterThan(1)
    expect(await end(site, 'SIGTERM')).toBe(0)
    expect(await allGone(place)).toBe(true)
  })

  it('stops with npm when npm is told to stop', async () => {
    const place = await temporaryFolder()
    const site = launchWithNpm({ GONGKAI_DATA: place })
    await address(site)
    await end(site, 'SIGTERM')
    expect(await allGone(place)).toBe(true)
  })

  it('stops in an orderly way in the middle of its first start', async () => {
    const place = await temporaryFolder()
    const site = launch({ GONGKAI_DATA: place })
    while (processesIn(place).length === 0) await pause(5)
    expect(await end(site, 'SIGINT')).toBe(0)
    expect(await allGone(place)).toBe(true)
  })

  it('answers the request under way before it stops', async () => {
    const site = await start({ GONGKAI_DATA: await temporaryFolder() })
    const { port } = new URL(site.address)
    const socket = connect(Number(port), '127.0.0.1')
    const answer = text(socket)
    socket.write(
      `POST /first-run HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${site.address}\r\nContent-Length: 8\r\n`,
    )
    socket.write('Content-Type: application/x-www-form-urlencoded\r\n\r\ncode')
    await pause(200)
    site.child.kill('SIGTERM')
    await pause(200)
    socket.write('=abc')
    expect(await answer).toContain('</html>')
    expect(await site.ended).toBe(0)
  })

  it('loses nothing when it is killed while its database goes on', async () => {
    const place = await temporaryFolder()
    const first = await start({ GONGKAI_DATA: place })
    await statement(place, "create table kept as select 'here' as word")
    await end(first, 'SIGKILL')
    expect(processesIn(place).length).toBeGreaterThan(0)
    const second = await start({ GONGKAI_DATA: place })
    expect(await statement(place, 'select word from kept')).toEqual([{ word: 'here' }])
    const code = /code=\w+/
    expect(code.exec(second.said())?.[0]).toBe(code.exec(first.said())?.[0])
  })

  it('loses nothing when everything is killed', async () => {
    const place = await temporaryFolder()
    const first = await start({ GONGKAI_DATA: place })
    await statement(place, 'create table kept as select generate_series(1, 1000) as number')
    const pids = processesIn(place)
    first.child.kill('SIGKILL')
    for (const pid of pids) kill(pid)
    await first.ended
    const second = await start({ GONGKAI_DATA: place })
    expect(await statement(place, 'select count(*) as count from kept')).toEqual([{ count: 1000 }])
    expect((await fetch(`${second.address}/readyz`)).status).toBe(200)
  })

  it('ends with a sentence when its database ends by itself', async () => {
    const place = await temporaryFolder()
    const site = await start({ GONGKAI_DATA: place })
    for (const pid of processesIn(place)) kill(pid)
    expect(await site.ended).toBe(1)
    expect(site.said()).toContain('自带的数据库意外退出')
  })

  it('shows the accounts of the demonstration once', async () => {
    const place = await temporaryFolder()
    const first = await start({ GONGKAI_DATA: place, GONGKAI_DEMO: 'on' })
    expect(first.said()).toMatch(/管理员：用户名 demo，密码 \S{10,}/)
    expect((await fetch(first.address)).status).toBe(200)
    await end(first, 'SIGTERM')
    const second = await start({ GONGKAI_DATA: place, GONGKAI_DEMO: 'on' })
    expect(second.said()).not.toContain('用户名')
    expect(second.said()).toContain('首次启动时已显示')
  })

  it('may run as several processes on one database, which count the attempts to guess a password together', async () => {
    const [elsewhere, ...places] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()]
    const server = await startPostgres(elsewhere)
    try {
      const env = {
        DATABASE_URL: `postgres://gongkai@/postgres?host=${encodeURIComponent(server.socket.host)}`,
        GONGKAI_KEY_FILE: join(elsewhere, 'keys.json'),
        GONGKAI_DEMO: 'on',
      }
      const first = await start({ ...env, GONGKAI_DATA: places[0] as string })
      const second = await start({ ...env, GONGKAI_DATA: places[1] as string })
      const password = /用户名 demo，密码 (\S+)/.exec(first.said())?.[1] ?? ''
      const signIn = async ({ address }: typeof first, given: string) => {
        const body = new URLSearchParams({ login: 'demo', password: given })
        const headers = { origin: address }
        return (await fetch(`${address}/desk/sign-in`, { method: 'POST', body, headers, redirect: 'manual' })).status
      }
      expect([await signIn(first, password), await signIn(second, password)]).toEqual([303, 303])
      for (let guess = 0; guess < 10; guess += 1) await signIn(guess % 2 === 0 ? first : second, `${guess}`)
      expect([await signIn(first, password), await signIn(second, password)]).toEqual([429, 429])
      expect(await Promise.all([end(first, 'SIGTERM'), end(second, 'SIGTERM')])).toEqual([0, 0])
    } finally {
      await server.stop()
    }
  })

  it('uses the database of an address and starts none of its own', async () => {
    const [elsewhere, place] = [await temporaryFolder(), await temporaryFolder()]
    const server = await startPostgres(elsewhere)
    try {
      const url = `postgres://gongkai@/postgres?host=${encodeURIComponent(server.socket.host)}`
      const site = await start({ GONGKAI_DATA: place, DATABASE_URL: url })
      expect((await fetch(`${site.address}/readyz`)).status).toBe(200)
      expect(processesIn(place)).toEqual([])
      expect(await end(site, 'SIGTERM')).toBe(0)
    } finally {
      await server.stop()
    }
  })
})
