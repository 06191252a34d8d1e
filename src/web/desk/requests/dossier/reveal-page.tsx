import { type ApplicantField, applicantFields } from '../../../../app/reveal-applicant.ts'
import type { Applicant } from '../../../../store/applicants.ts'
import type { Ctx } from '../../../context.ts'
import { DeskPage } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { type Back, Backs } from './backs.tsx'
import { DossierHead } from './head.tsx'
import type { DossierView } from './view.ts'

export interface RevealProps {
  readonly c: Ctx
  readonly view: DossierView
  readonly typed: { readonly reason: string; readonly fields: readonly ApplicantField[] }
  readonly back?: Back
  /** What there is to open, masked. */
  readonly masked: Readonly<Partial<Record<ApplicantField, string>>>
  /** What was opened, shown this once. */
  readonly data?: Readonly<Partial<Applicant>>
}

function Opened({ data }: { readonly data: Readonly<Partial<Applicant>> }) {
  const fields = (Object.keys(applicantFields) as ApplicantField[]).filter((field) => data[field] !== undefined)
  return (
    <div class="ds-alert" data-color="info" role="status">
      <h2>申请人信息</h2>
      <dl class="facts">
        {fields.map((field) => (
          <>
            <dt>{applicantFields[field]}</dt>
            <dd>{data[field] || '没有登记'}</dd>
          </>
        ))}
      </dl>
      <p>只显示这一次，已留痕。请勿抄录到备注和其他文字里。</p>
    </div>
  )
}

function Ask({ view: { key }, typed, back, masked }: Omit<RevealProps, 'c' | 'data'>) {
  return (
    <form method="post" action={paths.requestAction(key.agencyId, key.id, 'reveal')} class="action-form" novalidate>
      <Backs back={back} />
      <fieldset class="field" id="fields">
        <legend>要看哪几项</legend>
        <p class="hint">只看办理需要的。</p>
        {Object.entries(applicantFields).map(([field, says]) => (
          <label class="option">
            <input
              type="checkbox"
              name="fields"
              value={field}
              checked={typed.fields.includes(field as ApplicantField)}
            />{' '}
            {says} <small>{masked[field as ApplicantField] ?? '没有登记'}</small>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for="reason">事由</label>
        <p class="hint" id="reason-hint">
          例如：电话联系申请人确认补正内容。
        </p>
        <textarea
          class="ds-input"
          id="reason"
          name="reason"
          rows={2}
          maxlength={500}
          required
          aria-describedby="reason-hint"
        >
          {typed.reason}
        </textarea>
      </div>
      <div class="buttons">
        <button class="ds-button" data-variant="primary" type="submit">
          查看并留痕
        </button>
        <a class="ds-button" data-variant="tertiary" href={paths.request(key.agencyId, key.id)}>
          返回案卷
        </a>
      </div>
    </form>
  )
}

/** Who asks is opened only for a reason, and the trail says who looked (个人信息保护法第六条、第五十一条). */
export function RevealPage({ c, view, typed, back, data, masked }: RevealProps) {
  const { agencyId, id } = view.key
  return (
    <DeskPage c={c} title={`查看申请人信息：${view.row.number}`} current={paths.requests}>
      <DossierHead view={view} />
      <section class="panel action-panel">
        <h2>查看申请人信息</h2>
        <p class="quiet">
          申请人信息加密保存。查看时写明事由，谁在什么时候看了哪几项记入留痕。{' '}
          <cite>个人信息保护法第六条、第五十一条</cite>
        </p>
        {data ? <Opened data={data} /> : <Ask view={view} typed={typed} masked={masked} {...(back && { back })} />}
        {data && (
          <p>
            <a href={paths.request(agencyId, id)}>返回案卷</a>
          </p>
        )}
      </section>
    </DeskPage>
  )
}
