import type { Kysely } from 'kysely'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import type { Database } from '../../src/store/schema.ts'
import { officeWorld } from '../app/request-world.ts'
import { visit } from './site.ts'

/** 示例人甲 as they would fill in the form; nobody was born on this day with this number. */
export const steps = {
  what: {
    kind: 'disclosure',
    title: '示例大道二期用地批复',
    documentNumber: '示府函〔2024〕18号',
    features: '2024年示例大道拓宽工程，云汐区段。',
  },
  how: { medium: 'electronic', delivery: 'online' },
  who: {
    applicantType: 'natural-person',
    name: '示例人甲',
    identityKind: 'resident-card',
    identityNumber: '110101190001010006',
    contactPerson: '',
    phone: '138-0000-0000',
    email: 'shili@example.com',
    address: '示例市云汐区示例路1号',
    postcode: '000000',
    actsAs: 'self',
    otherName: '',
    otherIdentityKind: 'resident-card',
    otherIdentityNumber: '',
    otherPhone: '',
    helpMore: '',
  },
} as const

type Fields = Readonly<Record<string, string>>
export type Given = { readonly [Step in keyof typeof steps]?: Fields }

/** A body that takes requests, and browsers of people who ask it. */
export async function publicWorld(db: Kysely<Database>, day: PlainDate) {
  const office = await officeWorld(db, day)
  const { services } = office
  const browse = () => {
    const site = visit(services)
    const step = (name: string, fields: Fields = {}) => site.post(`/requests/new/${name}`, fields)
    const begin = () => site.post('/requests/new', { body: String(office.agencyId) })
    return {
      ...site,
      begin,
      step,
      /** From the first step up to the last but one. */
      fillIn: async (given: Given = {}) => {
        await begin()
        for (const name of ['what', 'how', 'who'] as const) await step(name, { ...steps[name], ...given[name] })
      },
      attach: (files: readonly File[], purpose = 'other') => {
        const form = new FormData()
        form.append('purpose', purpose)
        for (const file of files) form.append('files', file)
        return site.ask('/requests/new/attach', {
          method: 'POST',
          body: form,
          headers: { origin: 'http://localhost' },
        })
      },
      file: () => step('file'),
    }
  }
  return { ...office, browse }
}

export const pdf = (name: string) =>
  new File([Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')], name, { type: 'application/pdf' })
