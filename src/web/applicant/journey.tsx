import type { Child } from 'hono/jsx'
import { draftDays } from '../../app/public/drafts.ts'
import type { BodyAsked } from '../../store/public-bodies-asked.ts'
import type { ScriptName } from '../assets.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'

/** The way of a request over the portal; the first step has an address of its own. */
export const journeySteps = {
  body: '向谁申请',
  what: '申请内容',
  how: '获取方式',
  who: '您的信息',
  files: '附件',
  check: '核对提交',
} as const

export type JourneyStep = keyof typeof journeySteps

const order = Object.keys(journeySteps) as JourneyStep[]

export const pathOfStep = (step: JourneyStep): string => (step === 'body' ? paths.askNew : paths.askStep(step))

/** The step before or after one; the ends lead to themselves. */
export const stepBeside = (step: JourneyStep, by: 1 | -1): JourneyStep => order[order.indexOf(step) + by] ?? step

/** Where somebody goes from a step, by the button that they pressed. */
export function onward(c: Ctx, step: JourneyStep, go: string | undefined): Response {
  if (go === 'later') return c.redirect(`${paths.askNew}?note=later`, 303)
  return c.redirect(pathOfStep(stepBeside(step, go === 'back' ? -1 : 1)), 303)
}

function Progress({ at }: { readonly at: JourneyStep }) {
  const here = order.indexOf(at)
  return (
    <nav aria-label={`申请步骤：共 ${order.length} 步，现在是第 ${here + 1} 步`}>
      <ol class="ask-steps">
        {order.map((step, index) => (
          <li class={index < here ? 'done' : undefined} aria-current={step === at ? 'step' : undefined}>
            {index < here && step !== 'body' ? <a href={pathOfStep(step)}>{journeySteps[step]}</a> : journeySteps[step]}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** A draft is thrown away where it was written. */
function Discard() {
  return (
    <form class="discard" method="post" action={paths.askStep('discard')}>
      <p class="quiet">
        草稿加密保存 {draftDays} 天，只有这台设备上的这个浏览器能打开。在公用电脑上填写的，离开前请提交或者删除。
      </p>
      <button class="ds-button" data-variant="tertiary" type="submit">
        删除草稿
      </button>
    </form>
  )
}

interface JourneyProps {
  readonly c: Ctx
  readonly at: JourneyStep
  readonly title: string
  readonly script?: ScriptName
  /** For whom it is written. */
  readonly body?: BodyAsked | undefined
  readonly children?: Child
}

/** A step of the form. */
export function JourneyPage({ c, at, title, script, body, children }: JourneyProps) {
  return (
    <PortalPage c={c} title={`${title} - 在线申请`} current={paths.ask} {...(script && { script })}>
      <div class="wrap">
        <div class="journey ask">
          <p class="crumb">
            <a href={paths.ask}>依申请公开</a> / 在线申请
          </p>
          <h1>{title}</h1>
          <Progress at={at} />
          {body && (
            <p class="to-body">
              向<b>{body.name}</b>申请 <a href={paths.askNew}>更换机关</a>
            </p>
          )}
          {children}
          {body && <Discard />}
        </div>
      </div>
    </PortalPage>
  )
}

/** On to the next step, back, or away with all that was typed kept. Enter means on. */
export function StepButtons({ at }: { readonly at: JourneyStep }) {
  const before = stepBeside(at, -1)
  return (
    <div class="acts">
      <button class="ds-button" data-variant="primary" type="submit" name="go" value="next">
        下一步：{journeySteps[stepBeside(at, 1)]}
      </button>
      {before !== 'body' && (
        <button class="ds-button" data-variant="secondary" type="submit" name="go" value="back">
          上一步
        </button>
      )}
      <button class="ds-button" data-variant="tertiary" type="submit" name="go" value="later">
        保存草稿，稍后继续
      </button>
    </div>
  )
}
