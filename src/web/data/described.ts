/** What the page shows of a schema of the OpenAPI document. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly (string | number)[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly minimum?: number
  readonly maximum?: number
  readonly example?: unknown
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

export interface Answer {
  readonly description: string
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly responses: Readonly<Record<string, Answer>>
}

/** Parts of the OpenAPI document that the page shows. */
export interface Described {
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Name of the schema that is referred to. */
export const nameOf = ({ $ref }: Schema): string | undefined => $ref?.split('/').at(-1)

const types: Readonly<Record<string, string>> = {
  string: '文字',
  integer: '整数',
  number: '数',
  boolean: 'true 或 false',
  null: 'null',
  object: '对象',
  array: '数组',
}

/** A schema in a few words: 整数，1 到 200. */
export function typeSays(schema: Schema): string {
  const { type, items, anyOf, allOf, minimum, maximum, additionalProperties } = schema
  const name = nameOf(schema)
  if (name !== undefined) return name
  if (allOf) return allOf.map(typeSays).filter(Boolean).join('，')
  if (anyOf) return anyOf.map(typeSays).join(' 或 ')
  if (schema.enum) return schema.enum.join('、')
  if (items) return `${typeSays(items)} 的数组`
  if (typeof additionalProperties === 'object') return `键到 ${typeSays(additionalProperties)} 的对应`
  const names = [type ?? []].flat().map((one) => types[one] ?? one)
  const range = minimum !== undefined && maximum !== undefined && maximum < 1e12 ? `，${minimum} 到 ${maximum}` : ''
  return `${names.join(' 或 ')}${range}`
}
