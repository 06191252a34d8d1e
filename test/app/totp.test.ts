import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base32, codeOf, enrolmentAddress, fromBase32, stepAt, stepOfCode } from '../../src/app/totp.ts'

/** Secret and codes of RFC 6238, appendix B (SHA-1), the last six of the eight digits. */
const secret = new TextEncoder().encode('12345678901234567890')
const codes = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const

const second = (seconds: number) => new Date(seconds * 1000)

describe('A code (RFC 6238)', () => {
  test.each(codes)('at second %i is %s', (seconds, code) => {
    expect(codeOf(secret, stepAt(second(seconds)))).toBe(code)
  })

  test.each([
    ['the period before', -30, true],
    ['the period itself', 0, true],
    ['the period after', 30, true],
    ['two periods before', -60, false],
    ['two periods after', 60, false],
  ])('of %s counts: %s seconds away', (_, away, counts) => {
    const at = second(1_111_111_111)
    const code = codeOf(secret, stepAt(second(1_111_111_111 + away)))
    expect(stepOfCode(secret, code, { at, after: null }) !== undefined).toBe(counts)
  })

  test('that was used, or is older than one that was used, does not count', () => {
    const at = second(1_111_111_111)
    const step = stepAt(at)
    expect(stepOfCode(secret, codeOf(secret, step), { at, after: step })).toBeUndefined()
    expect(stepOfCode(secret, codeOf(secret, step - 1), { at, after: step })).toBeUndefined()
    expect(stepOfCode(secret, codeOf(secret, step + 1), { at, after: step })).toBe(step + 1)
  })

  test.each(['', '28708', '2870822', 'abcdef', '２８７０８２'])('%j is none', (code) => {
    expect(stepOfCode(secret, code, { at: second(59), after: null })).toBeUndefined()
  })
})

describe('A secret', () => {
  test('is written as RFC 4648 writes it', () => {
    expect(base32(new TextEncoder().encode('foobar'))).toBe('MZXW6YTBOI')
  })

  test('comes back from base 32', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(fromBase32(base32(bytes))).toEqual(bytes)
      }),
    )
  })

  test('is told to the authenticator with body and login', () => {
    const address = new URL(enrolmentAddress('MZXW6', { issuer: '公开工作台 区政府', login: 'zhang.san' }))
    expect(decodeURIComponent(address.pathname)).toContain('公开工作台 区政府:zhang.san')
    expect(Object.fromEntries(address.searchParams)).toEqual({
      secret: 'MZXW6',
      issuer: '公开工作台 区政府',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
    expect(address.search).not.toContain('+')
  })
})
