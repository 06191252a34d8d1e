import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storable, toJson } from '../../src/store/storable.ts'

/** Text as files bring it: with NUL, lone surrogates and backslashes printed before letters. */
const text = fc
  .array(fc.constantFrom('民', 'a', '\0', '\ud83d', '\ude00', '😀', '\\', '\\u0000', '\\ud800', '"', 'ud800'))
  .map((signs) => signs.join(''))

describe('JSON for PostgreSQL', () => {
  it('says the same as the value, with U+FFFD for what PostgreSQL does not take', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const told = { one, list: [other, 3, null] }
        expect(JSON.parse(toJson(told))).toEqual({ one: storable(one), list: [storable(other), 3, null] })
      }),
    )
  })

  it('holds no NUL and no half of a sign', () => {
    expect(toJson({ name: '民\0政\ud83d' })).toBe('{"name":"民\ufffd政\ufffd"}')
    expect(toJson({ name: '印刷的 \\u0000 与 😀' })).toBe('{"name":"印刷的 \\\\u0000 与 😀"}')
  })
})
