import { z } from 'zod'

interface Document {
  readonly components?: { readonly schemas?: unknown }
}

/**
 * JSON Schema of OpenAPI 3.1 names its parts under `components`, the bare one under `$defs`. Relative addresses are told
 * as such, which the checker takes for whole ones.
 */
const local = (json: string) =>
  json.replaceAll('#/components/schemas/', '#/$defs/').replaceAll(',"format":"uri-reference"', '')

/** A check made of a schema in the OpenAPI document itself, so that what is checked is what is told to others. */
export function schemaOf(document: Document, schema: unknown): z.ZodType {
  const whole = { ...(schema as object), $defs: document.components?.schemas ?? {} }
  return z.fromJSONSchema(JSON.parse(local(JSON.stringify(whole))))
}
