import type { Kysely } from 'kysely'
import { type RequestEntered, registerRequest } from '../../src/app/register-request.ts'
import type { Person, Role } from '../../src/domain/agency/person.ts'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import { appendAccount } from '../../src/store/accounts.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { saveOffice } from '../../src/store/disclosure-offices.ts'
import type { Database } from '../../src/store/schema.ts'
import { servicesOn } from '../web/site.ts'

const region = '示例省示例市云汐区'

const applicant = {
  name: '示例人甲',
  identityKind: '居民身份证',
  identityNumber: '110101190001010000',
  phone: '13800000000',
  email: '',
  address: '示例市云汐区示例路1号',
  postcode: '000000',
  agent: '',
}

type Given = Partial<Omit<RequestEntered, 'asks'>> & { readonly submittedOn: PlainDate; readonly subject?: string }

/** A request of an invented person, at the counter unless told otherwise. */
export function requestOf({ subject = '示例大道二期用地批复', ...given }: Given): RequestEntered {
  const wanted = { medium: '纸质', delivery: '自行领取' }
  const asks = {
    kind: 'disclosure',
    applicantType: 'natural-person',
    subject,
    content: `${subject}及附图`,
    ...wanted,
  } as const
  return { channel: 'counter', asks, applicant, ...given }
}

/** The seven steps of a request that another body is to answer (art. 36, item 5): they end at the second. */
export const notOurs = {
  clear: true,
  ours: false,
  governmentInformation: null,
  exists: null,
  alreadyPublic: null,
  refusable: null,
  separable: null,
} as const

/** What an office has set up before it answers anybody. */
export const office = {
  numberWord: '云汐公',
  reconsiderationOrgan: '示例市人民政府',
  court: '示例市云汐区人民法院',
  onlineReconsideration: '',
  contact: '示例科员',
  phone: '000-0000000',
  fax: '',
  address: '示例市云汐区示例路2号',
  postcode: '000000',
  hours: '工作日 9:00–17:00',
  payment: '到本机关窗口缴纳',
}

/** A body with its disclosure office and people, on a day. */
export async function officeWorld(db: Kysely<Database>, day: PlainDate, called = '示例市云汐区') {
  const { services, clock, lines } = servicesOn(db)
  const today = (on: PlainDate) => {
    clock.now = new Date(`${on}T02:00:00Z`)
  }
  today(day)
  const body = { parentId: null, region, kind: 'government', demonstration: false } as const
  const agencyId = await appendAgency(db, { ...body, name: `${called}人民政府办公室`, shortName: '云汐区政府办' })
  const otherId = await appendAgency(db, { ...body, name: `${called}北岭分署`, shortName: '北岭分署' })
  await saveOffice(db, agencyId, office, services.now())
  const person = async (role: Role, login: string, at = agencyId): Promise<Person> => {
    const about = { agencyId: at, login, displayName: `示例${login}`, role }
    const accountId = await appendAccount(db, {
      ...about,
      login: `${login} ${called}`,
      passwordHash: 'x',
      demonstration: false,
    })
    return { ...about, accountId, sectionId: null }
  }
  const officer = await person('officer', 'officer')
  return {
    services,
    lines,
    today,
    agencyId,
    officer,
    head: await person('head', 'head'),
    leader: await person('leader', 'leader'),
    reviewer: await person('reviewer', 'reviewer'),
    stranger: await person('officer', 'stranger', otherId),
    person,
    register: async (entered: RequestEntered) => {
      const registered = await registerRequest(services, officer, entered)
      if (!registered.ok) throw new Error(JSON.stringify(registered.refusals))
      return { agencyId: registered.agencyId, id: registered.id }
    },
  }
}
