import { describe, expect, it } from 'vitest'
import { announcement } from '../../src/announcement.ts'
import { type Config, readConfig } from '../../src/config.ts'

const config = (env: Record<string, string>) => readConfig(env) as Config
const said = (env: Record<string, string>) => announcement(config(env), '/srv/var', 8080, { accounts: [] })

describe('The words at the start', () => {
  it('tell the address as a browser takes it', () => {
    expect(said({})).toContain('http://127.0.0.1:8080/\n')
    expect(said({ HOST: '::1' })).toContain('http://[::1]:8080/\n')
    expect(said({ HOST: '0.0.0.0' })).toContain('http://localhost:8080/\n')
    expect(said({ GONGKAI_PUBLIC_URL: 'https://gongkai.example/' })).toContain('https://gongkai.example/\n')
  })

  it('tell where the data lies without telling a password', () => {
    expect(said({})).toContain('数据在：/srv/var\n')
    expect(said({ DATABASE_URL: 'postgres://someone:geheim@db.example/x' })).not.toContain('geheim')
  })

  it('tell the way to the first body while there is none', () => {
    const words = announcement(config({ GONGKAI_DEMO: 'off' }), '/srv/var', 8080, { accounts: [], setupCode: 'abc' })
    expect(words).toContain('http://127.0.0.1:8080/first-run?code=abc\n')
    expect(words).not.toContain('演示')
  })
})
