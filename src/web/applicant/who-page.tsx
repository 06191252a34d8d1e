import { applicantTypes } from '../../domain/request/channels.ts'
import { actors, helps, identityKinds } from '../../domain/request/read-petitioner.ts'
import { ProblemSummary } from '../fields.tsx'
import { paths } from '../paths.ts'
import { Line, Radios, Select, type StepState, Tick } from './fields.tsx'
import { JourneyPage, StepButtons } from './journey.tsx'
import { PrivacyNotice } from './privacy-notice.tsx'
import type { StepPageProps } from './step-pages.tsx'

function Applicant(state: StepState) {
  return (
    <fieldset class="part">
      <legend>申请人</legend>
      <Radios
        {...state}
        name="applicantType"
        label="申请人类型"
        hint="法人或者其他组织请选具体类型：年度报告分类统计用。"
        options={Object.entries(applicantTypes).map(([id, says]) => [
          id,
          id === 'other-organisation' ? '其他组织' : says,
        ])}
      />
      <Line {...state} name="name" label="姓名或者名称" hint="与证件一致。" autocomplete="name" most={100} />
      <div class="for-person">
        <Select {...state} name="identityKind" label="证件类型" options={Object.entries(identityKinds)} />
      </div>
      <Line
        {...state}
        name="identityNumber"
        label="证件号码"
        hint="单位填写统一社会信用代码。不用上传证件照片，除非工作人员另行告知。"
        most={50}
      />
      <div class="for-organisation">
        <Line {...state} name="contactPerson" label="单位联系人姓名" most={50} />
      </div>
    </fieldset>
  )
}

function Contact(state: StepState) {
  const { delivery } = state.values
  return (
    <fieldset class="part">
      <legend>联系方式</legend>
      <Line
        {...state}
        name="phone"
        label="联系电话"
        hint="收到申请之日要与您确认，电话和邮箱至少填一项。"
        type="tel"
        autocomplete="tel"
        most={40}
        optional
      />
      <Line
        {...state}
        name="email"
        label="电子邮箱"
        hint="填了邮箱，办理有进展时会告诉您。"
        type="email"
        autocomplete="email"
        most={100}
        optional={delivery !== 'e-mail'}
      />
      <Line {...state} name="address" label="通信地址" autocomplete="street-address" optional={delivery !== 'mail'} />
      <Line {...state} name="postcode" label="邮政编码" autocomplete="postal-code" most={6} optional />
    </fieldset>
  )
}

/** Whoever acts for the applicant: an agent with an authorisation, or a guardian. */
function Actor(state: StepState) {
  return (
    <fieldset class="part">
      <legend>代理和监护</legend>
      <Radios
        {...state}
        name="actsAs"
        label="由谁申请"
        hint="委托代理人的，下一步附授权委托书；未满十八周岁等由监护人申请的，附监护关系证明。"
        options={Object.entries(actors)}
      />
      <div class="for-other">
        <p class="hint">代理人或者监护人的信息：</p>
        <Line {...state} name="otherName" label="代理人或者监护人姓名" most={50} />
        <Select {...state} name="otherIdentityKind" label="其证件类型" options={Object.entries(identityKinds)} />
        <Line {...state} name="otherIdentityNumber" label="其证件号码" most={50} />
        <Line {...state} name="otherPhone" label="其联系电话" type="tel" most={40} />
      </div>
    </fieldset>
  )
}

function Help(state: StepState) {
  return (
    <fieldset class="part">
      <legend>需要的帮助</legend>
      <p class="hint">阅读有困难或者视听有障碍的，行政机关提供必要的帮助（条例第四十三条）。不需要的不用选。</p>
      <div class="choices">
        {Object.entries(helps).map(([name, says]) => (
          <Tick {...state} name={name} says={says} />
        ))}
      </div>
      <Line {...state} name="helpMore" label="其他帮助" hint="例如：手语翻译、盲文、轮椅通道。" optional />
    </fieldset>
  )
}

/** Who asks (art. 29 ¶2 (1)); all of it is sealed. */
export function WhoPage({ c, body, office, ...state }: StepPageProps) {
  return (
    <JourneyPage c={c} at="who" title="您是谁，怎样联系您？" body={body}>
      <ProblemSummary problems={state.problems} />
      <PrivacyNotice body={body} office={office} />
      <form class="who" method="post" action={paths.askStep('who')} novalidate>
        <Applicant {...state} />
        <Contact {...state} />
        <Actor {...state} />
        <Help {...state} />
        <StepButtons at="who" />
      </form>
    </JourneyPage>
  )
}
