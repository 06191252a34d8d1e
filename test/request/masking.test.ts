import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskAddress, maskEmail, maskIdentityNumber, maskName, maskPhone } from '../../src/domain/request/masking.ts'

describe('Of an applicant is shown (个人信息保护法第五十一条)', () => {
  test.each([
    ['王五', '王**'],
    ['王小五', '王**'],
    ['欧阳小五', '欧阳**'],
    ['欧阳', '欧**'],
    ['𠮷田', '𠮷**'],
    ['张　三', '张**'],
    ['甲', '*'],
    ['', '*'],
  ])('of the name %s the family name: %s', (name, shown) => {
    expect(maskName(name)).toBe(shown)
  })

  test.each([
    ['520111199001011234', '5201**********1234'],
    ['52011119900101123X', '5201**********123X'],
    ['520111 19900101 1234', '5201**********1234'],
    ['５２０１１１１９９００１０１１２３４', '5201**********1234'],
    ['520111900101123', '5201*******1123'],
    ['E12345678', 'E******78'],
    ['AB12', '***'],
    ['', ''],
  ])('of the identity number %s its beginning and end: %s', (number, shown) => {
    expect(maskIdentityNumber(number)).toBe(shown)
  })

  test.each([
    ['13812345678', '138****5678'],
    ['+86 138-1234-5678', '138****5678'],
    ['0851-83851234', '**********34'],
    ['12345', '***45'],
    ['110', '***'],
    ['', ''],
  ])('of the phone number %s what tells it apart: %s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown)
  })

  test.each([
    ['zhangsan@example.com', 'z***@example.com'],
    ['z@example.com', '***@example.com'],
    ['@example.com', '***'],
    ['zhangsan', '***'],
    ['', ''],
  ])('of the e-mail address %s where it goes: %s', (email, shown) => {
    expect(maskEmail(email)).toBe(shown)
  })

  test.each([
    ['示例省示例市云汐区清风路1号', '示例省示例市云汐区***'],
    ['贵州省贵阳市花溪区贵筑街道明珠大道2号', '贵州省贵阳市花溪区***'],
    ['北京市朝阳区示例街3号', '北京市朝阳区***'],
    ['上海市浦东新区示例路5弄', '上海市浦东新区***'],
    ['湖北省恩施土家族苗族自治州巴东县信陵镇', '湖北省恩施土家族苗族自治州巴东县***'],
    ['内蒙古自治区锡林郭勒盟正蓝旗示例路', '内蒙古自治区锡林郭勒盟正蓝旗***'],
    ['广东省东莞市南城街道8号', '广东省东莞市***'],
    ['云汐区阳光小区3栋', '云汐区***'],
    ['阳光小区3栋', '***'],
    ['示例路1号云汐区政府旁', '***'],
    ['示例市云汐区', '示例市云汐区'],
    ['', ''],
  ])('of the address %s the district: %s', (address, shown) => {
    expect(maskAddress(address)).toBe(shown)
  })

  test('never so much that fewer than three signs are left to guess', () => {
    const digits = fc.stringMatching(/^\d{1,20}$/)
    fc.assert(
      fc.property(digits, (number) => {
        for (const shown of [maskIdentityNumber(number), maskPhone(number)])
          expect(shown.match(/\*/g)?.length).toBeGreaterThanOrEqual(3)
      }),
    )
  })
})
