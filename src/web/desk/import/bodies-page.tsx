import type { BodyProblems } from '../../../app/add-body.ts'
import { agencyKinds } from '../../../domain/agency/agency.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'

/** A body that reports name and nobody could place, as it is proposed or was typed. */
export interface ProposedBody {
  readonly named: string
  readonly files: number
  readonly add: boolean
  readonly name: string
  readonly shortName: string
  readonly region: string
  readonly kind: string
  readonly problems: BodyProblems
}

interface BodiesProps {
  readonly c: Ctx
  readonly batchId: number
  readonly superior: string
  readonly bodies: readonly ProposedBody[]
  /** Names beyond those on this page. */
  readonly more: number
  readonly notices: readonly string[]
}

interface CellProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly problem: string | undefined
}

function Cell({ id, label, value, problem }: CellProps) {
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {problem && (
        <p class="err" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <input
        class="ds-input"
        id={id}
        name={id}
        value={value}
        maxlength={200}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
    </div>
  )
}

function BodyFields({ body, at }: { readonly body: ProposedBody; readonly at: number }) {
  const { named, files, add, name, shortName, region, kind, problems } = body
  return (
    <fieldset class="panel new-body">
      <legend>
        <input type="hidden" name={`named-${at}`} value={named} />
        <input type="checkbox" id={`add-${at}`} name={`add-${at}`} value="1" checked={add} />
        <label for={`add-${at}`}>
          新建“{named}”（{files} 份报告）
        </label>
      </legend>
      <Cell id={`name-${at}`} label="机关全称" value={name} problem={problems.name ?? problems.superiorId} />
      <Cell id={`shortName-${at}`} label="简称" value={shortName} problem={problems.shortName} />
      <Cell id={`region-${at}`} label="所在地区" value={region} problem={problems.region} />
      <div class="field">
        <label for={`kind-${at}`}>机关类别</label>
        <select class="ds-input" id={`kind-${at}`} name={`kind-${at}`}>
          {Object.entries(agencyKinds).map(([key, words]) => (
            <option value={key} selected={key === kind}>
              {words}
            </option>
          ))}
        </select>
      </div>
    </fieldset>
  )
}

/** Adds the bodies that the reports of a batch name and that are not there yet. */
export function BodiesPage({ c, batchId, superior, bodies, more, notices }: BodiesProps) {
  const files = bodies.reduce((sum, body) => sum + body.files, 0)
  return (
    <DeskPage c={c} title="新建机关" current={paths.imports}>
      <div class="settle">
        <p class="crumb">
          <a href={paths.imports}>导入</a> / <a href={paths.importBatch(batchId)}>第 {batchId} 批</a> / 新建机关
        </p>
        <h1>为 {files} 份未匹配的报告新建机关</h1>
        {notices.map((notice) => (
          <p class="banner" role="status">
            {notice}
          </p>
        ))}
        {bodies.length === 0 ? (
          <p class="empty">
            没有要新建的机关了。<a href={paths.importBatch(batchId)}>回到这一批</a>
          </p>
        ) : (
          <form method="post" action={paths.importBodies(batchId)}>
            <p>
              名称按报告写的预填，请逐个核对、改正；不要新建的取消勾选。新建的机关归在“{superior}
              ”之下，以后可以在“机关”页面调整。
              {more > 0 && `还有 ${more} 个名称，做完这些再列出。`}
            </p>
            {bodies.map((body, at) => (
              <BodyFields body={body} at={at} />
            ))}
            <button class="ds-button" data-variant="primary" type="submit">
              新建勾选的机关，并存为草稿
            </button>{' '}
            <a href={paths.importBatch(batchId)}>返回，不新建</a>
          </form>
        )}
      </div>
    </DeskPage>
  )
}
