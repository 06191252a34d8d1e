import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applicantContext } from '../../src/store/seal-contexts.ts'
import { CannotOpen, createSeals, idOfKey, keyIdOf } from '../../src/store/seals.ts'
import { testKeys, testSeals } from '../seals.ts'

const context = applicantContext(3)
const bytes = (sealed: Uint8Array) => Buffer.from(sealed)

describe('What is sealed', () => {
  test('opens as it was, whatever the signs of a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(testSeals.open(testSeals.seal(text, context), context)).toBe(text)
      }),
    )
  })

  test('shows nothing of the text, and never looks the same twice', () => {
    const text = '520111199001011234'
    const once = testSeals.seal(text, context)
    expect(bytes(once).includes(text)).toBe(false)
    expect(bytes(testSeals.seal(text, context)).equals(once)).toBe(false)
  })

  test('opens for the body that it was sealed for alone', () => {
    const sealed = testSeals.seal('示例路 1 号', applicantContext(3))
    expect(() => testSeals.open(sealed, applicantContext(4))).toThrow(CannotOpen)
  })

  test('does not open once any byte of it was changed, or its end is gone', () => {
    const sealed = testSeals.seal('13800000000', context)
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
      expect(() => testSeals.open(changed, context)).toThrow(CannotOpen)
      expect(() => testSeals.open(sealed.subarray(0, at), context)).toThrow(CannotOpen)
    }
  })

  test('tells under which key it is sealed, and opens while that key is kept', () => {
    const newer = randomBytes(32)
    const keys = { ...testKeys, current: idOfKey(newer), keys: new Map([...testKeys.keys, [idOfKey(newer), newer]]) }
    const seals = createSeals(() => keys, randomBytes)
    const old = testSeals.seal('甲', context)
    expect(keyIdOf(old)).toBe(testSeals.currentKeyId)
    expect(seals.open(old, context)).toBe('甲')
    const sealed = seals.seal('甲', context)
    expect(keyIdOf(sealed)).toBe(idOfKey(newer))
    expect(() => testSeals.open(sealed, context)).toThrow(`The key ${idOfKey(newer)} is not among the keys`)
  })
})

describe('A mark', () => {
  test('is equal for equal texts of one purpose, and only for them', () => {
    const mark = (text: string, purpose: string) => bytes(testSeals.mark(text, purpose)).toString('hex')
    expect(mark('520111199001011234', 'person')).toMatch(/^[0-9a-f]{32}$/)
    expect(mark('520111199001011234', 'person')).toBe(mark('520111199001011234', 'person'))
    expect(mark('520111199001011234', 'person')).not.toBe(mark('520111199001011234', 'name'))
    expect(mark('520111199001011234', 'person')).not.toBe(mark('520111199001011235', 'person'))
  })

  test('cannot be made without its key', () => {
    const others = createSeals(() => ({ ...testKeys, markKey: new Uint8Array(32).fill(8) }), randomBytes)
    expect(bytes(others.mark('甲', 'name')).equals(testSeals.mark('甲', 'name'))).toBe(false)
  })
})
