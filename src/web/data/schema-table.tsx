import { ColumnHeads } from '../column-heads.tsx'
import { Scroll } from '../scroll.tsx'
import { nameOf, type Schema, typeSays } from './described.ts'

const schemaAnchor = (name: string) => `schema-${name}`

/** Names of the schemas that a schema speaks of at once. */
function namesIn(schema: Schema): readonly string[] {
  const own = nameOf(schema)
  const deeper = [schema.items, ...(schema.anyOf ?? []), ...(schema.allOf ?? []), schema.additionalProperties]
  return [
    ...(own === undefined ? [] : [own]),
    ...deeper.flatMap((one) => (typeof one === 'object' ? namesIn(one) : [])),
  ]
}

/** The type of a value; a schema with a name of its own is led to. */
export function TypeWords({ schema }: { readonly schema: Schema }) {
  const says = typeSays(schema)
  const [name] = namesIn(schema)
  if (name === undefined) return <>{says}</>
  const [before = '', ...after] = says.split(name)
  return (
    <>
      {before}
      <a href={`#${schemaAnchor(name)}`}>{name}</a>
      {after.join(name)}
    </>
  )
}

function Rows({ schema, prefix = '' }: { readonly schema: Schema; readonly prefix?: string }) {
  return (
    <>
      {Object.entries(schema.properties ?? {}).map(([name, property]) => (
        <>
          <tr>
            <th scope="row">
              <code>{prefix + name}</code>
              {!schema.required?.includes(name) && <small>可以没有</small>}
            </th>
            <td>
              <TypeWords schema={property} />
            </td>
            <td>{property.description}</td>
          </tr>
          {property.properties && <Rows schema={property} prefix={`${prefix}${name}.`} />}
        </>
      ))}
    </>
  )
}

/** The fields of an object in the answers. */
export function SchemaTable({ name, schema }: { readonly name: string; readonly schema: Schema }) {
  return (
    <section id={schemaAnchor(name)}>
      <h3>{name}</h3>
      {schema.description && <p>{schema.description}</p>}
      <Scroll label={`${name}（表格）`}>
        <table class="work">
          <ColumnHeads names={['名称', '类型', '说明']} />
          <tbody>
            <Rows schema={schema} />
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
