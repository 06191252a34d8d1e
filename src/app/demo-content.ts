import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { agencyKinds } from '../domain/agency/agency.ts'
import { roles } from '../domain/agency/person.ts'

const report = z.object({
  file: z.string(),
  year: z.int(),
  invented: z.boolean().default(false),
  status: z.enum(['published', 'accepted', 'submitted', 'returned', 'draft']).default('published'),
  /** When it was handed in; now, where it is not told. */
  on: z.coerce.date().optional(),
  /** Of the return. */
  reason: z.string().default(''),
})

const body = z.object({
  key: z.string(),
  name: z.string(),
  shortName: z.string(),
  region: z.string(),
  kind: z.enum(Object.keys(agencyKinds) as (keyof typeof agencyKinds)[]),
  parent: z.string().optional(),
  reports: z.array(report),
  /** File of `demo/` that tells its requests for information. */
  requests: z.string().optional(),
  /** File of `demo/` that tells its requests of years gone by. */
  pastRequests: z.string().optional(),
  nil: z.array(z.object({ year: z.int(), reason: z.string(), on: z.coerce.date().optional() })).default([]),
  sections: z.array(z.string()).default([]),
  accounts: z
    .array(
      z.object({
        login: z.string(),
        role: z.enum(Object.keys(roles) as (keyof typeof roles)[]),
        displayName: z.string(),
        /** One of the body's. */
        section: z.string().optional(),
      }),
    )
    .default([]),
})

export type DemoReport = z.infer<typeof report>
export type DemoBody = z.infer<typeof body>

/** What `demo/agencies.json` lists; a body that stands above others comes before them. */
export async function readDemoContent(root: string): Promise<readonly DemoBody[]> {
  return z.array(body).parse(JSON.parse(await readFile(join(root, 'demo/agencies.json'), 'utf8')))
}
