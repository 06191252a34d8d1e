import { beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../src/cli/main.ts'
import { walkAlone } from '../../src/store/sweep-lock.ts'
import { officeWorld, requestOf } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { ioInMemory } from './report-io.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const notAsked = () => Promise.reject(new Error('not asked for'))
const body = '示例市云汐区人民政府办公室'

async function world() {
  const made = await officeWorld(held.db, '2025-03-03')
  const request = await made.register(requestOf({ submittedOn: '2025-03-03' }))
  const command = async (...args: readonly string[]) => {
    const told = ioInMemory('no threads', { withLibrary: (work) => work(made.services) })
    const status = await runCommand(args, { version: '0', io: told.io, serve: notAsked, work: notAsked })
    return { status, out: told.out(), err: told.err() }
  }
  return { ...made, request, command }
}

describe('gongkai request sweep', () => {
  it('tells how many requests it looked at and changed', async () => {
    const { today, command } = await world()
    today('2025-04-01')
    const out = '核算 1 件办理中的申请，改动 1 件，期间另有人办理 0 件。\n'
    expect(await command('request', 'sweep')).toEqual({ status: 0, out, err: '' })
  })

  it('lists the replies whose last day moved', async () => {
    const { request, command } = await world()
    await held.db.updateTable('request').set({ due_on: '2025-03-28' }).where('id', '=', request.id).execute()
    const { out } = await command('request', 'sweep')
    expect(out).toContain(`1 件申请的答复截止日变动：\n  ${body} 2025-0001：2025-03-28 → 2025-03-31\n`)
  })

  it('says that another process is at it', async () => {
    const { command } = await world()
    const other = held.openAnother()
    const answer = await walkAlone(other, { waits: false }, () => command('request', 'sweep'))
    await other.destroy()
    expect(answer).toEqual({ status: 2, out: '', err: '另一个进程正在核算申请，请稍后再试。\n' })
  })
})

describe('gongkai db rebuild', () => {
  it('ends with 0 where every row says what its facts say', async () => {
    const { command } = await world()
    expect(await command('db', 'rebuild')).toEqual({ status: 0, out: '核算 1 件申请，全部与事实一致。\n', err: '' })
  })

  it('ends with 1 and lists what it mended, of one body too', async () => {
    const { agencyId, stranger, request, command } = await world()
    await held.db.updateTable('request').set({ status: 'closed' }).where('id', '=', request.id).execute()
    expect(await command('db', 'rebuild', '--body', String(stranger.agencyId))).toMatchObject({ status: 0 })
    const out = `核算 1 件申请，1 件与事实不一致，已改正。\n  ${body} 2025-0001：status\n`
    expect(await command('db', 'rebuild', '--body', body)).toEqual({ status: 1, out, err: '' })
    expect(await command('db', 'rebuild', '--body', String(agencyId))).toMatchObject({ status: 0 })
  })

  it.each([[['rebuild', '--body', '没有的机关']], [['rebuild', 'all']], [['rebuild', '--fast']], [['mend']], [[]]])(
    'refuses %j in a sentence',
    async (args) => {
      const { command } = await world()
      expect(await command('db', ...args)).toEqual({ status: 2, out: '', err: expect.stringMatching(/。\n$/) })
    },
  )
})
