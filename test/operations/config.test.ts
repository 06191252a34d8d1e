import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig, sayConfigProblems, settings, testSettings } from '../../src/config.ts'

const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env)
  if ('port' in read) throw new Error('the environment was accepted')
  return read
}

describe('The settings', () => {
  it('are those of a demonstration on one machine where nothing is set', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataFolder: 'var',
      demo: true,
      logLevel: 'info',
      pageMemory: 128,
    })
  })

  it('take an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}))
  })

  it('are taken as they are set', () => {
    const env = {
      PORT: '443',
      HOST: '::1',
      GONGKAI_DATA: '/srv/公开 数据',
      DATABASE_URL: 'postgres://someone:secret@db.example/gongkai',
      DATABASE_OWNER_URL: 'postgres://owner:secret@db.example/gongkai',
      GONGKAI_DEMO: 'off',
      LOG_LEVEL: 'warn',
      GONGKAI_KEY_FILE: '/srv/密钥/keys.json',
      GONGKAI_FONTS: '/srv/字体',
      GONGKAI_PUBLIC_URL: 'https://gongkai.example/',
      GONGKAI_PAGE_MEMORY: '64',
      GONGKAI_MAIL: 'smtp://office:secret@mail.example:587',
      GONGKAI_MAIL_FROM: 'office@gongkai.example',
    }
    expect(readConfig(env)).toEqual({
      port: 443,
      host: '::1',
      dataFolder: '/srv/公开 数据',
      databaseUrl: 'postgres://someone:secret@db.example/gongkai',
      databaseOwnerUrl: 'postgres://owner:secret@db.example/gongkai',
      demo: false,
      logLevel: 'warn',
      keyFile: '/srv/密钥/keys.json',
      fontFolder: '/srv/字体',
      publicUrl: 'https://gongkai.example',
      pageMemory: 64,
      mail: 'smtp://office:secret@mail.example:587',
      mailFrom: 'office@gongkai.example',
    })
  })

  it('send mail over a server only under an address that people can answer to', () => {
    expect(readConfig({ GONGKAI_MAIL: 'outbox' })).toEqual(readConfig({}))
    expect(problemsOf({ GONGKAI_MAIL: 'smtp://mail.example' })).toMatchObject([{ variable: 'GONGKAI_MAIL_FROM' }])
    const secret = { GONGKAI_MAIL: 'http://office:secret@mail.example', GONGKAI_MAIL_FROM: 'office' }
    expect(problemsOf(secret).map(({ variable, got }) => [variable, got])).toEqual([
      ['GONGKAI_MAIL', 'http://office:***@mail.example'],
      ['GONGKAI_MAIL_FROM', 'office'],
    ])
  })

  it('name all faults at once, each with its variable, what it holds and what it may hold', () => {
    const problems = problemsOf({ PORT: '70000', GONGKAI_DEMO: 'yes', DATABASE_URL: 'mysql://db', LOG_LEVEL: 'loud' })
    expect(problems.map(({ variable, got }) => [variable, got])).toEqual([
      ['PORT', '70000'],
      ['DATABASE_URL', 'mysql://db'],
      ['GONGKAI_DEMO', 'yes'],
      ['LOG_LEVEL', 'loud'],
    ])
    expect(sayConfigProblems(problems)).toContain('GONGKAI_DEMO 现在是“yes”，应当是on 或 off')
  })

  it.each(['-1', '8080.5', '65536', '0x50', 'http', '8080 8081'])('refuse %s as a port', (port) => {
    expect(problemsOf({ PORT: port })).toHaveLength(1)
  })

  it('never repeat a password', () => {
    const said = sayConfigProblems(problemsOf({ DATABASE_URL: 'mysql://someone:geheim@db.example/x' }))
    expect(said).toContain('mysql://someone:***@db.example/x')
    expect(said).not.toContain('geheim')
  })

  it.each([
    'mysql://someone:ge@heim@db.example/x',
    'mysql://someone:ge/he:im@db.example/x',
    'postgres://someone:ge heim@db.example/x',
    'someone:geheim@db.example/x',
    'mysql://db.example/x?user=someone&password=geheim',
  ])('never repeat a password, however it is written: %s', (url) => {
    const said = sayConfigProblems(problemsOf({ DATABASE_URL: url }))
    expect(said).toContain('someone')
    expect(said).toContain('db.example')
    expect(said).not.toMatch(/ge|heim|im@/)
  })

  it('stand in the manual, all of them and no others', () => {
    const manual = readFileSync(new URL('../../docs/operate.md', import.meta.url), 'utf8')
    const listed = [...manual.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    expect(listed.sort()).toEqual([...Object.keys(settings), ...Object.keys(testSettings)].sort())
  })

  it('have in the manual the preset that the program has', () => {
    const manual = readFileSync(new URL('../../docs/operate.md', import.meta.url), 'utf8')
    for (const [name, setting] of Object.entries(settings)) {
      const row = manual.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))
      expect(row, name).toContain('preset' in setting ? `\`${setting.preset}\`` : '未设置')
    }
  })
})
