import type pg from 'pg'

type Rows = Readonly<Record<string, unknown>>

/** Tables of which a request has rows, with what must differ from one request to the next. */
const copied = {
  request:
    "jsonb_build_object('agency_id', $2::bigint, 'id', $3::bigint, 'number', 'bare ' || $3::bigint, 'serial', $3::bigint)",
  applicant: "jsonb_build_object('agency_id', $2::bigint, 'id', $3::bigint, 'request_id', $3::bigint)",
  request_access:
    "jsonb_build_object('agency_id', $2::bigint, 'request_id', $3::bigint, 'receipt', 'bare ' || $3::bigint)",
  request_entry: "jsonb_build_object('agency_id', $2::bigint, 'request_id', $3::bigint, 'key', 'bare ' || $3::bigint)",
  request_fact: "jsonb_build_object('agency_id', $2::bigint, 'request_id', $3::bigint)",
} as const satisfies Readonly<Record<string, string>>

/** Numbers far from those of the requests that were filed. */
const firstId = 1_000_000_000

const link =
  'insert into trail_link select $1::bigint, $2::bigint, now(), null, person, kind, subject, text, hash from trail_link limit 1'

const counters = {
  serial: "update serial_counter set last = last + 1 where agency_id = $1 and kind = 'request'",
  head: 'update trail_head set seq = seq + 1 where agency_id = $1 returning seq',
} as const

/** Rows of a request that was filed, as JSON. */
async function templates(pool: pg.Pool): Promise<Rows> {
  const { rows } = await pool.query(`
    select to_jsonb(request) as request, to_jsonb(applicant) as applicant, to_jsonb(access) as request_access,
      to_jsonb(entry) as request_entry, to_jsonb(happening) as request_fact
    from request join applicant on (applicant.agency_id, applicant.request_id) = (request.agency_id, request.id)
      join request_access access on (access.agency_id, access.request_id) = (request.agency_id, request.id)
      join request_entry entry on (entry.agency_id, entry.request_id) = (request.agency_id, request.id)
      join request_fact happening on (happening.agency_id, happening.request_id) = (request.agency_id, request.id)
    limit 1`)
  return rows[0]
}

/**
 * Inserts the same rows as a request that was filed, in one transaction, with the counters of the body held from the
 * first to the last statement as a number without gaps asks for; nothing is read, sealed or hashed.
 */
export async function acceptBare(pool: pg.Pool): Promise<(agencyId: number) => Promise<void>> {
  const template = await templates(pool)
  let id = firstId
  return async (agencyId) => {
    id += 1
    const own = id
    const client = await pool.connect()
    const run = (name: string, text: string, values: readonly unknown[]) =>
      client.query({ name, text, values: [...values] })
    try {
      await client.query('begin')
      await run('serial', counters.serial, [agencyId])
      for (const [table, change] of Object.entries(copied)) {
        const text = `insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, $1::jsonb || ${change})`
        await run(table, text, [JSON.stringify(template[table]), agencyId, own])
      }
      const { rows } = await run('head', counters.head, [agencyId])
      await run('link', link, [agencyId, rows[0]?.seq])
      await client.query('commit')
    } finally {
      client.release()
    }
  }
}
