import { applicantTypes } from '../../domain/request/channels.ts'
import { requestKinds } from '../../domain/request/facts.ts'
import { carriers, ways } from '../../domain/request/letters/write-application-form.ts'
import { actors, helps, identityKinds } from '../../domain/request/read-petitioner.ts'
import { isOrganisation, type SubmissionStep, stepOf } from '../../domain/request/submission.ts'
import type { DraftFile } from '../../store/public-draft-files.ts'
import type { DraftValues } from '../../store/public-drafts.ts'
import type { FieldProblems } from '../fields.tsx'
import { paths } from '../paths.ts'
import { fileWords } from './files-page.tsx'
import { JourneyPage, journeySteps, pathOfStep } from './journey.tsx'
import { PrivacyNotice } from './privacy-notice.tsx'
import type { StepPageProps } from './step-pages.tsx'

type Row = readonly [label: string, text: string | undefined]

const wordIn = (table: Readonly<Record<string, string>>, key: string | undefined) =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined

const helpWords = (values: DraftValues) =>
  [...Object.entries(helps).flatMap(([name, says]) => (values[name] ? [says] : [])), values.helpMore ?? '']
    .filter((text) => text !== '')
    .join('；')

const otherRows = ({ actsAs, ...values }: DraftValues): readonly Row[] => {
  if (actsAs !== 'agent' && actsAs !== 'guardian') return []
  const who = actsAs === 'agent' ? '代理人' : '监护人'
  return [
    [`${who}姓名`, values.otherName],
    [`${who}证件`, `${wordIn(identityKinds, values.otherIdentityKind) ?? ''} ${values.otherIdentityNumber ?? ''}`],
    [`${who}电话`, values.otherPhone],
  ]
}

/** What stands in the draft, step by step, as the office will read it. */
const rowsOf: Readonly<Record<SubmissionStep, (values: DraftValues) => readonly Row[]>> = {
  what: ({ kind, title, documentNumber, features }) => [
    ['申请类别', wordIn(requestKinds, kind)],
    ['名称', title],
    ['文号', documentNumber],
    ['其他特征', features],
  ],
  how: ({ medium, delivery }) => [
    ['载体形式', wordIn(carriers, medium)],
    ['获取方式', wordIn(ways, delivery)],
  ],
  who: (values) => [
    ['申请人类型', wordIn(applicantTypes, values.applicantType)],
    ['姓名或者名称', values.name],
    ...(isOrganisation(values.applicantType)
      ? ([
          ['统一社会信用代码', values.identityNumber],
          ['联系人', values.contactPerson],
        ] as const)
      : ([
          ['证件类型', wordIn(identityKinds, values.identityKind)],
          ['证件号码', values.identityNumber],
        ] as const)),
    ['联系电话', values.phone],
    ['电子邮箱', values.email],
    ['通信地址', values.address],
    ['邮政编码', values.postcode],
    ['由谁申请', wordIn(actors, values.actsAs)],
    ...otherRows(values),
    ['需要的帮助', helpWords(values)],
  ],
}

function Part({ step, values }: { readonly step: SubmissionStep; readonly values: DraftValues }) {
  return (
    <section class="panel part-check">
      <h2>
        {journeySteps[step]}{' '}
        <a href={pathOfStep(step)}>
          修改<span class="sr-only">{journeySteps[step]}</span>
        </a>
      </h2>
      <dl>
        {rowsOf[step](values).map(([label, text]) => (
          <>
            <dt>{label}</dt>
            <dd>{text?.trim() ? text : <span class="missing">没有填写</span>}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}

/** What is wrong, each leading to its field on its step. */
function Lacking({ problems }: { readonly problems: FieldProblems }) {
  const all = Object.entries(problems)
  if (all.length === 0) return null
  return (
    <div class="ds-alert" data-color="danger" role="alert">
      <h2>有 {all.length} 处需要改正，改好才能提交</h2>
      <ul>
        {all.map(([name, says]) => (
          <li>
            <a href={`${pathOfStep(stepOf(name) ?? 'files')}#${name}`}>{says}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

export interface CheckPageProps extends StepPageProps {
  readonly files: readonly DraftFile[]
  /** Why it was not filed although all of it is right. */
  readonly refused?: string
}

/** All that was written, once more, before it is filed. */
export function CheckPage({ c, body, office, values, problems, files, refused }: CheckPageProps) {
  return (
    <JourneyPage c={c} at="check" title="请核对后提交" body={body}>
      <Lacking problems={problems} />
      {refused && (
        <div class="ds-alert" data-color="warning" role="alert">
          <h2>还没有提交</h2>
          <p>{refused}</p>
        </div>
      )}
      <Part step="what" values={values} />
      <Part step="how" values={values} />
      <Part step="who" values={values} />
      <section class="panel part-check">
        <h2>
          附件{' '}
          <a href={pathOfStep('files')}>
            修改<span class="sr-only">附件</span>
          </a>
        </h2>
        {files.length === 0 && <p class="missing">没有附件</p>}
        <ul>
          {files.map((file) => (
            <li>
              {file.name}（{fileWords(file)}）
            </li>
          ))}
        </ul>
      </section>
      <PrivacyNotice body={body} office={office} />
      {Object.keys(problems).length === 0 && (
        <form method="post" action={paths.askStep('file')}>
          <p>
            提交后由{body.name}
            与您确认收到，双方确认之日为收到申请之日，答复期限从这一天起算（条例第三十一条第（三）项）。
          </p>
          <div class="acts">
            <button class="ds-button" data-variant="primary" type="submit">
              提交申请
            </button>
            <a class="ds-button" data-variant="secondary" href={pathOfStep('files')}>
              上一步
            </a>
          </div>
        </form>
      )}
    </JourneyPage>
  )
}
