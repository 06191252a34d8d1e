import { requestKinds } from '../../domain/request/facts.ts'
import { carriers } from '../../domain/request/letters/write-application-form.ts'
import { offeredWays } from '../../domain/request/submission.ts'
import type { DisclosureOffice } from '../../store/disclosure-offices.ts'
import type { BodyAsked } from '../../store/public-bodies-asked.ts'
import type { Ctx } from '../context.ts'
import { ProblemSummary } from '../fields.tsx'
import { paths } from '../paths.ts'
import { Line, Lines, Radios, type StepState } from './fields.tsx'
import { JourneyPage, StepButtons } from './journey.tsx'
import { OfficeWays } from './office-ways.tsx'
import { OpenForm } from './suggested.tsx'

export interface StepPageProps extends StepState {
  readonly c: Ctx
  readonly body: BodyAsked
  readonly office: DisclosureOffice
}

/** What is asked for (art. 29 ¶2 (2)). */
export function WhatPage({ c, body, office, ...state }: StepPageProps) {
  return (
    <JourneyPage c={c} at="what" title="您想了解什么？" body={body} script="suggest">
      <ProblemSummary problems={state.problems} />
      <OpenForm />
      <form method="post" action={paths.askStep('what')} novalidate>
        <Radios
          {...state}
          name="kind"
          label="申请类别"
          hint="更正申请只用于行政机关提供的、与您自己有关的信息记录不准确（条例第四十一条），请在附件里附上证据。"
          options={Object.entries(requestKinds)}
        />
        <p class="hint">
          一件申请写一项信息，办得更快。名称、文号、其他特征至少填一项，时间、地点、事项写得越具体越好。请不要在这里写自己的姓名、证件号码。
        </p>
        <Line {...state} name="title" label="所需信息的名称" hint="例如：示例大道二期用地批复。" optional />
        <Line {...state} name="documentNumber" label="文号" hint="例如：示府函〔2024〕18号。" most={100} optional />
        <Lines
          {...state}
          name="features"
          label="其他特征描述"
          hint="便于查询的其他特征：什么时间、什么地方、哪个项目、由谁制发。"
          rows={5}
          most={3000}
          optional
        />
        <div id="suggested" aria-live="polite" data-address={paths.askStep('suggest')}></div>
        <StepButtons at="what" />
      </form>
      <details class="panel">
        <summary>不方便在网上填写？</summary>
        <OfficeWays name={body.name} office={office} />
      </details>
    </JourneyPage>
  )
}

/** In which form, and in which way (art. 29 ¶2 (3), art. 40). */
export function HowPage({ c, body, office: _, ...state }: StepPageProps) {
  return (
    <JourneyPage c={c} at="how" title="您想怎样得到它？" body={body}>
      <ProblemSummary problems={state.problems} />
      <form method="post" action={paths.askStep('how')} novalidate>
        <Radios {...state} name="medium" label="载体形式" options={Object.entries(carriers)} />
        <Radios
          {...state}
          name="delivery"
          label="获取方式"
          hint="网上获取：凭编号和查询码在本站下载。要用传真的，提交后请电话联系工作机构。"
          options={Object.entries(offeredWays)}
        />
        <p class="quiet">
          行政机关根据您的要求和信息保存的实际情况确定提供的形式；可能危及信息载体安全或者成本过高的，会改用电子文档、查阅、抄录等其他适当形式（条例第四十条）。
        </p>
        <StepButtons at="how" />
      </form>
    </JourneyPage>
  )
}
