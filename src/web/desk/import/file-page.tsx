import { type Agency, agencyKinds } from '../../../domain/agency/agency.ts'
import type { BodyProposal } from '../../../domain/agency/propose-body.ts'
import { reportStatuses } from '../../../domain/report/status.ts'
import type { ImportFileLine } from '../../../store/import-files.ts'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary, SelectField, TextField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { RegionField } from '../../region-field.tsx'
import { sizeWords, stateWords } from './words.ts'

export interface FilePageProps {
  readonly c: Ctx
  readonly batchId: number
  readonly file: ImportFileLine
  /** Bodies that it might be, or that were searched for. */
  readonly bodies: readonly Agency[]
  readonly search: string
  readonly chosen?: number | undefined
  /** As typed. */
  readonly year: string
  /** As proposed, or as typed. */
  readonly proposal: Readonly<Record<keyof BodyProposal | 'superior', string>>
  readonly problems: FieldProblems
  /** Why what was asked for was not done. */
  readonly refusal?: string | undefined
}

function YearField({ file, year, problems, id }: Pick<FilePageProps, 'file' | 'year' | 'problems'> & { id: string }) {
  if (file.year !== null) return null
  const problem = problems[id]
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={id}>年度（数据所属的年份）</label>
      {problem && (
        <p class="err" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <input
        class="ds-input"
        id={id}
        name="year"
        value={year}
        inputmode="numeric"
        maxlength={4}
        required
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
    </div>
  )
}

function Choose(props: FilePageProps) {
  const { batchId, file, bodies, search, chosen } = props
  const here = paths.importFile(batchId, file.id)
  return (
    <section class="panel" aria-labelledby="choose">
      <h2 id="choose">选择机关</h2>
      <search>
        <form class="find" action={here} aria-label="查找机关">
          <input class="ds-input" type="search" name="q" value={search} maxlength={100} aria-label="机关名称或地区" />
          <button class="ds-button" data-variant="secondary" type="submit">
            查找
          </button>
        </form>
      </search>
      {bodies.length === 0 ? (
        <p class="quiet">
          {search === '' ? '没有名称相近的机关。' : `没有找到“${search}”。`}可以换个词查找，或在下面新建。
        </p>
      ) : (
        <form method="post" action={here}>
          <fieldset class="bodies">
            <legend class="sr-only">机关</legend>
            {bodies.map(({ id, name, region }) => (
              <label>
                <input type="radio" name="body" value={String(id)} required checked={id === chosen} />
                <span>
                  {name} <small>{region}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <YearField {...props} id="year" />
          <button class="ds-button" data-variant="primary" type="submit" name="do" value="settle">
            存为这个机关的草稿
          </button>
        </form>
      )}
    </section>
  )
}

function NewBody(props: FilePageProps) {
  const { batchId, file, proposal, problems } = props
  const { name, shortName, region, kind, superior } = proposal
  return (
    <section class="panel" aria-labelledby="new-body">
      <h2 id="new-body">或者新建机关</h2>
      <form method="post" action={paths.importFile(batchId, file.id)} novalidate>
        <TextField name="name" label="机关全称" hint="按报告写的预填，请核对。" value={name} problems={problems} />
        <TextField name="shortName" label="简称" value={shortName} problems={problems} />
        <RegionField value={region} problems={problems} />
        <SelectField
          name="kind"
          label="机关类别"
          value={kind}
          problems={problems}
          options={Object.entries(agencyKinds)}
        />
        <TextField
          name="superior"
          label="上级机关全称"
          hint="本机关或者下属机关。"
          value={superior}
          problems={problems}
        />
        <YearField {...props} id="year-of-new" />
        <button class="ds-button" data-variant="secondary" type="submit" name="do" value="add">
          新建机关并存为草稿
        </button>
      </form>
    </section>
  )
}

/** The body has a report of the year: what can be done about it. */
function Taken({ batchId, file }: FilePageProps) {
  const { report } = file
  if (!report) return null
  const { agencyId, agencyName, year, status, version } = report
  const replaceable = status === 'draft' || status === 'returned'
  return (
    <section class="panel" aria-labelledby="taken">
      <h2 id="taken">这个机关当年已有报告</h2>
      <p>
        <a href={paths.deskReport(agencyId, year)}>
          {agencyName} {year} 年
        </a>
        （{reportStatuses[status]}）
      </p>
      {replaceable ? (
        <form method="post" action={paths.importFile(batchId, file.id)}>
          <input type="hidden" name="version" value={String(version)} />
          <p class="quiet">替换后按新文件重新读取和核验；对旧文件的人工更正不再有效，留痕保留。</p>
          <button class="ds-button" data-variant="primary" type="submit" name="do" value="replace">
            用这份文件替换
          </button>
        </form>
      ) : (
        <p class="quiet">要换成这份文件，请先在那份报告的页面退回或撤下，再回到这里。</p>
      )}
    </section>
  )
}

function Discard({ batchId, file }: FilePageProps) {
  return (
    <form method="post" action={paths.importFile(batchId, file.id)}>
      <button class="ds-button" data-variant="tertiary" type="submit" name="do" value="discard">
        不导入这份文件
      </button>
    </form>
  )
}

/** A file that waits for a person: whose it is, or what to do with the report in its way. */
export function FilePage(props: FilePageProps) {
  const { c, batchId, file, problems, refusal } = props
  const isTaken = file.state === 'taken' && file.report !== undefined
  return (
    <DeskPage c={c} title={`处理 ${file.fileName}`} current={paths.imports}>
      <div class="settle">
        <p class="crumb">
          <a href={paths.imports}>导入</a> / <a href={paths.importBatch(batchId)}>第 {batchId} 批</a> / 处理
        </p>
        <h1>{file.fileName}</h1>
        {refusal && (
          <div class="ds-alert" data-color="danger" role="alert">
            {refusal}
          </div>
        )}
        <ProblemSummary problems={problems} />
        <dl class="facts-box">
          <dt>结果</dt>
          <dd>{stateWords[file.state].label}</dd>
          <dt>大小</dt>
          <dd>{sizeWords(file.size)}</dd>
          <dt>所写机关</dt>
          <dd>{file.bodyName ?? '没有读出'}</dd>
          <dt>年度</dt>
          <dd>{file.year === null ? '没有读出' : `${file.year} 年`}</dd>
        </dl>
        <p>{file.message}</p>
        {isTaken ? (
          <Taken {...props} />
        ) : (
          <>
            <Choose {...props} />
            <NewBody {...props} />
          </>
        )}
        <Discard {...props} />
      </div>
    </DeskPage>
  )
}
