import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDigitOf, findNumbers, isIdentityNumber, passesLuhn } from '../../src/domain/redaction/find-numbers.ts'
import { identity } from './papers.ts'

const foundIn = (text: string) => findNumbers(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)

/** Numbers of people born between 1900 and 2020, anywhere; the check digit is right. */
const identities = fc
  .record({
    area: fc.constantFrom('110101', '330102', '520111', '659001'),
    born: fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ area, born, order }) => {
    const seventeen = area + born.toISOString().slice(0, 10).replaceAll('-', '') + String(order).padStart(3, '0')
    return seventeen + checkDigitOf(seventeen)
  })

describe('Numbers of people in a text', () => {
  test.each([
    ['身份证号码：110101190001010006。', ['identity 110101190001010006']],
    ['全角：１１０１０１１９０００１０１０００６', ['identity １１０１０１１９０００１０１０００６']],
    ['旧证 110101000101001 号', ['identity 110101000101001']],
    ['手机13800000000，另有 +86 138-0000-0000', ['mobile 13800000000', 'mobile +86 138-0000-0000']],
    ['电话：010-12345678转801；（0571）8765 4321', ['landline 010-12345678']],
    ['传真：6123456', ['landline 6123456']],
    ['卡号 6222 0200 0000 0000 000', ['bank-card 6222 0200 0000 0000 000']],
    ['卡号 4111111111111111', ['bank-card 4111111111111111']],
    ['信箱 shili.ren@example.cn，请回复', ['e-mail shili.ren@example.cn']],
  ])('%s', (text, wanted) => {
    expect(foundIn(text)).toEqual(wanted)
  })

  test.each([
    '示例公〔2025〕12号，2025年11月30日，金额 1380000 元',
    '文件索引号 110101190001010007（校验位不对）',
    '110101190013410006 里没有第十三个月',
    '000101190001010009 不是任何省',
    '卡号 6222020000000000001（校验位不对）',
    '统一社会信用代码 11441700007280420Y',
    '项目编号 2025-330102-48-01-138000000001',
    '面积 13800000000.5 平方米的小数 0.13800000000',
    '邮政编码 100000，第 12345678 号收据',
  ])('nothing in: %s', (text) => {
    expect(foundIn(text)).toEqual([])
  })

  test('a number that runs over the end of a line is one number', () => {
    expect(foundIn('证号：1101011900\n01010006')).toEqual(['identity 1101011900\n01010006'])
    expect(foundIn('手机：138000\n00000')).toEqual(['mobile 138000\n00000'])
  })

  test('every identity number with its check digit is found whole, wherever it stands (GB 11643)', () => {
    fc.assert(
      fc.property(identities, fc.constantFrom('', '号', '：', '（'), (number, before) => {
        expect(foundIn(`${before}${number}，`)).toEqual([`identity ${number}`])
      }),
    )
  })

  test('one digit changed is told by the check digit (ISO 7064 MOD 11-2)', () => {
    fc.assert(
      fc.property(identities, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const digit = (Number(number[at]) + by) % 10
        expect(isIdentityNumber(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false)
      }),
    )
  })

  test('one digit changed is told by the sum of a card (ISO/IEC 7812-1)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^62\d{16}$/), fc.integer({ min: 1, max: 9 }), (start, by) => {
        const last = [...'0123456789'].find((digit) => passesLuhn(start + digit)) ?? ''
        expect(foundIn(`卡 ${start}${last} 号`)).toEqual([`bank-card ${start}${last}`])
        expect(passesLuhn(start + ((Number(last) + by) % 10))).toBe(false)
      }),
    )
  })

  test('is found in the order of the text, and nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(identity, '13800000000', 'a@b.cn', '，', ' ', '\n', '7')), (parts) => {
        const found = findNumbers(parts.join(''))
        for (const [at, one] of found.entries()) expect(one.start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0)
      }),
    )
  })

  test('takes no long time over a long row of digits', () => {
    const start = performance.now()
    findNumbers('1380000 '.repeat(20_000) + '6'.repeat(100_000) + 'a@'.repeat(50_000))
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
