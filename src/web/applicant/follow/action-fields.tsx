import type { Child } from 'hono/jsx'
import type { ApplicantActionId } from '../../../domain/request/applicant-actions.ts'
import { ratings } from '../../../domain/request/applicant-said.ts'
import { attachmentKinds, largestAttachment, mostAttachments } from '../../../domain/request/attachments.ts'
import { carriers, ways } from '../../../domain/request/letters/write-application-form.ts'
import { Line, Lines, Radios, type StepState, Tick } from '../fields.tsx'
import type { OwnView } from './view.ts'

interface FieldsProps extends StepState {
  readonly view: OwnView
}

const megabytes = largestAttachment / 1024 / 1024
const kinds = Object.values(attachmentKinds)
  .map(({ says }) => says)
  .join('、')
const endings = Object.values(attachmentKinds)
  .map(({ ending }) => `.${ending}`)
  .join(',')

/** A choice of files starts empty after each answer: no browser lets a page fill it in. */
function Files({ label, problems }: { readonly label: string } & StepState) {
  const described = problems.files ? 'files-hint files-problem' : 'files-hint'
  return (
    <div class={problems.files ? 'field wrong' : 'field'}>
      <label for="files">{label}</label>
      <p class="hint" id="files-hint">
        {kinds}；最多 {mostAttachments} 个，每个不超过 {megabytes} MB。
      </p>
      {problems.files && (
        <p class="err" id="files-problem">
          {problems.files}
        </p>
      )}
      <input
        class="ds-input"
        id="files"
        name="files"
        type="file"
        multiple
        accept={endings}
        aria-invalid={problems.files ? 'true' : undefined}
        aria-describedby={described}
      />
    </div>
  )
}

function Clarify({ view, ...state }: FieldsProps) {
  const { items = '', until } = view.dossier.clarification ?? {}
  return (
    <>
      {items !== '' && (
        <div class="asked-for">
          <h2>需要补正的事项</h2>
          <p class="as-written">{items}</p>
          {until !== undefined && <p class="quiet">补正期限到 {until}。</p>}
        </div>
      )}
      <Lines name="text" label="补正的内容" rows={8} most={5000} {...state} />
      <Files label="附件（可不选）" {...state} />
    </>
  )
}

const listed = (table: Readonly<Record<string, string>>) => Object.entries(table)

function Delivery({ view: _, ...state }: FieldsProps) {
  return (
    <>
      <Radios name="medium" label="载体形式" options={listed(carriers)} {...state} />
      <Radios name="delivery" label="获取方式" options={listed(ways)} {...state} />
    </>
  )
}

function Withdraw({ view: _, ...state }: FieldsProps) {
  const { sure } = state.problems
  return (
    <>
      <Lines name="reason" label="撤回的原因" optional rows={3} most={200} {...state} />
      <div class={sure ? 'field wrong' : 'field'}>
        {sure && <p class="err">{sure}</p>}
        <Tick name="sure" says="我确认撤回这件申请，知道撤回后不能恢复。" {...state} />
      </div>
    </>
  )
}

const stars = Object.entries(ratings)
  .toSorted(([a], [b]) => Number(b) - Number(a))
  .map(([count, says]) => [count, `${says}（${count} 分）`] as const)

const Rate = ({ view: _, ...state }: FieldsProps) => (
  <>
    <Radios name="stars" label="这次办理，您是否满意？" options={stars} {...state} />
    <Lines name="text" label="想说的话" optional rows={4} most={1000} {...state} />
  </>
)

const fields: Readonly<Record<ApplicantActionId, (props: FieldsProps) => Child>> = {
  clarify: Clarify,
  'give-reasons': ({ view: _, ...state }) => (
    <Lines
      name="text"
      label="申请的理由"
      rows={8}
      most={5000}
      hint="例如这些信息用来做什么，为什么需要这么多件。"
      {...state}
    />
  ),
  'tell-payment': ({ view: _, ...state }) => (
    <Line name="text" label="缴费的日期、方式和凭证号" hint="例如：3月20日银行转账，流水号末四位 0000。" {...state} />
  ),
  'choose-delivery': Delivery,
  'add-file': ({ view: _, ...state }) => <Files label="文件" {...state} />,
  withdraw: Withdraw,
  rate: Rate,
}

/** What an action asks its applicant for. */
export function ActionFields({ id, ...props }: FieldsProps & { readonly id: ApplicantActionId }) {
  const Fields = fields[id]
  return <Fields {...props} />
}

/** Actions that files come with. */
export const withFiles: readonly ApplicantActionId[] = ['clarify', 'add-file']

const keyOf = (table: Readonly<Record<string, string>>, says: string | undefined) =>
  Object.entries(table).find(([, words]) => words === says)?.[0] ?? ''

/** What a form begins with. */
export function begunWith(id: ApplicantActionId, { dossier: { asks } }: OwnView): Readonly<Record<string, string>> {
  if (id !== 'choose-delivery') return {}
  return { medium: keyOf(carriers, asks?.medium), delivery: keyOf(ways, asks?.delivery) }
}
