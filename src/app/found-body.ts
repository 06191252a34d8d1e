import type { AgencyKind } from '../domain/agency/agency.ts'
import { appendAccount } from '../store/accounts.ts'
import { appendAgency, findTopAgencies, lockAgencies } from '../store/agencies.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { hashPassword } from './passwords.ts'
import type { Services } from './services.ts'

export interface FirstBody {
  readonly name: string
  readonly kind: AgencyKind
  readonly region: string
  readonly login: string
  readonly displayName: string
  readonly password: string
}

/** Makes the first body and its administrator. Once a body is there, nothing happens and the answer is false. */
export async function foundBody(services: Services, body: FirstBody): Promise<boolean> {
  const passwordHash = await hashPassword(services, body.password)
  return inTransaction(services.db, async (transaction) => {
    await lockAgencies(transaction)
    if ((await findTopAgencies(transaction)).length > 0) return false
    const { name, kind, region, login, displayName } = body
    const agencyId = await appendAgency(transaction, {
      parentId: null,
      name,
      shortName: name,
      region,
      kind,
      demonstration: false,
    })
    const first = { login, displayName, role: 'administrator' } as const
    const accountId = await appendAccount(transaction, { agencyId, ...first, passwordHash, demonstration: false })
    const about = { agencyId, at: services.now(), actor: { accountId: null, name: '初始化' } }
    await appendLinks(transaction, [
      { ...about, kind: 'body-added', subject: `body ${agencyId}`, details: { name, region, kind } },
      { ...about, kind: 'person-added', subject: `account ${accountId}`, details: first },
    ])
    return true
  })
}
