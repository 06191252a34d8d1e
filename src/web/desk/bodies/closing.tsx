import { Hono } from 'hono'
import { type ClosingProblems, closeBody } from '../../../app/close-body.ts'
import type { Services } from '../../../app/services.ts'
import type { Agency } from '../../../domain/agency/agency.ts'
import { findAgency } from '../../../store/agencies.ts'
import { findClosing } from '../../../store/body-closings.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { ProblemSummary, TextField } from '../../fields.tsx'
import { DeskPage, show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { findAskedBody } from '../asked-body.ts'
import { pathWith } from '../query-fields.ts'
import { personAt } from '../session.ts'

interface ClosingProps {
  readonly c: Ctx
  readonly agency: Agency
  readonly values: { readonly closedOn: string; readonly successor: string }
  readonly problems: ClosingProblems
}

/** A body ceases to be, and another goes on with its work (职权划转). */
function ClosingPage({ c, agency, values, problems }: ClosingProps) {
  const wrong = Object.fromEntries(Object.entries(problems).filter(([, says]) => says !== undefined))
  return (
    <DeskPage c={c} title={`撤并：${agency.name}`} current={paths.bodies}>
      <div class="journey">
        <p class="crumb">
          <a href={paths.deskBody(agency.id)}>返回{agency.name}</a>
        </p>
        <h1>登记撤并</h1>
        <p class="hint">登记后不再在网上受理新申请，查找它的人会被引到承接机关；已有的案卷和报告不变。</p>
        <ProblemSummary problems={wrong} />
        <form method="post" action={paths.bodyClosing(agency.id)} novalidate>
          <TextField
            name="closedOn"
            label="撤并的日期"
            hint="如 2025-03-03；清空表示没有撤并。"
            value={values.closedOn}
            problems={wrong}
            optional
          />
          <TextField
            name="successor"
            label="承接机关全称"
            hint="继续履行其职权的机关；没有的不填。"
            value={values.successor}
            problems={wrong}
            optional
          />
          <button class="ds-button" data-variant="primary" type="submit">
            保存
          </button>
        </form>
      </div>
    </DeskPage>
  )
}

/** Where a superior says that a body has ceased to be. */
export function closingRoutes(services: Services): Hono<Env> {
  const { db } = services

  const below = async (c: Ctx) => {
    const found = await findAskedBody(services, personAt(c), Number(c.req.param('id')))
    return found?.standing === 'superior' ? found.agency : undefined
  }

  return new Hono<Env>()
    .get(patterns.bodyClosing, async (c) => {
      const agency = await below(c)
      if (!agency) return errorPage(c, 404)
      const { closedOn, successorId } = (await findClosing(db, agency.id)) ?? { closedOn: null, successorId: null }
      const successor = successorId === null ? undefined : await findAgency(db, successorId)
      const values = { closedOn: closedOn ?? '', successor: successor?.name ?? '' }
      return show(c, <ClosingPage c={c} agency={agency} values={values} problems={{}} />)
    })
    .post(patterns.bodyClosing, async (c) => {
      const agency = await below(c)
      if (!agency) return errorPage(c, 404)
      const { closedOn = '', successor = '' } = await submittedFields(c)
      const values = { closedOn: closedOn.trim(), successor }
      const closed = await closeBody(services, personAt(c), agency.id, values)
      if (closed.ok) return c.redirect(pathWith(paths.bodies, { q: agency.name.slice(0, 100), done: 'changed' }), 303)
      if (closed.code === 'unknown') return errorPage(c, 404)
      return show(c, <ClosingPage c={c} agency={agency} values={values} problems={closed.problems} />, 400)
    })
}
