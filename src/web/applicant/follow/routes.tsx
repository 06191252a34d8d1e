import { Hono } from 'hono'
import { endFollowing, follow, followedBy, openFollowLimits } from '../../../app/public/following.ts'
import { type TakenPaper, takeFile, takeLetter } from '../../../app/public/take-papers.ts'
import type { Services } from '../../../app/services.ts'
import { createThrottle } from '../../../app/throttle.ts'
import { applicantRefusal, isApplicantAction } from '../../../domain/request/applicant-actions.ts'
import type { RequestKey } from '../../../store/requests.ts'
import { attachment } from '../../attachment.ts'
import { type Ctx, callerAddress, type Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { begunWith } from './action-fields.tsx'
import { ActionPage } from './action-page.tsx'
import { dropFollowToken, followToken, setFollowToken } from './cookie.ts'
import { FollowPage } from './follow-page.tsx'
import { OwnPage } from './page.tsx'
import { postAction } from './post-action.tsx'
import { findOwn, type OwnView } from './view.ts'

const wrong = '受理编号和查询码对不上。请照回执上的写法核对后再试。'
const waitSays = (minutes: number) => `试得太多了，请 ${minutes} 分钟后再试。`

/** Notes that a page of ours leads to; what else stands in the address says nothing. */
const notes: Readonly<Record<string, string>> = {
  ended: '查询已结束。',
  over: '请填写受理编号和查询码。查询两小时后自动结束，刚才的内容没有提交的，请重新填写。',
}

type Answer = (c: Ctx, view: OwnView) => Promise<Response> | Response

function sendPaper(c: Ctx, paper: TakenPaper | undefined, type: string) {
  if (!paper) return errorPage(c, 404)
  c.header('Content-Type', type)
  c.header('Content-Disposition', attachment(paper.name, 'download'))
  return c.body(new Uint8Array(paper.bytes))
}

/** A request followed by number and code: where it stands, what one may do, letters and files. */
export function followRoutes(services: Services): Hono<Env> {
  const limits = openFollowLimits(services)
  // More than one person writes to an office in an hour.
  const acts = createThrottle(services.db, 30, 60)

  const keyAt = async (c: Ctx): Promise<RequestKey | undefined> => {
    const token = followToken(c)
    return token ? followedBy(services, token) : undefined
  }
  const away = (c: Ctx) => c.redirect(`${paths.follow}?note=over`, 303)
  const withKey = (answer: (c: Ctx, key: RequestKey) => Promise<Response>) => async (c: Ctx) => {
    const key = await keyAt(c)
    return key ? answer(c, key) : away(c)
  }
  const withOwn = (answer: Answer) =>
    withKey(async (c, key) => {
      const view = await findOwn(services, key)
      return view ? answer(c, view) : away(c)
    })
  const actionAt = (c: Ctx) => {
    const action = c.req.param('action') ?? ''
    return isApplicantAction(action) ? action : undefined
  }
  const isRead = (c: Ctx) => c.req.method === 'GET'

  return new Hono<Env>()
    .get(paths.follow, (c) => show(c, <FollowPage c={c} receipt="" note={notes[c.req.query('note') ?? '']} />))
    .post(paths.follow, async (c) => {
      const given = await submittedFields(c)
      const [receipt, code] = [(given.receipt ?? '').slice(0, 200), (given.code ?? '').slice(0, 200)]
      const answer = await follow(services, limits, { receipt, code, address: callerAddress(c) })
      if (answer.ok) {
        setFollowToken(c, answer.token)
        return c.redirect(paths.followed, 303)
      }
      if (answer.code === 'wrong') return show(c, <FollowPage c={c} receipt={receipt} refusal={wrong} />, 403)
      return show(c, <FollowPage c={c} receipt={receipt} refusal={waitSays(answer.minutes)} />, 429)
    })
    .get(
      paths.followed,
      withOwn((c, view) => {
        const done = c.req.query('done') ?? ''
        return show(c, <OwnPage c={c} view={view} done={isApplicantAction(done) ? done : undefined} />)
      }),
    )
    .post(paths.followedAction('end'), async (c) => {
      const token = followToken(c)
      if (token) await endFollowing(services, token)
      dropFollowToken(c)
      return c.redirect(`${paths.follow}?note=ended`, 303)
    })
    .get(
      patterns.followedAction,
      withOwn((c, view) => {
        const id = actionAt(c)
        if (!id) return errorPage(c, 404)
        const refusal = applicantRefusal(id, view.dossier)
        const page = { c, view, id, values: begunWith(id, view), problems: {} }
        if (refusal) return show(c, <ActionPage {...page} refusals={[refusal]} isOver />, 409)
        return show(c, <ActionPage {...page} />)
      }),
    )
    .post(
      patterns.followedAction,
      withOwn(async (c, view) => {
        const id = actionAt(c)
        if (!id) return errorPage(c, 404)
        return postAction({ services, acts }, c, view, id)
      }),
    )
    .get(
      patterns.followedLetter,
      withKey(async (c, key) => {
        const id = Number.parseInt(c.req.param('letter') ?? '', 10)
        return sendPaper(c, await takeLetter(services, key, id, { isRead: isRead(c) }), 'application/pdf')
      }),
    )
    .get(
      patterns.followedFile,
      withKey(async (c, key) => {
        const id = Number(c.req.param('file'))
        return sendPaper(c, await takeFile(services, key, id, { isRead: isRead(c) }), 'application/octet-stream')
      }),
    )
}
