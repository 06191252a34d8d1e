import type { PlainDate } from '../calendar/plain-date.ts'
import type { ApplicantActionId } from './applicant-actions.ts'
import type { Fact } from './facts.ts'
import { carriers, ways } from './letters/write-application-form.ts'
import { fieldReader, type Read, type Typed } from './read-fields.ts'

/** Most signs of a text: what was unclear is said in fewer. */
const longest = 5000
const longestLine = 200

/** Stars with the word for each. */
export const ratings = { 5: '很满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '很不满意' } as const satisfies Record<
  number,
  string
>

/** What an applicant may tick before a request is withdrawn. */
export const sure = 'yes'

type Reading = (typed: Typed, on: PlainDate) => Read<readonly Fact[]>

/** What each form of an applicant comes to (arts. 30 to 42); files are added to it. */
const readings: Readonly<Record<ApplicantActionId, Reading>> = {
  clarify: (typed, on) => {
    const from = fieldReader(typed)
    const text = from.lines('text', { most: longest, lacks: '请按告知书列出的事项，写明补正的内容。' })
    return from.read([{ happened: 'clarification-received', on, text }])
  },
  'give-reasons': (typed, on) => {
    const from = fieldReader(typed)
    const text = from.lines('text', { most: longest, lacks: '请写明申请的理由，例如这些信息用来做什么。' })
    return from.read([{ happened: 'reasons-received', on, text }])
  },
  'tell-payment': (typed, on) => {
    const from = fieldReader(typed)
    const text = from.line('text', { most: longestLine, lacks: '请写明缴费的日期和方式，有凭证号的写凭证号。' })
    return from.read([{ happened: 'payment-told', on, text }])
  },
  'choose-delivery': (typed, on) => {
    const from = fieldReader(typed)
    const medium = from.choice('medium', carriers, '请选择载体形式。')
    const delivery = from.choice('delivery', ways, '请选择获取方式。')
    return from.read([{ happened: 'delivery-chosen', on, medium: carriers[medium], delivery: ways[delivery] }])
  },
  'add-file': (typed) => fieldReader(typed).read([]),
  withdraw: (typed, on) => {
    const from = fieldReader(typed)
    const said = from.lines('reason', { most: longestLine })
    if (typed.sure !== sure) from.wrong('sure', '请先勾选，确认撤回这件申请。')
    return from.read([{ happened: 'withdrawn', on, reason: ['申请人网上撤回', said].filter(Boolean).join('：') }])
  },
  rate: (typed, on) => {
    const from = fieldReader(typed)
    const stars = from.choice('stars', ratings, '请选择满意的程度。')
    const text = from.lines('text', { most: 1000 })
    return from.read([{ happened: 'answer-rated', on, stars: Number(stars), text }])
  },
}

/** The facts that a form comes to on a day, or all that is wrong with it. */
export const readSaid = (action: ApplicantActionId, typed: Typed, on: PlainDate): Read<readonly Fact[]> =>
  readings[action](typed, on)
