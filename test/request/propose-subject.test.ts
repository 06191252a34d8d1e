import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proposeSubject } from '../../src/domain/request/propose-subject.ts'

test.each([
  ['申请公开示例大道二期用地批复及附图。另附补偿方案。', '示例大道二期用地批复及附图'],
  ['本人申请获取：2019年以来公共厕所分布\n谢谢', '2019年以来公共厕所分布'],
  ['根据《政府信息公开条例》，申请公开公园鸭舍采购合同；含附件', '公园鸭舍采购合同'],
  ['申请公开', '申请公开'],
  ['长'.repeat(80), `${'长'.repeat(49)}…`],
])('the line for the lists of “%s” is “%s”', (content, subject) => {
  expect(proposeSubject(content)).toBe(subject)
})

test('of any content with a letter there is a line of at most fifty characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const subject = proposeSubject(`${text}字`)
      expect(subject).not.toBe('')
      expect([...subject].length).toBeLessThanOrEqual(50)
      expect(subject).not.toContain('\n')
    }),
  )
})
