import { type Agency, agencyKinds } from '../../../domain/agency/agency.ts'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary, SelectField, TextField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { RegionField } from '../../region-field.tsx'
import { allows } from '../session.ts'
import { boardPath } from '../submissions/query.ts'

export type BodyValues = Readonly<Partial<Record<'name' | 'shortName' | 'region' | 'kind' | 'superior', string>>>

interface FormProps {
  readonly values: BodyValues
  readonly problems: FieldProblems
}

function SharedFields({ values, problems }: FormProps) {
  const { shortName, region, kind } = values
  return (
    <>
      <TextField
        name="shortName"
        label="简称"
        hint="列表里使用；不填就用全称。"
        value={shortName ?? ''}
        problems={problems}
      />
      <RegionField value={region ?? ''} problems={problems} />
      <SelectField
        name="kind"
        label="机关类别"
        hint="类别决定报送期限。"
        value={kind ?? 'department'}
        problems={problems}
        options={Object.entries(agencyKinds)}
      />
    </>
  )
}

function SuperiorField({ values, problems }: FormProps) {
  return (
    <TextField
      name="superior"
      label="上级机关全称"
      hint="本机关或者下属机关；报告报送给它，数字汇总到它。"
      value={values.superior ?? ''}
      problems={problems}
    />
  )
}

const Back = () => (
  <p class="crumb">
    <a href={paths.bodies}>返回机关列表</a>
  </p>
)

/** Adds a body. */
export function NewBodyPage({ c, values, problems }: FormProps & { readonly c: Ctx }) {
  return (
    <DeskPage c={c} title="增加机关" current={paths.bodies}>
      <div class="journey">
        <Back />
        <h1>增加机关</h1>
        <ProblemSummary problems={problems} />
        <form method="post" action={paths.newBody} novalidate>
          <TextField
            name="name"
            label="机关全称"
            hint="与公章一致，例如“示例市云溪区民政局”。登记后不能改。"
            value={values.name ?? ''}
            problems={problems}
          />
          <SharedFields values={values} problems={problems} />
          <SuperiorField values={values} problems={problems} />
          <button class="ds-button" data-variant="primary" type="submit">
            增加
          </button>
        </form>
      </div>
    </DeskPage>
  )
}

interface EditProps extends FormProps {
  readonly c: Ctx
  readonly agency: Agency
  /** Whether its place in the tree is the person's to change. */
  readonly movable: boolean
}

function Form({ agency, movable, values, problems }: Omit<EditProps, 'c'>) {
  return (
    <form method="post" action={paths.deskBody(agency.id)} novalidate>
      <SharedFields values={values} problems={problems} />
      {movable ? (
        <SuperiorField values={values} problems={problems} />
      ) : (
        <p class="quiet">本机关的上级机关由上级机关的人员调整。</p>
      )}
      <button class="ds-button" data-variant="primary" type="submit">
        保存
      </button>
    </form>
  )
}

/** For those who may only look. */
function Facts({ agency: { shortName, region, kind }, values }: Pick<EditProps, 'agency' | 'values'>) {
  return (
    <dl class="facts-box">
      <dt>简称</dt>
      <dd>{shortName}</dd>
      <dt>所在地区</dt>
      <dd>{region}</dd>
      <dt>机关类别</dt>
      <dd>{agencyKinds[kind]}</dd>
      {values.superior && (
        <>
          <dt>上级机关</dt>
          <dd>{values.superior}</dd>
        </>
      )}
    </dl>
  )
}

/** A body, to be changed or looked at. */
export function BodyPage({ c, agency, movable, values, problems }: EditProps) {
  return (
    <DeskPage c={c} title={agency.name} current={paths.bodies}>
      <div class="journey">
        <Back />
        <h1>{agency.name}</h1>
        <p class="toolbar">
          <a href={boardPath({ agency: agency.id })}>报送情况</a>
          {movable && allows(c, 'manage-bodies') && <a href={paths.bodyClosing(agency.id)}>登记撤并</a>}
        </p>
        <ProblemSummary problems={problems} />
        {allows(c, 'manage-bodies') ? (
          <Form {...{ agency, movable, values, problems }} />
        ) : (
          <Facts {...{ agency, values }} />
        )}
      </div>
    </DeskPage>
  )
}
