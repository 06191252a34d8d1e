import type { Agency } from '../../../domain/agency/agency.ts'
import type { SectionLine } from '../../../store/sections.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary, TextField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import { AnswerNotes } from '../answer-notes.tsx'

export interface SectionsProps {
  readonly c: Ctx
  readonly agency: Agency
  readonly sections: readonly SectionLine[]
  readonly isSecondStepRequired: boolean
  /** What was typed into a form that did not work, and of which section. */
  readonly typed?: { readonly name: string; readonly section: number | undefined }
  readonly problem?: string
  readonly done?: string
  readonly refusal?: string
}

function Which({ agency, section }: { readonly agency: Agency; readonly section?: SectionLine }) {
  return (
    <>
      <input type="hidden" name="agency" value={agency.id} />
      {section && <input type="hidden" name="section" value={section.id} />}
    </>
  )
}

type LineProps = Pick<SectionsProps, 'agency' | 'typed' | 'problem'> & { readonly section: SectionLine }

function Rename({ agency, section, typed, problem }: LineProps) {
  const isTried = typed?.section === section.id
  const name = `name-${section.id}`
  return (
    <details class="consider" open={isTried}>
      <summary class="ds-button" data-variant="secondary" data-size="sm">
        改名<span class="sr-only">（{section.name}）</span>
      </summary>
      <form method="post" action={paths.sectionChange} novalidate>
        <Which agency={agency} section={section} />
        <input type="hidden" name="change" value="rename" />
        <TextField
          name={name}
          label="新名称"
          value={isTried ? typed.name : section.name}
          problems={isTried && problem !== undefined ? { [name]: problem } : {}}
        />
        <button class="ds-button" data-variant="primary" data-size="sm" type="submit">
          保存<span class="sr-only">（{section.name}）</span>
        </button>
      </form>
    </details>
  )
}

function Switch({ agency, section }: Pick<LineProps, 'agency' | 'section'>) {
  return (
    <form method="post" action={paths.sectionChange}>
      <Which agency={agency} section={section} />
      <input type="hidden" name="change" value={section.isClosed ? 'reopen' : 'close'} />
      <button class="ds-button" data-variant="secondary" data-size="sm" type="submit">
        {section.isClosed ? '恢复' : '停用'}
        <span class="sr-only">（{section.name}）</span>
      </button>
    </form>
  )
}

function Sections(props: SectionsProps) {
  const { sections } = props
  if (sections.length === 0) return <p class="empty">还没有科室。承办人和科室信息员要编入科室。</p>
  return (
    <Scroll label="科室（表格）">
      <table class="work">
        <ColumnHeads names={['科室', '人数', '状态', '操作']} />
        <tbody>
          {sections.map((section) => (
            <tr>
              <td>{section.name}</td>
              <td class="n">{section.people}</td>
              <td class="short">{section.isClosed ? '已停用' : '在用'}</td>
              <td>
                <span class="acts">
                  {!section.isClosed && <Rename {...props} section={section} />}
                  <Switch {...props} section={section} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function NewSection({
  agency,
  typed,
  problems,
}: Pick<SectionsProps, 'agency' | 'typed'> & { problems: FieldProblems }) {
  return (
    <section class="panel" id="new-section">
      <h2>增加科室</h2>
      <form method="post" action={paths.sections} class="narrow-form" novalidate>
        <Which agency={agency} />
        <TextField
          name="name"
          label="科室名称"
          hint="例如“政策法规科”。"
          value={typed && typed.section === undefined ? typed.name : ''}
          problems={problems}
        />
        <button class="ds-button" data-variant="primary" type="submit">
          增加
        </button>
      </form>
    </section>
  )
}

function SecondStepRule({ agency, isSecondStepRequired }: Pick<SectionsProps, 'agency' | 'isSecondStepRequired'>) {
  const rules = [
    ['voluntary', '自愿', '由各人自己决定。'],
    ['required', '必须', '没有设置的人，下一次登录时先设置，才能继续。'],
  ] as const
  return (
    <section class="panel">
      <h2>两步登录</h2>
      <form method="post" action={paths.secondStepRule}>
        <Which agency={agency} />
        <fieldset class="choices">
          <legend>在{agency.name}工作的人，登录时除密码外还填验证码</legend>
          {rules.map(([rule, label, says]) => (
            <label>
              <input type="radio" name="rule" value={rule} checked={isSecondStepRequired === (rule === 'required')} />{' '}
              {label}：{says}
            </label>
          ))}
        </fieldset>
        <button class="ds-button" data-variant="secondary" type="submit">
          保存
        </button>
      </form>
    </section>
  )
}

/** The sections of a body, and whether its people sign in in two steps. */
export function SectionsPage(props: SectionsProps) {
  const { c, agency, typed, problem, done, refusal } = props
  const isOfNew = problem !== undefined && typed?.section === undefined
  const field = typed?.section === undefined ? 'name' : `name-${typed.section}`
  return (
    <DeskPage c={c} title="科室与两步登录" current={paths.people} wide>
      <p class="crumb">
        <a href={paths.people}>返回人员</a>
      </p>
      <h1>{agency.name}：科室与两步登录</h1>
      <AnswerNotes done={done} refusal={refusal} />
      <ProblemSummary problems={problem === undefined ? {} : { [field]: problem }} />
      <h2>科室</h2>
      <Sections {...props} />
      <p class="quiet">停用的科室不再分办新的申请，名称仍留在办过的案卷里。还有没办结的申请或者人员的，不能停用。</p>
      <NewSection {...props} problems={isOfNew ? { name: problem } : {}} />
      <SecondStepRule {...props} />
    </DeskPage>
  )
}
