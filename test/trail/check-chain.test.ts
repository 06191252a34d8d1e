import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkEnd, checkLink } from '../../src/domain/trail/check-chain.ts'
import { type ChainEnd, chainStart, forge, type Link } from '../../src/domain/trail/link.ts'

const sm3 = (text: string) => createHash('sm3').update(text).digest()

const fact = fc.record({
  at: fc.date({ min: new Date('2019-05-15T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }),
  accountId: fc.option(fc.nat()),
  person: fc.string({ unit: 'grapheme' }),
  kind: fc.string({ minLength: 1 }),
  subject: fc.string({ minLength: 1 }),
  details: fc.dictionary(fc.string(), fc.jsonValue()),
})

function chainOf(facts: readonly (typeof fact extends fc.Arbitrary<infer T> ? T : never)[]): readonly Link[] {
  const links: Link[] = []
  for (const one of facts) links.push(forge(links.at(-1) ?? chainStart, { agencyId: 7, ...one }, sm3))
  return links
}

/** The first break in a chain with this end written down. */
function firstBreak(links: readonly Link[], newest: ChainEnd | undefined) {
  let end = chainStart
  for (const link of links) {
    const broken = checkLink(end, link, sm3)
    if (broken) return broken
    end = link
  }
  return checkEnd(end, newest)
}

describe('A chain', () => {
  test('is whole as it was written', () => {
    fc.assert(
      fc.property(fc.array(fact), (facts) => {
        const links = chainOf(facts)
        expect(firstBreak(links, links.at(-1))).toBeUndefined()
      }),
    )
  })

  test('is broken by whatever is changed, taken out, put in another place or cut off', () => {
    const changed = fc.constantFrom<(link: Link) => Link>(
      (link) => ({ ...link, text: link.text.replace('"details":', '"details" :') }),
      (link) => ({ ...link, hash: sm3(`${link.text} `) }),
      (link) => ({ ...link, person: `${link.person}乙` }),
      (link) => ({ ...link, at: new Date(link.at.getTime() + 1) }),
      (link) => ({ ...link, accountId: (link.accountId ?? 0) + 1 }),
      (link) => {
        const text = link.text.replace('"details":', '"details" :')
        return { ...link, text, hash: sm3(text) }
      },
    )
    const tampered = fc.array(fact, { minLength: 2, maxLength: 6 }).chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        place: fc.nat(facts.length - 1),
        other: fc.nat(facts.length - 1),
        changed,
      }),
    )
    fc.assert(
      fc.property(tampered, ({ facts, place, other, changed }) => {
        const links = chainOf(facts)
        const newest = links.at(-1)
        const at = (index: number) => links[index] as Link
        expect(firstBreak(links.with(place, changed(at(place))), newest)).toBeDefined()
        expect(firstBreak(links.toSpliced(place, 1), newest)).toBeDefined()
        expect(firstBreak(links.slice(0, place), newest)).toBeDefined()
        if (place === other) return
        const swapped = links
          .with(place, { ...at(other), seq: place + 1 })
          .with(other, { ...at(place), seq: other + 1 })
        expect(firstBreak(swapped, newest)).toMatchObject({ seq: Math.min(place, other) + 1, code: 'order' })
      }),
    )
  })

  test('has the same text for the same facts, in whatever order they were written down', () => {
    const facts = { agencyId: 7, at: new Date(0), accountId: null, person: '', kind: 'k', subject: 's' }
    const one = forge(chainStart, { ...facts, details: { b: [{ d: 1, c: 2 }], a: '甲' } }, sm3)
    const other = forge(chainStart, { ...facts, details: { a: '甲', b: [{ c: 2, d: 1 }] } }, sm3)
    expect(other.text).toBe(one.text)
  })

  test('without any link and without an end is whole', () => {
    expect(firstBreak([], undefined)).toBeUndefined()
    expect(firstBreak([], chainStart)).toBeUndefined()
  })
})
