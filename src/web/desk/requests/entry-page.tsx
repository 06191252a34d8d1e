import type { Refusal } from '../../../domain/refusal.ts'
import { applicantTypes, channels, type ReceiptBasis } from '../../../domain/request/channels.ts'
import { receiptWords } from '../../../domain/request/clock-steps.ts'
import { requestKinds } from '../../../domain/request/facts.ts'
import type { SectionLine } from '../../../store/sections.ts'
import type { Ctx } from '../../context.ts'
import { ProblemSummary } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { type FormState, Line, Lines, Select } from './entry-fields.tsx'
import type { Warning } from './entry-warnings.ts'
import { deliveryWishes, media, receiptFields } from './read-entry.ts'

export interface EntryProps extends FormState {
  readonly c: Ctx
  readonly agencyId: number
  readonly sections: readonly SectionLine[]
  /** Drawn for this form: sent twice, it registers once. */
  readonly entryKey: string
  readonly warnings: readonly Warning[]
  readonly refusals: readonly Refusal[]
}

const identityKinds = ['居民身份证', '护照', '港澳居民来往内地通行证', '台湾居民来往大陆通行证', '统一社会信用代码']

const cited = (says: string, article: string | undefined) => (article ? `${says}（${article}）` : says)

/** What is worth a look first; sent once more, the form registers. */
function Warnings({ warnings, agencyId }: Pick<EntryProps, 'warnings' | 'agencyId'>) {
  if (warnings.length === 0) return null
  return (
    <div class="ds-alert" data-color="warning" role="alert">
      <h2>登记之前请看一看</h2>
      <ul>
        {warnings.map(({ says, article, requests = [] }) => (
          <li>
            {cited(says, article)}
            {requests.length > 0 && (
              <ul>
                {requests.map(({ id, words }) => (
                  <li>
                    <a href={paths.request(agencyId, id)} target="_blank" rel="noopener">
                      {words}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <p>还没有登记。不影响登记的，点最下面的“仍然登记”。</p>
    </div>
  )
}

function Refusals({ refusals }: Pick<EntryProps, 'refusals'>) {
  if (refusals.length === 0) return null
  return (
    <div class="ds-alert" data-color="danger" role="alert">
      <h2>没有登记</h2>
      <ul>
        {refusals.map(({ says, article }) => (
          <li>{cited(says, article)}</li>
        ))}
      </ul>
    </div>
  )
}

const bases: readonly ReceiptBasis[] = ['submission', 'signature', 'confirmation']

const channelsOf = (basis: ReceiptBasis) =>
  Object.values(channels)
    .filter((channel) => channel.basis === basis)
    .map(({ says }) => says.replace(/（.*/, ''))
    .join('、')

const receiptArticle = (basis: ReceiptBasis) =>
  [...new Set(Object.values(channels).flatMap((channel) => (channel.basis === basis ? [channel.article] : [])))].join(
    '、',
  )

const left: Readonly<Record<ReceiptBasis, string>> = {
  submission: '不用另填日期。',
  signature: '必须填写签收日期。',
  confirmation: '还没有确认的先空着，登记后为“待确认收到”，确认之前不计算答复期限。',
}

/** Art. 31, whichever channel is chosen: all of it stands there, and needs no script. */
function Receipt(state: FormState) {
  return (
    <>
      <div class="found">
        <b>哪一天是收到申请之日</b>
        <ul>
          {bases.map((basis) => (
            <li data-basis={basis}>
              {channelsOf(basis)}：{receiptWords[basis]}。{left[basis]}
              <small>{receiptArticle(basis)}</small>
            </li>
          ))}
        </ul>
      </div>
      <Line
        {...state}
        name="receivedOn"
        label={`${receiptFields.signature}或者${receiptFields.confirmation}`}
        type="date"
        optional
      />
    </>
  )
}

function Came(state: FormState) {
  const options = Object.entries(channels).map(([id, { says }]) => [id, says] as const)
  return (
    <fieldset>
      <legend>怎样收到</legend>
      <Select {...state} name="kind" label="申请类别" options={Object.entries(requestKinds)} />
      <Select {...state} name="channel" label="申请渠道" options={options} />
      <Line {...state} name="submittedOn" label="提交日期" hint="邮寄的填寄出日期，看不清的填签收日期。" type="date" />
      <Receipt {...state} />
    </fieldset>
  )
}

function Wanted(state: FormState) {
  const plain = (words: readonly string[]) => words.map((word) => [word, word] as const)
  return (
    <fieldset>
      <legend>申请什么</legend>
      <Lines
        {...state}
        name="content"
        label="所需信息的名称、文号，或者其他特征描述"
        hint="照申请原文填写。"
        rows={5}
      />
      <Line {...state} name="subject" label="一句话内容" hint="列表里显示；不填就从上面的内容里取。" optional />
      <div class="two">
        <Select {...state} name="medium" label="载体形式" options={plain(media)} />
        <Select {...state} name="delivery" label="获取方式" options={plain(deliveryWishes)} />
      </div>
    </fieldset>
  )
}

function Who(state: FormState) {
  return (
    <fieldset>
      <legend>谁申请</legend>
      <p class="quiet">申请人信息加密保存，列表和文件里不显示；查看要写明理由并留痕。</p>
      <Select {...state} name="applicantType" label="申请人类型" options={Object.entries(applicantTypes)} />
      <Line {...state} name="name" label="姓名或者名称" />
      <div class="two">
        <Line {...state} name="identityKind" label="身份证明名称" offers={identityKinds} optional />
        <Line {...state} name="identityNumber" label="身份证明号码" optional />
        <Line {...state} name="phone" label="联系电话" type="tel" optional />
        <Line {...state} name="email" label="电子邮箱" type="email" optional />
      </div>
      <Line {...state} name="address" label="通信地址" optional />
      <div class="two">
        <Line {...state} name="postcode" label="邮政编码" optional />
        <Line {...state} name="agent" label="代理人" hint="姓名和身份证明号码。" optional />
      </div>
    </fieldset>
  )
}

/** Staff enter a request that came at the counter, by mail, fax, phone or e-mail (arts. 29, 31). */
export function EntryPage(props: EntryProps) {
  const { c, values, problems, sections, entryKey, warnings } = props
  const state = { values, problems }
  const open = sections.filter(({ isClosed }) => !isClosed).map(({ id, name }) => [String(id), name] as const)
  return (
    <DeskPage c={c} title="登记申请" current={paths.requests}>
      <form class="journey entry" method="post" action={paths.newRequest} novalidate>
        <p class="crumb">
          <a href={paths.requests}>依申请公开</a> / 登记申请
        </p>
        <h1>登记申请</h1>
        <Refusals {...props} />
        <ProblemSummary problems={problems} />
        <Warnings {...props} />
        <input type="hidden" name="entryKey" value={entryKey} />
        <input type="hidden" name="seen" value={warnings.map(({ code }) => code).join(' ')} />
        <Came {...state} />
        <Wanted {...state} />
        <Who {...state} />
        <fieldset>
          <legend>交给谁办</legend>
          <Select {...state} name="section" label="承办科室" options={[['', '登记后再分派'], ...open]} optional />
        </fieldset>
        <p class="acts">
          <button class="ds-button" data-variant="primary" type="submit">
            {warnings.length > 0 ? '仍然登记' : '登记'}
          </button>
          <a href={paths.requests}>不登记，返回</a>
        </p>
        <p class="quiet">登记后可以制发登记回执、添加申请材料。</p>
      </form>
    </DeskPage>
  )
}
