import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lookUpCodeOf, readLookUpCode, readReceipt, receiptOf } from '../../src/domain/request/access.ts'
import { birthDateOf, isCreditCode, yearsBetween } from '../../src/domain/request/identity-numbers.ts'
import { readSubmission, stepOf } from '../../src/domain/request/submission.ts'

const today = '2025-03-03'

const right = {
  kind: 'disclosure',
  title: '示例大道二期用地批复',
  documentNumber: '示府函〔2024〕18号',
  features: '',
  medium: 'electronic',
  delivery: 'online',
  applicantType: 'natural-person',
  name: '示例人甲',
  identityKind: 'resident-card',
  identityNumber: '110101190001010006',
  phone: '000-0000000',
  email: '',
  address: '',
  postcode: '',
  actsAs: 'self',
}

const other = {
  otherName: '示例人乙',
  otherIdentityKind: 'passport',
  otherIdentityNumber: 'SL0000001',
  otherPhone: '000-0000001',
}

const wrongIn = (changed: Record<string, string>) => {
  const read = readSubmission({ ...right, ...changed }, today)
  return read.ok ? [] : Object.keys(read.problems).sort()
}

describe('What the public writes (art. 29)', () => {
  test('becomes a request: what is asked for in lines, the form and way in words, who asks apart from it', () => {
    const read = readSubmission({ ...right, features: '云汐区段\r\n2024年' }, today)
    expect(read).toMatchObject({
      ok: true,
      value: {
        asks: {
          kind: 'disclosure',
          subject: '示例大道二期用地批复',
          content: '名称：示例大道二期用地批复\n文号：示府函〔2024〕18号\n其他特征：云汐区段\n2024年',
          medium: '电子文档',
          delivery: '网上获取',
        },
        petitioner: {
          actsAs: 'self',
          applicant: { name: '示例人甲', identityKind: '居民身份证', agent: '', help: '' },
        },
      },
    })
  })

  test.each([
    ['nothing to search for', { title: '', documentNumber: '' }, ['title']],
    ['only words that fit any paper', { title: '相关材料', documentNumber: '', features: '全部信息。' }, ['title']],
    ['a kind that there is not', { kind: 'gossip' }, ['kind']],
    ['no form', { medium: '' }, ['medium']],
    ['paper over the network', { medium: 'paper', delivery: 'online' }, ['delivery']],
    ['a fax, which the portal does not offer', { delivery: 'fax' }, ['delivery']],
    ['no name', { name: '  ' }, ['name']],
    ['a name that turns the writing round', { name: '示例\u202e甲' }, ['name']],
    ['no identity', { identityNumber: '' }, ['identityNumber']],
    ['a wrong check digit', { identityNumber: '110101190001010007' }, ['identityNumber']],
    ['a day of birth that there was not', { identityNumber: '110101190002300004' }, ['identityNumber']],
    ['no way to reach them', { phone: '' }, ['phone']],
    ['a phone of letters', { phone: '打给我' }, ['phone']],
    ['no address for the mail', { medium: 'paper', delivery: 'mail' }, ['address']],
    ['no e-mail for the e-mail', { delivery: 'e-mail' }, ['email']],
    ['half an e-mail', { email: 'shili@' }, ['email']],
    ['a child alone', { identityNumber: '110101201203010005' }, ['actsAs']],
    ['an agent without a name', { actsAs: 'agent', ...other, otherName: '' }, ['otherName']],
    [
      'an organisation with a guardian',
      {
        applicantType: 'research',
        actsAs: 'guardian',
        identityNumber: '91110000000000000E',
        contactPerson: '示例人丙',
        ...other,
      },
      ['actsAs'],
    ],
    [
      'an organisation with the number of a person',
      { applicantType: 'enterprise', contactPerson: '示例人丙' },
      ['identityNumber'],
    ],
    [
      'an organisation without anybody to ask for',
      { applicantType: 'enterprise', identityNumber: '91110000000000000E' },
      ['contactPerson'],
    ],
    ['a title without end', { title: '长'.repeat(201) }, ['title']],
  ])('with %s is told so beside the field', (_, changed, fields) => {
    expect(wrongIn(changed)).toEqual(fields)
  })

  test('is told all that is wrong at once, each on the step where its field stands', () => {
    const read = readSubmission({}, today)
    const names = read.ok ? [] : Object.keys(read.problems)
    expect(new Set(names.map(stepOf))).toEqual(new Set(['what', 'how', 'who']))
    expect(names.length).toBeGreaterThan(6)
  })

  test('of whom nobody knows the kind is not taken for one of an organisation (art. 29)', () => {
    const read = readSubmission(
      { ...right, applicantType: '', name: '', identityNumber: '', actsAs: 'guardian', ...other },
      today,
    )
    expect(read.ok ? {} : read.problems).toEqual({
      applicantType: '请选择申请人类型。',
      name: '请填写姓名或者名称，与证件一致。',
      identityNumber: '请填写证件号码。',
    })
  })

  test('passes for a child with a guardian, from sixteen on alone, for an agent and for an organisation', () => {
    expect(wrongIn({ identityNumber: '110101201203010005', actsAs: 'guardian', ...other })).toEqual([])
    expect(wrongIn({ identityNumber: '110101200903010001' })).toEqual([])
    expect(wrongIn({ actsAs: 'agent', ...other })).toEqual([])
    const organisation = {
      applicantType: 'enterprise',
      identityNumber: '９１110000000000000e',
      contactPerson: '示例人丙',
    }
    expect(wrongIn(organisation)).toEqual([])
  })

  test('never throws and never takes control signs into a line, whatever is typed', () => {
    const field = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...Object.values(right)))
    const forms = fc.record(Object.fromEntries(Object.keys(right).map((name) => [name, field])))
    fc.assert(
      fc.property(forms, (typed) => {
        const read = readSubmission(typed as Record<string, string>, today)
        if (!read.ok) return Object.keys(read.problems).length > 0
        const { subject } = read.value.asks
        return subject !== '' && !/[\p{Cc}\p{Bidi_Control}]/u.test(subject + read.value.petitioner.applicant.name)
      }),
    )
  })

  test('is read quickly, however long and odd it is', () => {
    const started = process.hrtime.bigint()
    for (const text of ['.'.repeat(60_000), 'a@'.repeat(30_000), '相关'.repeat(30_000)])
      readSubmission(Object.fromEntries(Object.keys(right).map((name) => [name, text])), today)
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2_000)
  })
})

describe('Numbers of identity', () => {
  test('of residents have a day of birth and a check digit; one changed digit is found', () => {
    expect(birthDateOf('110101190001010006')).toBe('1900-01-01')
    fc.assert(
      fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [...'110101190001010006']
        digits[at] = String((Number(digits[at]) + by) % 10)
        return birthDateOf(digits.join('')) === undefined
      }),
    )
  })

  test('of organisations have a check sign, and no letter that looks like a digit', () => {
    expect([isCreditCode('91110000000000000E'), isCreditCode('91110000000000000F')]).toEqual([true, false])
    expect(isCreditCode('9111000000000O000E')).toBe(false)
  })

  test('tell an age in whole years', () => {
    expect([yearsBetween('2009-03-03', today), yearsBetween('2009-03-04', today)]).toEqual([16, 15])
  })
})

describe('Receipt number and look-up code', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

  test('are read again however they are typed', () => {
    fc.assert(
      fc.property(bytes(8), bytes(12), (forReceipt, forCode) => {
        const [receipt, code] = [receiptOf(forReceipt), lookUpCodeOf(forCode)]
        expect(receipt).toMatch(/^\d{4}-\d{4}-\d{4}$/)
        expect(readReceipt(receipt.replaceAll('-', ' '))).toBe(receipt)
        const typed = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', '—')
        expect(readLookUpCode(` ${typed}`)).toBe(code)
      }),
    )
  })

  test.each(['', '12', '1234-5678-90!x', '1'.repeat(13)])('of which “%s” is none', (typed) => {
    expect([readReceipt(typed), readLookUpCode(typed)]).toEqual([undefined, undefined])
  })
})
