import { articles } from '../../../../../domain/articles.ts'
import { factKinds } from '../../../../../domain/request/fact-kinds.ts'
import type { Correction, Entry, Fact } from '../../../../../domain/request/facts.ts'
import { choice, type Details, day, text } from '../../../../../domain/request/letters/details.ts'
import { type FormAt, form } from '../action-form.ts'
import type { DossierView } from '../view.ts'
import { detailsOfFact, factWith, typedFact } from './fact-details.ts'
import { onToday } from './today.ts'

const { art32, art45 } = articles

const isFact = (fact: Entry['fact']): fact is Fact => fact.happened !== 'entry-corrected'

/** What an entry says now: a correction of it counts. */
function nowOf({ entered, dossier }: DossierView, seq: number): Fact | undefined {
  const effective = dossier.entries.find((entry) => entry.seq === seq)?.fact
  const first = entered.find((entry) => entry.seq === seq)?.fact
  return effective ?? (first && isFact(first) ? first : undefined)
}

const chosenFact = (at: FormAt) => nowOf(at, Number(at.chosen.entry))

/** What went out to everybody is taken down, not corrected. */
const publicKinds: readonly Fact['happened'][] = ['answer-published', 'answer-unpublished']

const correctable = ({ entered }: DossierView) =>
  Object.fromEntries(
    entered.flatMap(({ seq, fact }) =>
      isFact(fact) && !publicKinds.includes(fact.happened)
        ? [[String(seq), `${fact.on}　${factKinds[fact.happened].says}`] as const]
        : [],
    ),
  )

const how = choice('怎样更正', art45.cite, { change: '改为下面的内容', strike: '没有发生过，撤销这条登记' })

const askedKinds: readonly Fact['happened'][] = ['third-party-asked', 'co-maker-asked']

/** Letters to third parties and co-makers whose delivery, from which fifteen workdays run, is not recorded. */
function undeliveredAsks({
  dossier,
}: DossierView): readonly { readonly seq: number; readonly fact: Fact & { readonly party: string } }[] {
  return dossier.entries.flatMap(({ seq, fact }) =>
    askedKinds.includes(fact.happened) && 'party' in fact && !Object.hasOwn(fact, 'delivered') ? [{ seq, fact }] : [],
  )
}

/** Entries are never changed: another one follows, and counts. */
export const correcting = {
  'correct-entry': form({
    gist: '登记不能涂改：更正另记一条，注明理由，原来的登记划去保留。期限、状态和年报数随之改变。',
    choose: (at) => ({ name: 'entry', says: '更正哪条登记', options: correctable(at) }),
    fields: (at): Details => {
      const fact = chosenFact(at)
      return { how, ...(fact && detailsOfFact(fact)), why: text('更正的理由', art45.cite) }
    },
    looks: (at) => {
      const fact = chosenFact(at)
      const begun = Object.entries(fact ? typedFact(fact) : {}).map(([name, initial]) => [name, { initial }] as const)
      return { ...Object.fromEntries(begun), how: { initial: 'change' } }
    },
    plan: (values, at) => {
      const { how: chosen, why } = values as { readonly how?: string; readonly why?: string }
      const fact = chosenFact(at)
      if (!fact) throw new Error('An entry was corrected that was not chosen')
      const to: Correction['to'] =
        chosen === 'strike' ? null : factWith(fact, values as Readonly<Record<string, unknown>>)
      return { correction: { seq: Number(at.chosen.entry), to, reason: why ?? '' } }
    },
  }),
  'record-receipt-by-party': form({
    gist: '第三方和共同制作机关自收到征求意见书之日起十五个工作日内提出意见，从送达的次日起计算。',
    lacks: (at) => (undeliveredAsks(at).length === 0 ? '没有等待登记送达的征求意见书。' : undefined),
    fields: (at) => ({
      entry: choice(
        '送达谁',
        art32.cite,
        Object.fromEntries(undeliveredAsks(at).map(({ seq, fact }) => [String(seq), fact.party])),
      ),
      delivered: day('送达的日期', art32.cite),
    }),
    looks: (at) => ({
      entry: { initial: String(undeliveredAsks(at)[0]?.seq ?? '') },
      delivered: onToday(at),
    }),
    plan: ({ entry, delivered }, at) => {
      const asked = undeliveredAsks(at).find(({ seq }) => String(seq) === entry)
      if (!asked) throw new Error('A delivery was recorded to whom nobody wrote')
      return { correction: { seq: asked.seq, to: { ...asked.fact, delivered } as Fact, reason: '登记征求意见书送达' } }
    },
  }),
}
