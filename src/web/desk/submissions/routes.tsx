import { Hono } from 'hono'
import { declareNil, type NilAnswer, withdrawNil } from '../../../app/declare-nil.ts'
import type { Services } from '../../../app/services.ts'
import { dayInChina } from '../../../domain/calendar/plain-date.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { sendFile } from '../send-file.ts'
import { personAt } from '../session.ts'
import { type Board, findBoard } from './board.ts'
import type { NilAttempt } from './own-submission.tsx'
import { BoardPage, ReminderPage } from './page.tsx'
import { type BoardQuery, boardPath, readBoardQuery } from './query.ts'
import { boardCsv } from './table.ts'

const pageSize = 100

/** The board of submissions, its table and its list of those who are late, and nil returns. */
export function submissionRoutes(services: Services): Hono<Env> {
  const { deadlines, now } = services

  /** Answers with a view of the board that the address asks for. */
  const withBoard = async (c: Ctx, view: (board: Board, query: BoardQuery) => Response | Promise<Response>) => {
    const query = readBoardQuery(c.req.query())
    if (!query) return errorPage(c, 400)
    const board = await findBoard(services, personAt(c), query)
    return board ? view(board, query) : errorPage(c, 404)
  }

  const boardPage = (c: Ctx, board: Board, query: BoardQuery, attempt?: NilAttempt) => {
    const lines = board.lines.slice((query.page - 1) * pageSize, query.page * pageSize)
    const pages = Math.ceil(board.lines.length / pageSize)
    const deadline = deadlines[board.agency.kind]
    const page = { c, board, query, lines, pages, deadline, ...(attempt && { attempt }) }
    return show(c, <BoardPage {...page} />, attempt ? 409 : 200)
  }

  const nilPosted = async (c: Ctx, done: 'declared' | 'withdrawn') => {
    const fields = await submittedFields(c)
    const query = readBoardQuery({ agency: fields.agency ?? '', year: fields.year ?? '' })
    if (query?.agency === undefined || query.year === undefined) return errorPage(c, 400)
    const target = { agencyId: query.agency, year: query.year }
    const reason = fields.reason ?? ''
    const answer: NilAnswer =
      done === 'declared'
        ? await declareNil(services, personAt(c), { ...target, reason })
        : await withdrawNil(services, personAt(c), target)
    if (answer.ok) return c.redirect(`${boardPath(query)}&done=${done}`, 303)
    const board = answer.code === 'refused' ? await findBoard(services, personAt(c), query) : undefined
    if (answer.code === 'unknown' || !board) return errorPage(c, 404)
    return boardPage(c, board, query, { refusal: answer.refusal, reason })
  }

  return new Hono<Env>()
    .get(paths.submissions, (c) => withBoard(c, (board, query) => boardPage(c, board, query)))
    .get(paths.submissionTable, (c) =>
      withBoard(c, (board) => sendFile(c, `${board.year}年报送情况.csv`, 'text/csv; charset=utf-8', boardCsv(board))),
    )
    .get(paths.submissionReminder, async (c) => {
      const query = readBoardQuery({ ...c.req.query(), group: 'overdue' })
      const board = query && (await findBoard(services, personAt(c), query))
      if (!board) return errorPage(c, query ? 404 : 400)
      return show(c, <ReminderPage c={c} board={board} today={dayInChina(now())} />)
    })
    .post(paths.nilReturns, (c) => nilPosted(c, 'declared'))
    .post(paths.nilWithdrawals, (c) => nilPosted(c, 'withdrawn'))
}
