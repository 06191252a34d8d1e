import { apiPaths } from '../api-paths.ts'
import { ColumnHeads } from '../column-heads.tsx'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { Scroll } from '../scroll.tsx'
import type { Answer, Described, Operation, Parameter } from './described.ts'
import { SchemaTable, TypeWords } from './schema-table.tsx'

function Parameters({ operation }: { readonly operation: Operation }) {
  const { parameters = [], summary } = operation
  if (parameters.length === 0) return null
  return (
    <Scroll label={`${summary}的参数（表格）`}>
      <table class="work">
        <ColumnHeads names={['参数', '写法', '说明']} />
        <tbody>
          {parameters.map((parameter) => (
            <tr>
              <th scope="row">
                <code>{parameter.name}</code>
                {parameter.in === 'path' && <small>在网址里</small>}
              </th>
              <td>
                <TypeWords schema={parameter.schema} />
              </td>
              <td>{parameter.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function AnswerLine({ status, answer }: { readonly status: string; readonly answer: Answer }) {
  const contents = Object.entries(answer.content ?? {})
  return (
    <li>
      <b>{status}</b> {answer.description}
      {contents.map(([type, { schema }]) => (
        <>
          ：<TypeWords schema={schema} />（{type}）
        </>
      ))}
    </li>
  )
}

const example = ({ schema }: Parameter) => String(schema.example ?? '')

/** An address that can be tried: with what the examples say where the pattern has a hole. */
function exampleOf(path: string, { parameters = [] }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.name === name)
    return parameter ? example(parameter) : name
  })
}

interface OperationProps {
  readonly path: string
  readonly operation: Operation
  readonly site: string
}

function OperationSection({ path, operation, site }: OperationProps) {
  return (
    <section class="operation" id={operation.operationId}>
      <h3>{operation.summary}</h3>
      <p>
        <code>GET {path}</code>
      </p>
      {operation.description && <p>{operation.description}</p>}
      <Parameters operation={operation} />
      <pre class="command">
        <code>{`curl '${site}${exampleOf(path, operation)}'`}</code>
      </pre>
      <details>
        <summary>回答</summary>
        <ul>
          {Object.entries(operation.responses).map(([status, answer]) => (
            <AnswerLine status={status} answer={answer} />
          ))}
        </ul>
      </details>
    </section>
  )
}

/** Every operation of the API, drawn from its OpenAPI document. */
export function ApiPage({ c, api, site }: { readonly c: Ctx; readonly api: Described; readonly site: string }) {
  const operations = Object.entries(api.paths).map(([path, { get }]) => ({ path, operation: get }))
  const schemas = Object.entries(api.components.schemas).filter(([, { properties }]) => properties)
  return (
    <PortalPage c={c} title="接口说明" current={paths.data} wide>
      <div class="wrap report data">
        <div class="crumb">
          <a href={paths.data}>开放数据</a> / 接口说明
        </div>
        <h1>接口说明</h1>
        <p>{api.info.description}</p>
        <p>
          机器可读的说明：<a href={apiPaths.document}>OpenAPI 3.1 文件</a>。接口版本 {api.info.version}
          ：以后只会增加内容，现有的名称和含义要变时版本才变。
        </p>
        <nav aria-label="本页内容">
          <ul>
            {operations.map(({ path, operation }) => (
              <li>
                <a href={`#${operation.operationId}`}>{operation.summary}</a> <code>{path}</code>
              </li>
            ))}
            <li>
              <a href="#schemas">数据结构</a>
            </li>
          </ul>
        </nav>
        {api.tags.map(({ name, description }) => (
          <section>
            <h2>{name}</h2>
            <p class="quiet">{description}</p>
            {operations
              .filter(({ operation }) => operation.tags.includes(name))
              .map(({ path, operation }) => (
                <OperationSection path={path} operation={operation} site={site} />
              ))}
          </section>
        ))}
        <section id="schemas">
          <h2>数据结构</h2>
          {schemas.map(([name, schema]) => (
            <SchemaTable name={name} schema={schema} />
          ))}
        </section>
      </div>
    </PortalPage>
  )
}
