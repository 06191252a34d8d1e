import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { outcomeGroups, outcomeIds, outcomes } from '../../src/domain/request/outcomes.ts'
import { loadOutcomeRows, parseOutcomeRows } from '../../src/store/outcome-rows.ts'
import { root } from '../database.ts'
import { shippedForm, shippedForms } from '../report/sheet-builder.ts'

const file = join(root, 'data/outcome-rows.json')
const given = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>
const parse = (table: unknown) => parseOutcomeRows(JSON.stringify(table), 'outcome-rows.json', shippedForms())

describe('Every outcome', () => {
  test.each(['2019', '2021'] as const)('is counted in one row of the form of %s, among its own kind', async (id) => {
    const rows = await loadOutcomeRows(file, shippedForms())
    const printed = shippedForm(id).tables.flatMap(({ blocks }) => blocks.flatMap((block) => block.rows))
    for (const outcome of outcomeIds) {
      const [row, ...more] = printed.filter(({ key }) => key === rows[outcome][id])
      expect(more).toEqual([])
      const heading = [...(row?.groups ?? []), row?.label].join()
      expect(heading).toContain(outcomeGroups[outcomes[outcome].group])
    }
  })

  test('leaves no row of a form uncounted', async () => {
    const rows = await loadOutcomeRows(file, shippedForms())
    for (const form of shippedForms()) {
      const printed = form.tables.flatMap(({ blocks }) => blocks.flatMap((block) => block.rows))
      const counting = printed.filter(({ role, replaces }) => role === 'outcome' && !replaces).map(({ key }) => key)
      const counted = new Set(outcomeIds.map((outcome) => rows[outcome][form.id]))
      expect([...counted].sort()).toEqual([...counting].sort())
    }
  })
})

describe('A table that does not fit', () => {
  test('is refused with all its faults at once', () => {
    const table = given()
    const { granted: _, ...rest } = table
    const wrong = {
      ...rest,
      'partly-granted': { 2019: 'partly-granted' },
      'refused.state-secret': { 2019: 'settled', 2021: 'constructor', 2030: 'granted' },
      'otherwise.withdrawn': { 2019: 'otherwise', 2021: 'otherwise' },
      toString: { 2019: 'granted', 2021: 'granted' },
    }
    expect(() => parse(wrong)).toThrow(
      [
        '办理结果与表样行的对照文件 outcome-rows.json 有 7 处错误：',
        '  toString：没有这种办理结果',
        '  granted：缺少这种办理结果',
        '  partly-granted：没有写表样 2021 的哪一行',
        '  refused.state-secret：没有 2030 这个表样',
        '  refused.state-secret：表样 2019 没有 settled 这一行办理结果',
        '  refused.state-secret：表样 2021 没有 constructor 这一行办理结果',
        '  otherwise.withdrawn：表样 2021 没有 otherwise 这一行办理结果',
      ].join('\n'),
    )
  })

  test.each(['{', '[]', '{"granted": "granted"}'])('%s is refused in a sentence', (json) => {
    expect(() => parseOutcomeRows(json, 'outcome-rows.json', shippedForms())).toThrow(/outcome-rows\.json 应当是 JSON/)
  })
})
