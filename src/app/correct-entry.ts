import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import { foldDossier } from '../domain/request/dossier.ts'
import type { Correction, Fact, FactKind } from '../domain/request/facts.ts'
import { addFacts, type RequestActed, type RequestTarget, withRequest } from './act-on-request.ts'
import type { Services } from './services.ts'

/** A mistyped entry and what is right; `to` is null where it did not happen at all. */
export interface EntryCorrection {
  readonly seq: number
  readonly to: Fact | null
  readonly reason: string
}

const refuse = (code: string, says: string): RequestActed => ({
  ok: false,
  code: 'refused',
  refusals: [{ code, says, article: articles.art45.cite }],
})

/** What went out to everybody is not undone by a correction. */
const publicKinds: readonly string[] = ['answer-published', 'answer-unpublished'] satisfies readonly FactKind[]

/** Corrects an entry of a dossier by a fact that follows it; status, clock and lists follow at once. */
export async function correctEntry(
  services: Services,
  person: Person,
  target: RequestTarget,
  { seq, to, reason }: EntryCorrection,
): Promise<RequestActed> {
  return withRequest(services, person, target, 'correct-entry', async (held) => {
    const entry = held.entered.find((one) => one.seq === seq)
    if (!entry || entry.fact.happened === 'entry-corrected')
      return refuse('no-such-entry', '没有这条登记，或者它本身就是更正。请在办理经过里选择一条登记。')
    if (publicKinds.includes(entry.fact.happened))
      return refuse(
        'public',
        '公开和撤下答复的登记不能更正：网站上的内容不会随之改变。请撤下公开的答复，或者重新公开。',
      )
    if (reason.trim() === '') return refuse('no-reason', '请写明更正的理由。')
    if (to && to.happened !== entry.fact.happened)
      return refuse('other-kind', '更正不能改变登记的种类。请先撤销这条登记，再另行登记。')
    const fact: Correction = { happened: 'entry-corrected', on: held.look.today, seq, to, reason: reason.trim() }
    const news = { seq: held.entered.length + 1, fact, enteredAt: held.at, person: person.displayName, accountId: null }
    const after = foldDossier([...held.entered, news], held.look)
    const fault = after.reading.faults.find(({ says }) => !held.dossier.reading.faults.some((old) => old.says === says))
    if (fault || !after.asks)
      return refuse('against-clock', `更正后与其他登记不合：${fault?.says ?? '提交申请的登记不能撤销'}。`)
    return addFacts(held, [fact])
  })
}
