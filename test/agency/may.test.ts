import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { may, reachOf, type Thing } from '../../src/domain/agency/may.ts'
import { type Person, type Role, roles } from '../../src/domain/agency/person.ts'
import { type DeskAction, type Reach, rights } from '../../src/domain/agency/rights.ts'

const roleNames = Object.keys(roles) as Role[]
const actions = Object.keys(rights) as DeskAction[]

/** Reaches by the letter of each role, in the order of `roleNames`: section, asked, body, tree, nothing. */
const letters: Record<string, Reach | undefined> = { s: 'section', a: 'asked', b: 'body', t: 'subtree', '.': undefined }

/** Columns: 管理员 经办人 承办人 科室信息员 审核人 分管领导 负责人 监督员 审计员. */
const grid: Record<DeskAction, string> = {
  'read-request': '. b a a b b b t .',
  'search-requests': '. b a a b b b t .',
  'export-requests': '. b . . . . b t .',
  'register-request': '. b . . . . b . .',
  'edit-entry': '. b . . . . b . .',
  'correct-entry': '. b . . . . b . .',
  'ask-clarification': '. b . . . . b . .',
  'record-clarification': '. b . . . . b . .',
  'demand-reasons': '. b . . . . b . .',
  'consult-third-party': '. b . . . . b . .',
  'consult-organ': '. b . . . . b . .',
  'ask-section': '. b s . . . b . .',
  'answer-search': '. b a a . . b . .',
  assign: '. b . . . . b . .',
  'bulk-assign': '. b . . . . b . .',
  extend: '. . . . . . b . .',
  delay: '. b . . . . b . .',
  'notice-fee': '. b . . . . b . .',
  'record-payment': '. b . . . . b . .',
  'decide-outcome': '. b s . . . b . .',
  'draft-reply': '. b s . . . b . .',
  review: '. . . . b b b . .',
  'sign-off': '. . . . . b b . .',
  'issue-letter': '. b . . . . b . .',
  'record-delivery': '. b . . . . b . .',
  withdraw: '. b . . . . b . .',
  transfer: '. b . . . . b . .',
  split: '. b . . . . b . .',
  merge: '. b . . . . b . .',
  note: '. b s . b b b . .',
  'add-file': '. b s a . . b . .',
  'read-file': '. b s . b b b . .',
  'record-dispute': '. b . . . . b . .',
  'redact-file': '. b s . . . b . .',
  'publish-answer': '. b . . . . b . .',
  'read-year': '. b . . . b b t .',
  'draft-year': '. b . . . . b . .',
  'close-year': '. . . . . . b . .',
  'propose-amendment': '. b . . . . b . .',
  'decide-amendment': '. . . . . b b . .',
  'reveal-applicant': '. b . . . . b . .',
  'set-office': 't . . . . . b . .',
  'read-desk-reports': 't t . . . t t t .',
  'import-reports': 't t . . . . t . .',
  'decide-report': 't t . . . . t . .',
  'declare-nil': 't t . . . . t . .',
  'draft-roll-up': 't t . . . . t . .',
  'read-bodies': 't t . . . t t t .',
  'manage-bodies': 't t . . . . t . .',
  'read-people': 't t . . . t t t t',
  'manage-people': 't . . . . . . . .',
  'manage-sections': 't . . . . . . . .',
  'read-trail': 't . . . . . . . t',
  'export-trail': 't . . . . . . . t',
  'verify-trail': 't . . . . . . . t',
}

const reachIn = (action: DeskAction, role: Role) => letters[grid[action].split(' ')[roleNames.indexOf(role)] ?? '']

const person = (role: Role, sectionId: number | null = 7): Person => ({
  accountId: 1,
  agencyId: 10,
  login: 'a',
  displayName: '甲',
  role,
  sectionId,
})

/** Where a thing may lie, and the reaches that get there. */
const things: readonly (readonly [string, Thing, readonly Reach[]])[] = [
  ['of one’s section', { agencyId: 10, sectionId: 7 }, ['section', 'asked', 'body', 'subtree']],
  [
    'one’s section was asked about',
    { agencyId: 10, sectionId: 8, askedSectionIds: [9, 7] },
    ['asked', 'body', 'subtree'],
  ],
  ['of another section', { agencyId: 10, sectionId: 8, askedSectionIds: [9] }, ['body', 'subtree']],
  ['of no section', { agencyId: 10, sectionId: null }, ['body', 'subtree']],
  ['of the body', { agencyId: 10 }, ['body', 'subtree']],
  ['of a body below, whose section has the same number', { agencyId: 11, isBelow: true, sectionId: 7 }, ['subtree']],
  ['of a body above or beside', { agencyId: 12, isBelow: false, sectionId: 7 }, []],
  ['of a body that nobody has placed', { agencyId: 12, askedSectionIds: [7] }, []],
]

const cells = roleNames.flatMap((role) => actions.map((action) => ({ role, action })))

describe('What a role may do (条例第四条)', () => {
  test.each(cells)('$role, $action: reaches as far as the grid says, and no farther', ({ role, action }) => {
    const reach = reachIn(action, role)
    expect(reachOf({ role }, action)).toBe(reach)
    for (const [, thing, reachedBy] of things)
      expect(may(person(role), action, thing) === true).toBe(reach !== undefined && reachedBy.includes(reach))
  })

  test('the grid has a column a role, and knows no action that is not there', () => {
    expect(Object.keys(grid)).toEqual(actions)
    for (const row of Object.values(grid)) expect(row.split(' ')).toHaveLength(roleNames.length)
  })

  test('only the head of the disclosure office consents to an extension (条例第三十三条)', () => {
    expect(may(person('head'), 'extend', { agencyId: 10 })).toBe(true)
    expect(may(person('officer'), 'extend', { agencyId: 10 })).toEqual({
      code: 'not-your-role',
      says: '“延长答复期限”限公开工作机构负责人，您的角色是经办人。',
      article: '条例第三十三条',
    })
  })

  test('who is refused for the section is told who has the dossier', () => {
    expect(may(person('handler'), 'draft-reply', { agencyId: 10, sectionId: 8 })).toEqual({
      code: 'not-your-section',
      says: '“拟写答复”限经办人、公开工作机构负责人或承办科室的承办人，这件事没有分到您的科室。',
      article: '条例第三十六条',
    })
    expect(may(person('handler', null), 'draft-reply', { agencyId: 10, sectionId: null })).toMatchObject({
      code: 'not-your-section',
      says: expect.stringContaining('您还没有编入科室，请联系管理员'),
    })
  })

  test('a supervisor writes nothing, an auditor sees neither requests nor reports (条例第四十七条)', () => {
    const of = (role: Role) => actions.filter((action) => reachOf({ role }, action) !== undefined)
    expect(of('supervisor').filter((action) => !/^(read|search|export)-/.test(action))).toEqual([])
    expect(of('auditor')).toEqual(['read-people', 'read-trail', 'export-trail', 'verify-trail'])
  })

  test('the head may everything that an officer may', () => {
    for (const action of actions)
      if (reachOf({ role: 'officer' }, action)) expect(reachOf({ role: 'head' }, action)).toBeDefined()
  })

  test('whoever has accounts in hand has no applicants in hand (个人信息保护法第五十一条)', () => {
    expect(reachOf({ role: 'administrator' }, 'reveal-applicant')).toBeUndefined()
    expect(reachOf({ role: 'administrator' }, 'read-request')).toBeUndefined()
  })

  test('nothing is allowed in a body that is neither one’s own nor below it', () => {
    const thing = fc.record({
      agencyId: fc.integer({ min: 11 }),
      sectionId: fc.constantFrom(null, 7),
      askedSectionIds: fc.constantFrom([], [7]),
    })
    fc.assert(
      fc.property(fc.constantFrom(...roleNames), fc.constantFrom(...actions), thing, (role, action, at) => {
        expect(may(person(role), action, at)).toMatchObject({ code: expect.stringMatching(/^not-your-/) })
      }),
    )
  })
})
