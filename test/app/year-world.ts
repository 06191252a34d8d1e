import type { Kysely } from 'kysely'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { compileYear } from '../../src/app/compile-year.ts'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import type { RequestActionId } from '../../src/domain/request/actions.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { findRequest, type RequestKey } from '../../src/store/requests.ts'
import type { Database } from '../../src/store/schema.ts'
import { officeWorld, requestOf } from './request-world.ts'

/** An office whose requests are entered on one day with what happened on others. */
export async function yearWorld(db: Kysely<Database>, day: PlainDate) {
  const world = await officeWorld(db, day)
  const { services, officer, register, agencyId } = world
  const act = async (request: RequestKey, action: RequestActionId, fact: Fact) => {
    const row = await findRequest(db, request)
    const acted = await actOnRequest(services, officer, { ...request, version: row?.version ?? 0 }, action, [fact])
    if (!acted.ok) throw new Error(JSON.stringify(acted))
  }
  const compiled = async (year: number, form?: string) => {
    const answer = await compileYear(services, { agencyId, year, ...(form !== undefined && { form }) })
    if (!answer.ok) throw new Error(answer.refusal.says)
    return answer.compiled
  }
  return {
    ...world,
    act,
    compiled,
    received: (on: PlainDate) => register(requestOf({ submittedOn: on })),
    withdraw: (request: RequestKey, on: PlainDate) =>
      act(request, 'withdraw', { happened: 'withdrawn', on, reason: '不再需要' }),
    dispute: (request: RequestKey, on: PlainDate, number: string) =>
      act(request, 'file-reconsideration', { happened: 'reconsideration-filed', on, number, organ: '示例市人民政府' }),
    decide: (request: RequestKey, on: PlainDate, number: string) =>
      act(request, 'decide-reconsideration', {
        happened: 'reconsideration-decided',
        on,
        number,
        result: 'upheld',
        ruling: 'upheld',
      }),
    /** Cells that count anything, without the totals. */
    counted: async (year: number, form?: string) => {
      const { cells } = await compiled(year, form)
      const some = Object.entries(cells).filter(([key, value]) => value > 0 && !/^settled\/|\/total$/.test(key))
      return Object.fromEntries(some)
    },
  }
}

export type YearWorld = Awaited<ReturnType<typeof yearWorld>>
