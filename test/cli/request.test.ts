import { describe, expect, it } from 'vitest'
import type { CliIo } from '../../src/cli/io.ts'
import { runCommand } from '../../src/cli/main.ts'
import { folderWith, ioInMemory } from './report-io.ts'

const notAsked = () => Promise.reject(new Error('not asked for'))

async function request(args: readonly string[], more: Partial<CliIo> = {}) {
  const told = ioInMemory('no threads', more)
  const commands = { version: '0', io: told.io, serve: notAsked, work: notAsked }
  const status = await runCommand(['request', ...args], commands)
  return { status, out: told.out(), err: told.err() }
}

const from = (...chunks: readonly (string | Uint8Array)[]) => ({
  stdin: async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk)
  },
})

/** What is told of these facts on a day, as JSON. */
async function due(facts: readonly unknown[], today: string) {
  const { status, out, err } = await request(['due', '-', '--today', today, '--json'], from(JSON.stringify({ facts })))
  expect([status, err]).toEqual([0, ''])
  return JSON.parse(out)
}

/** The lines that refuse these facts. */
async function refused(facts: readonly unknown[], today = '2025-06-30') {
  const { status, out, err } = await request(['due', '-', '--today', today, '--json'], from(JSON.stringify({ facts })))
  expect([status, out]).toEqual([2, ''])
  expect(err).toMatch(/\n$/)
  return err.trimEnd().split('\n')
}

const submitted = { happened: 'submitted', on: '2025-03-03', channel: 'counter' }

const history = [
  submitted,
  { happened: 'clarification-asked', on: '2025-03-06' },
  { happened: 'clarification-received', on: '2025-03-20' },
  { happened: 'third-party-asked', on: '2025-03-25', party: 'a', delivered: '2025-03-25' },
  { happened: 'third-party-answered', on: '2025-04-01', party: 'a' },
]

describe('gongkai request due --json', () => {
  it('tells when the reply is due, how it stands, and each step with its article', async () => {
    const { steps, ...told } = await due(history, '2025-04-22')
    expect(told).toEqual({
      receivedOn: '2025-03-03',
      dueOn: '2025-04-25',
      state: 'running',
      remaining: 3,
      provisional: false,
    })
    expect(steps.at(0)).toEqual({
      on: '2025-03-03',
      article: '条例第三十一条第（一）项',
      says: '当面提交，当日为收到申请之日',
    })
    expect(steps.at(-1)).toMatchObject({ on: '2025-04-25', article: '条例第三十三条' })
  })

  it('gives the same in any order of entry', async () => {
    expect(await due(history.toReversed(), '2025-04-22')).toEqual(await due(history, '2025-04-22'))
  })

  it.each([
    ['awaiting-confirmation', [{ ...submitted, channel: 'online' }], []],
    ['awaiting-clarification', history.slice(0, 2), ['receivedOn']],
    ['awaiting-payment', [submitted, { happened: 'fee-noticed', on: '2025-03-06' }], ['receivedOn']],
  ])('has no due date in the state %s', async (state, facts, more) => {
    const told = await due(facts, '2025-03-20')
    expect(told.state).toBe(state)
    expect(Object.keys(told)).toEqual([...more, 'state', 'provisional', 'steps'])
  })

  it.each([
    ['paused', [...history.slice(0, 4)], '2025-04-01', {}],
    ['met', [submitted, { happened: 'replied', on: '2025-03-31' }], '2025-06-30', {}],
    ['overdue', [submitted, { happened: 'replied', on: '2025-04-02' }], '2025-06-30', { overdueBy: 2 }],
    ['overdue', [submitted], '2025-04-07', { overdueBy: 4 }],
  ])('tells in the state %s only what belongs to it', async (state, facts, today, more) => {
    const { receivedOn, dueOn, provisional, steps, ...told } = await due(facts, today)
    expect(told).toEqual({ state, ...more })
    expect([receivedOn, typeof dueOn, provisional, Array.isArray(steps)]).toEqual(['2025-03-03', 'string', false, true])
  })

  it('knows every fact of the contract', async () => {
    const all = [
      { happened: 'submitted', on: '2025-03-01', channel: 'e-mail' },
      { happened: 'signed-for', on: '2025-03-03' },
      { happened: 'receipt-confirmed', on: '2025-03-03' },
      ...history.slice(1),
      { happened: 'fee-noticed', on: '2025-04-02' },
      { happened: 'fee-paid', on: '2025-04-10' },
      { happened: 'co-maker-asked', on: '2025-04-11', party: 'b', delivered: '2025-04-14' },
      { happened: 'co-maker-answered', on: '2025-04-15', party: 'b' },
      { happened: 'other-organ-asked', on: '2025-04-15', party: 'c' },
      { happened: 'other-organ-answered', on: '2025-04-18', party: 'c' },
      { happened: 'extended', on: '2025-04-21', workdays: 5 },
      { happened: 'delayed-until', on: '2025-04-22', date: '2025-08-31' },
      { happened: 'replied', on: '2025-08-31' },
    ]
    expect(await due(all, '2025-09-01')).toMatchObject({ receivedOn: '2025-03-03', dueOn: '2025-08-31', state: 'met' })
  })

  it('takes today from the clock, in China', async () => {
    const told = await request(['due', '-', '--json'], {
      ...from(JSON.stringify({ facts: [submitted] })),
      now: () => new Date('2025-03-30T16:00:00Z'),
    })
    expect(JSON.parse(told.out)).toMatchObject({ state: 'running', remaining: 0 })
  })

  it('reads a file too, with the mark of its encoding or without', async () => {
    const text = JSON.stringify({ facts: [submitted] })
    for (const content of [text, `\u{feff}${text}`]) {
      const file = `${folderWith({ 'facts.json': content })}/facts.json`
      const { status, out } = await request(['due', file, '--today', '2025-03-20', '--json'])
      expect([status, JSON.parse(out).dueOn]).toEqual([0, '2025-03-31'])
    }
  })

  it('reads ten thousand facts', async () => {
    const asked = Array.from({ length: 5000 }, (_, at) => `${at}`).flatMap((party) => [
      { happened: 'other-organ-asked', on: '2025-03-10', party },
      { happened: 'other-organ-answered', on: '2025-03-20', party },
    ])
    expect(await due([submitted, ...asked], '2025-04-01')).toMatchObject({ dueOn: '2025-04-11' })
  })
})

describe('gongkai request due', () => {
  it('passes over a name that says nothing to the clock, and tells it', async () => {
    const facts = JSON.stringify({ facts: [{ ...submitted, clerk: '示例' }] })
    const { status, out, err } = await request(['due', '-', '--today', '2025-03-31', '--json'], from(facts))
    expect([status, err]).toEqual([0, 'facts[0]：不认识 "clerk" 这一项，没有用到\n'])
    expect(JSON.parse(out)).toMatchObject({ dueOn: '2025-03-31', remaining: 0 })
  })
})

describe('gongkai request due refuses', () => {
  it('unknown words, impossible dates, missing and mistyped fields and answers without a question, all at once', async () => {
    const lines = await refused([
      submitted,
      { happened: 'constructor', on: '2025-03-04' },
      { happened: 'clarification-asked', on: '2025-02-30' },
      { happened: 'third-party-asked', on: '2025-03-05' },
      { happened: 'other-organ-answered', on: '2025-03-06', party: 'z' },
      { happened: 'extended', on: '2025-03-07', workdays: '5' },
      'replied',
      null,
      { on: '2025-13-01' },
    ])
    expect(lines).toEqual([
      expect.stringMatching(/^facts\[1\]\.happened："constructor" 不是这里的事实，可以写 submitted、/),
      expect.stringMatching(/^facts\[2\]\.on："2025-02-30" 不是日历上有的日期/),
      'facts[3].party：缺少这一项',
      expect.stringMatching(/^facts\[4\]：此前没有向“z”征求过意见/),
      'facts[5].workdays："5" 应当是数',
      'facts[6]：应当是一个对象，写明 happened 和 on',
      'facts[7]：应当是一个对象，写明 happened 和 on',
      'facts[8].happened：缺少这一项',
      expect.stringMatching(/^facts\[8\]\.on："2025-13-01" 不是/),
    ])
  })

  it('no answer whose question is merely written wrongly, and no fact for want of a submission that is', async () => {
    expect(await refused([submitted, { ...history[3], on: '2025-02-29' }, history[4]])).toHaveLength(1)
    expect(await refused([{ ...submitted, channel: 'pigeon' }, ...history.slice(1)])).toEqual([
      'facts[0].channel："pigeon" 不是提交的方式，可以写 counter、signed-mail、ordinary-mail、online、fax、e-mail',
    ])
    expect(await refused(history.slice(1))).toHaveLength(4)
  })

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])('“%s” as any word', async (word) => {
    const fact = JSON.parse(`{"happened":"submitted","on":"2025-03-03","channel":"${word}","${word}":1}`)
    expect((await refused([fact])).join('\n')).toContain('facts[0].channel')
    expect(await refused([{ ...submitted, happened: word }])).toHaveLength(1)
  })

  it.each([
    [0, '条例第三十三条'],
    [21, '条例第三十三条'],
    [1.5, '条例第三十三条'],
    ['1', '应当是数'],
    [null, '应当是数'],
  ])('an extension by %j workdays', async (workdays, words) => {
    const [line, ...more] = await refused([submitted, { happened: 'extended', on: '2025-03-10', workdays }])
    expect(more).toEqual([])
    expect(line).toMatch(/^facts\[1\]/)
    expect(line).toContain(words)
  })

  it('a second or late extension with the article', async () => {
    const extended = { happened: 'extended', on: '2025-03-10', workdays: 5 }
    expect(await refused([submitted, extended, extended])).toEqual([
      'facts[2]：答复期限只能延长一次，2025-03-10 已经延长过（条例第三十三条）',
    ])
    expect(await refused([submitted, { ...extended, on: '2025-04-01' }])).toEqual([
      expect.stringMatching(/^facts\[1\]：.*2025-03-31（条例第三十三条）$/),
    ])
  })

  it('a day that there is none, today among them, and what has not happened by then', async () => {
    const [today, fact] = await refused([{ ...submitted, on: '2025-04-31' }], '2025-02-29')
    expect(today).toMatch(/^--today："2025-02-29" 不是/)
    expect(fact).toMatch(/^facts\[0\]\.on/)
    expect(await refused([submitted], '2025-03-01')).toEqual(['facts[0]：2025-03-03 在 2025-03-01 之后，还没有发生'])
    for (const on of ['1999-12-31', '2100-01-01', '2025-3-3', '20250303', 45719])
      expect(await refused([{ ...submitted, on }])).toHaveLength(1)
  })

  it('a line break in a word as part of the same line', async () => {
    const lines = await refused([
      submitted,
      { happened: 'other-organ-answered', on: '2025-03-06', party: 'a\n\u001b[2Jb' },
    ])
    expect(lines).toEqual(['facts[1]：此前没有向“a [2Jb”征求过意见，或者它已经答复（条例第三十三条）'])
    expect(await refused([{ ...submitted, happened: 'x\ny' }])).toHaveLength(1)
  })

  it.each([['{'], [''], ['[]'], ['null'], ['{"facts": {}}'], ['{"facts": []}'], [Uint8Array.of(0xff, 0xfe)]])(
    '%j in one line',
    async (text) => {
      const { status, out, err } = await request(['due', '-', '--today', '2025-03-20', '--json'], from(text))
      expect([status, out]).toEqual([2, ''])
      expect(err).toMatch(/^[^\n]+\n$/)
    },
  )

  it.each([[['due']], [['due', 'a', 'b']], [['due', 'no-such-file']], [['due', '-', '--tody', 'x']], [['dew']], [[]]])(
    'the command line %j with a sentence',
    async (args) => {
      const { status, out, err } = await request(args)
      expect([status, out]).toEqual([2, ''])
      expect(err).toMatch(/^[^\n]+\n$/)
    },
  )
})

describe('gongkai request due', () => {
  it('explains the date to people', async () => {
    const { status, out } = await request(
      ['due', '-', '--today', '2025-04-22'],
      from(JSON.stringify({ facts: history })),
    )
    expect(status).toBe(0)
    expect(out).toMatch(/^收到申请之日 {2}2025-03-03\n答复截止日 {4}2025-04-25\n状态 {10}计时中，还剩 3 个工作日\n\n/)
    expect(out).toContain('2025-03-25  征求第三方意见（a），其间 5 个工作日不计入（条例第三十二条、第三十三条）\n')
  })

  it('says that a date is provisional', async () => {
    const facts = [{ ...submitted, on: '2026-12-20' }]
    const { out } = await request(['due', '-', '--today', '2026-12-21'], from(JSON.stringify({ facts })))
    expect(out).toContain('答复截止日    2027-01-15（暂定）\n')
  })

  it.each([[['--help']], [['due', '--help']]])('tells how it is used: %j', async (args) => {
    const { status, out, err } = await request(args)
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('gongkai request due')
  })
})
