import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Agency, AgencyKind } from '../../src/domain/agency/agency.ts'
import { indexBodies } from '../../src/domain/agency/match-body.ts'
import { kindByName, proposeBody } from '../../src/domain/agency/propose-body.ts'

const body = (
  id: number,
  name: string,
  shortName: string,
  region: string,
  kind: AgencyKind = 'department',
): Agency => ({
  id,
  parentId: null,
  name,
  shortName,
  region,
  kind,
  demonstration: false,
})

const yunxi = '示例省示例市云溪区'
const government = body(1, '示例市云溪区人民政府', '云溪区', yunxi, 'government')
const finance = body(2, '示例市云溪区财政局', '区财政局', yunxi)
const town = body(3, '云溪区青禾镇人民政府', '青禾镇', yunxi, 'township')
const elsewhere = body(4, '别处市财政局', '财政局', '别处省别处市')
const all = [government, finance, town, elsewhere]
const found = (named: string, bodies = all) => {
  const match = indexBodies(bodies).find(named)
  return match.kind === 'one' ? match.agency.name : match.kind
}

describe('The body that a report names', () => {
  test.each([
    ['示例市云溪区财政局', finance],
    ['示例省示例市云溪区财政局', finance],
    ['云溪区财政局', finance],
    ['云溪区 财政局 ', finance],
    ['示例市云溪区人民政府', government],
    ['云溪区人民政府', government],
    ['云溪区', government],
    ['云溪区政府', government],
    ['示例市云溪区人民政府办公室', government],
    ['云溪区青禾镇', town],
    ['示例市云溪区青禾镇人民政府', town],
    ['别处市财政局', elsewhere],
  ])('“%s” is the one of that place', (named, agency) => {
    expect(found(named)).toBe(agency.name)
  })

  test.each(['财政局', '青石区财政局', '别处市云溪区财政局', '青禾镇', '人民政府', '', '溪区财政局', '示例市'])(
    '“%s” is none of them',
    (named) => {
      expect(found(named)).toBe('none')
    },
  )

  it('is the office where the office is a body of its own, and never the office where the government is named', () => {
    const office = body(5, '示例市云溪区人民政府办公室', '区政府办', yunxi)
    expect(found('云溪区人民政府办公室', [government, office])).toBe(office.name)
    expect(found('云溪区人民政府', [office])).toBe('none')
  })

  it('is not guessed between two', () => {
    const twin = body(6, '云溪区国库支付局', '财政局', yunxi)
    expect(found('云溪区财政局', [finance, twin])).toBe('several')
    expect(found('示例市云溪区财政局', [finance, twin])).toBe(finance.name)
  })

  it.each([
    ['浙江省杭州市西湖区', '西湖区水务局', '杭州市西湖区水务局'],
    ['山东省济宁市市中区', '济宁市市中区水务局', '市中区水务局'],
    ['湖北省荆州市沙市区', '沙市区水务局', '荆州市沙市区水务局'],
    ['内蒙古自治区阿拉善盟额济纳旗', '额济纳旗水务局', '阿拉善盟额济纳旗水务局'],
    ['贵州省黔南布依族苗族自治州', '黔南布依族苗族自治州水务局', '贵州省黔南布依族苗族自治州水务局'],
  ])('may begin with any division of %s', (region, name, named) => {
    expect(found(named, [body(1, name, name, region)])).toBe(name)
  })

  it('is never another body than one that is written so, whatever the name', () => {
    const words = fc.array(fc.constantFrom('示例', '市', '云溪', '区', '财政', '局', '人民', '政府', '办公室', ' '), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(words, (parts) => {
        const named = parts.join('')
        const match = indexBodies(all).find(named)
        const rest = named.replace(/\s/g, '').replace(/(?:人民)?政府(?:办公室)?$/, '')
        if (match.kind === 'one')
          expect(`示例省${match.agency.name}`.replace(/人民政府$/, '').endsWith(rest)).toBe(true)
      }),
    )
  })
})

describe('A body proposed from a name', () => {
  it('stands in the region of its superior, its short name without the place', () => {
    expect(proposeBody('示例市云溪区 水务局', government)).toEqual({
      name: '示例市云溪区水务局',
      shortName: '水务局',
      region: yunxi,
      kind: 'department',
    })
  })

  it.each([
    ['云溪区人民政府', 'government'],
    ['青禾镇人民政府', 'township'],
    ['河滨街道办事处', 'township'],
    ['云溪区发展和改革委员会', 'department'],
    ['云溪区图书馆', 'other'],
  ])('%s is of the kind %s', (name, kind) => {
    expect(kindByName(name)).toBe(kind)
  })
})
