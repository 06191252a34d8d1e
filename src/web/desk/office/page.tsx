import type { Agency } from '../../../domain/agency/agency.ts'
import type { DisclosureOffice } from '../../../store/disclosure-offices.ts'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'

interface FieldOf {
  readonly says: string
  /** What it is for. */
  readonly hint: string
  readonly long?: true
}

/** The fields with what each is for, in groups. */
const groups: readonly {
  readonly says: string
  readonly fields: Readonly<Partial<Record<keyof DisclosureOffice, FieldOf>>>
}[] = [
  {
    says: '文书编号',
    fields: {
      numberWord: {
        says: '发文代字',
        hint: '文书编号前面的字，如“云汐公”，编出“云汐公复〔2025〕12号”。不填就不能制发文书。',
      },
    },
  },
  {
    says: '救济途径',
    fields: {
      reconsiderationOrgan: {
        says: '行政复议机关',
        hint: '答复书告知申请人向谁申请行政复议。不填就不能制发答复书。',
      },
      onlineReconsideration: { says: '网上申请行政复议的网址', hint: '有的，写进答复书。' },
      court: { says: '管辖的人民法院', hint: '答复书告知申请人向哪个法院提起行政诉讼。不填就不能制发答复书。' },
    },
  },
  {
    says: '联系方式',
    fields: {
      contact: { says: '工作机构名称或者联系人', hint: '文书里请申请人联系谁。' },
      phone: { says: '联系电话', hint: '写进文书，申请人打这个电话询问。' },
      fax: { says: '传真', hint: '可以用传真提交补正、意见的，填在这里。' },
      address: { says: '通信地址', hint: '申请人寄送补正、当面领取文书的地方。' },
      postcode: { says: '邮政编码', hint: '六位数字，写在地址旁边。' },
      hours: { says: '办公时间', hint: '当面提交、领取的时间，如“工作日 9:00–12:00，14:00–17:00”。' },
    },
  },
  {
    says: '收费',
    fields: {
      payment: { says: '缴费方式', hint: '收费通知书告知申请人怎样缴纳信息处理费。不收费的可以不填。', long: true },
    },
  },
]

export interface OfficeProps {
  readonly c: Ctx
  readonly agency: Agency
  readonly values: Readonly<Partial<Record<string, string>>>
  readonly problems: FieldProblems
  readonly isSaved: boolean
}

function Field({
  name,
  field,
  values,
  problems,
}: { name: string; field: FieldOf } & Pick<OfficeProps, 'values' | 'problems'>) {
  const problem = problems[name]
  const common = {
    class: 'ds-input',
    id: name,
    name,
    'aria-invalid': problem ? ('true' as const) : undefined,
    'aria-describedby': problem ? `${name}-hint ${name}-problem` : `${name}-hint`,
  }
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={name}>{field.says}</label>
      <p class="hint" id={`${name}-hint`}>
        {field.hint}
      </p>
      {problem && (
        <p class="err" id={`${name}-problem`}>
          {problem}
        </p>
      )}
      {field.long ? (
        <textarea {...common} rows={3}>
          {values[name]}
        </textarea>
      ) : (
        <input {...common} value={values[name]} autocomplete="off" />
      )}
    </div>
  )
}

/** What a body's letters name: numbers, remedies, where to find the office (arts. 4, 12). */
export function OfficePage({ c, agency, values, problems, isSaved }: OfficeProps) {
  return (
    <DeskPage c={c} title="公开工作机构设置" current={paths.office}>
      <form class="journey entry" method="post" action={paths.office} novalidate>
        <h1>公开工作机构设置</h1>
        <p class="quiet">{agency.name}。这里填写的内容印在依申请公开的文书上；改动留痕，已制发的文书不变。</p>
        {isSaved && (
          <p class="banner" role="status">
            已保存。
          </p>
        )}
        <ProblemSummary problems={problems} />
        <input type="hidden" name="agency" value={agency.id} />
        {groups.map(({ says, fields }) => (
          <fieldset>
            <legend>{says}</legend>
            {Object.entries(fields).map(([name, field]) => (
              <Field name={name} field={field} values={values} problems={problems} />
            ))}
          </fieldset>
        ))}
        <button class="ds-button" data-variant="primary" type="submit">
          保存
        </button>
      </form>
    </DeskPage>
  )
}
