import { Hono } from 'hono'
import { z } from 'zod'
import { beginDraft, discardDraft, draftOf, writeDraft } from '../../app/public/drafts.ts'
import { fileRequest, readDraft } from '../../app/public/file-request.ts'
import { dayInChina, type PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Problems, Read } from '../../domain/request/read-fields.ts'
import { readPetitioner } from '../../domain/request/read-petitioner.ts'
import { readReceiving, readWanted, type SubmissionStep, submissionSteps } from '../../domain/request/submission.ts'
import { findOffice } from '../../store/disclosure-offices.ts'
import { findBodiesAsked, findBodyAsked } from '../../store/public-bodies-asked.ts'
import { findDraftFiles } from '../../store/public-draft-files.ts'
import type { Draft, DraftValues } from '../../store/public-drafts.ts'
import { type Ctx, callerAddress, type Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { submittedFields } from '../submitted.ts'
import { AskPage, isDone } from './ask-page.tsx'
import { BodyPage } from './body-page.tsx'
import { CheckPage } from './check-page.tsx'
import { draftTokenOf, forgetDraft, receiptIn, setDraftToken, setReceipt } from './cookies.ts'
import { fileRoutes } from './file-routes.tsx'
import { onward } from './journey.tsx'
import { HowPage, WhatPage } from './step-pages.tsx'
import { type Suggesting, suggesting } from './suggesting.tsx'
import { tooMany, tooOften } from './too-often.tsx'
import { WhoPage } from './who-page.tsx'
import { type Asking, bodyOf, withDraft } from './with-draft.ts'

const pageSize = 50
/** So many bodies are told with their offices on the first page. */
const fewBodies = 5

const bodyQuery = z.object({
  q: z.string().max(100).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  note: z.enum(['no-draft', 'later', 'closed']).optional(),
})

const notes = {
  'no-draft': '没有找到您的草稿：它可能已经提交、已经删除，或者超过七天没有改动。请重新选择机关。',
  later: '草稿已保存，七天内可以用这个浏览器回到这里继续填写。',
  closed: '这个机关现在不受理在线申请，请选择别的机关。',
} as const

const wordsIn = (q: string) => q.split(/[\s，、]+/).filter((word) => word !== '')

interface StepPage {
  readonly View: typeof WhatPage
  readonly read: (values: DraftValues, today: PlainDate) => Read<unknown>
}

const stepPages: Readonly<Record<SubmissionStep, StepPage>> = {
  what: { View: WhatPage, read: readWanted },
  how: { View: HowPage, read: readReceiving },
  who: { View: WhoPage, read: readPetitioner },
}

/** Whether a step was sent before: until then nothing on it is wrong. */
const wasSent = (step: SubmissionStep, values: DraftValues) =>
  submissionSteps[step].fields.every((field) => values[field] !== undefined)

function bodyRoutes(asking: Asking): Hono<Env> {
  const { services, limits } = asking
  const { db } = services

  async function choose(c: Ctx) {
    const query = bodyQuery.safeParse(c.req.query())
    if (!query.success) return errorPage(c, 400)
    const { q, page, note } = query.data
    const draft = await draftOf(services, draftTokenOf(c))
    const [{ bodies, total }, draftFor] = await Promise.all([
      findBodiesAsked(db, wordsIn(q), { size: pageSize, number: page }),
      draft && findBodyAsked(db, draft.agencyId),
    ])
    const about = { bodies, total, pages: Math.ceil(total / pageSize), draftFor, note: note && notes[note] }
    return show(c, <BodyPage c={c} query={{ q, page }} {...about} />)
  }

  return new Hono<Env>()
    .get(paths.ask, async (c) => {
      const { bodies, total } = await findBodiesAsked(db, [], { size: fewBodies, number: 1 })
      const told = total > fewBodies ? [] : bodies.filter(({ takes }) => takes)
      const offices = await Promise.all(told.map(async ({ id, name }) => ({ name, office: await findOffice(db, id) })))
      const done = c.req.query('done')
      return show(c, <AskPage c={c} offices={offices} done={isDone(done) ? done : undefined} />)
    })
    .get(paths.askNew, choose)
    .post(paths.askNew, async (c) => {
      const { body = '' } = await submittedFields(c)
      const minutes = await limits.count('drafts', callerAddress(c))
      if (minutes > 0) return tooOften(c, minutes)
      const token = /^\d{1,15}$/.test(body) ? await beginDraft(services, Number(body), draftTokenOf(c)) : undefined
      if (token === undefined) return c.redirect(`${paths.askNew}?note=closed`, 303)
      setDraftToken(c, token)
      return c.redirect(paths.askStep('what'), 303)
    })
    .post(
      paths.askStep('discard'),
      withDraft(asking, async (c, draft) => {
        await discardDraft(services, draft)
        forgetDraft(c)
        return c.redirect(`${paths.ask}?done=discarded`, 303)
      }),
    )
}

/** The steps that are filled in: each is kept as it was typed, and left only when it is right or backwards. */
function stepRoutes(asking: Asking, suggest: Suggesting): Hono<Env> {
  const { services } = asking
  const routes = new Hono<Env>()
  for (const [step, { View, read }] of Object.entries(stepPages) as [SubmissionStep, StepPage][]) {
    const page = async (c: Ctx, draft: Draft, problems: Problems, status: 200 | 400) =>
      show(c, <View c={c} {...(await bodyOf(asking, draft))} values={draft.values} problems={problems} />, status)
    const problemsOf = ({ values }: Draft): Problems => {
      const now = read(values, dayInChina(services.now()))
      return now.ok ? {} : now.problems
    }
    routes.get(
      paths.askStep(step),
      withDraft(asking, (c, draft) => page(c, draft, wasSent(step, draft.values) ? problemsOf(draft) : {}, 200)),
    )
    routes.post(
      paths.askStep(step),
      withDraft(asking, async (c, before) => {
        const { go, ...sent } = await submittedFields(c)
        const draft = await writeDraft(services, before, step, sent)
        if (!draft) return c.redirect(`${paths.askNew}?note=no-draft`, 303)
        setDraftToken(c, draftTokenOf(c) ?? '')
        if (go === 'back' || go === 'later') return onward(c, step, go)
        const problems = problemsOf(draft)
        if (Object.keys(problems).length > 0) return page(c, draft, problems, 400)
        const shown = step === 'what' && (await suggest.isWorthALook(draft))
        return shown ? c.redirect(paths.askStep('similar'), 303) : onward(c, step, go)
      }),
    )
  }
  return routes
}

const closed = '这个机关已经不受理在线申请。请返回第一步更换机关，已经填写的内容会带过去。'

function filingRoutes(asking: Asking): Hono<Env> {
  const { services, limits } = asking

  async function check(c: Ctx, draft: Draft, refused?: string, status: 200 | 400 | 409 | 429 = 200) {
    const [{ problems }, about, files] = await Promise.all([
      readDraft(services, draft),
      bodyOf(asking, draft),
      findDraftFiles(services.db, draft),
    ])
    const why = refused !== undefined && { refused }
    return show(c, <CheckPage c={c} {...about} values={draft.values} {...{ problems, files }} {...why} />, status)
  }

  return new Hono<Env>()
    .get(
      paths.askStep('check'),
      withDraft(asking, (c, draft) => check(c, draft)),
    )
    .post(paths.askStep('file'), async (c) => {
      const token = draftTokenOf(c)
      const filed = await fileRequest(services, limits, { token, address: callerAddress(c) })
      if (filed.ok) {
        forgetDraft(c)
        setReceipt(c, services.seals, filed.receipt)
        return c.redirect(paths.asked, 303)
      }
      if (filed.code === 'no-draft') {
        const known = receiptIn(c, services.seals, services.now())
        return c.redirect(known ? paths.asked : `${paths.askNew}?note=no-draft`, 303)
      }
      const draft = await draftOf(services, token)
      if (!draft) return c.redirect(`${paths.askNew}?note=no-draft`, 303)
      if (filed.code === 'too-many') {
        c.header('Retry-After', String(filed.minutes * 60))
        return check(c, draft, tooMany(filed.minutes), 429)
      }
      return filed.code === 'closed' ? check(c, draft, closed, 409) : check(c, draft, undefined, 400)
    })
}

/** The form by which the public asks: which body, what, how, who, check, file. */
export function formRoutes(asking: Asking): Hono<Env> {
  const suggest = suggesting(asking)
  return new Hono<Env>()
    .route('/', bodyRoutes(asking))
    .route('/', stepRoutes(asking, suggest))
    .route('/', suggest.routes)
    .route('/', fileRoutes(asking))
    .route('/', filingRoutes(asking))
}
