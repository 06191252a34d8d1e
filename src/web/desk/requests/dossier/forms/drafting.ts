import { articles } from '../../../../../domain/articles.ts'
import { checkDecision } from '../../../../../domain/request/check-decision.ts'
import { withheldOn } from '../../../../../domain/request/decision-steps.ts'
import type { Decision, Ground } from '../../../../../domain/request/facts.ts'
import { choice, type Details, optional, rows, text } from '../../../../../domain/request/letters/details.ts'
import { detailsOf } from '../../../../../domain/request/letters/write-letter.ts'
import { type OutcomeId, outcomes } from '../../../../../domain/request/outcomes.ts'
import { type FormAt, form } from '../action-form.ts'
import { carriedNames, onFileIn, readAnswers, readOutcome } from '../draft-answers.ts'
import { replyKindFor } from '../reply-letter.ts'
import { beginningOfReply } from './reply-beginning.ts'

const { art32, art36 } = articles

/** A reply to an application to correct a record is no disclosure: it is counted in no row. */
const outcomeOf = (at: FormAt): OutcomeId =>
  at.row.kind === 'record-correction' ? 'otherwise.other' : (readOutcome(at.chosen) ?? 'otherwise.other')

const isWithheld = (outcome: OutcomeId) => withheldOn.includes(outcome)

const groundWords = Object.fromEntries(withheldOn.map((id) => [id, outcomes[id].says]))

/** Beside what the letter says: further grounds, and why a third party was not asked. */
function besideLetter(outcome: OutcomeId, { dossier }: FormAt): Details {
  const isPart = outcome === 'partly-granted'
  if (!isWithheld(outcome) && !isPart) return {}
  const others = optional(
    rows('其他依据', art36.cite, { ground: choice('依据', art36.cite, groundWords), why: text('理由', art36.cite) }),
  )
  const asked = dossier.parties.some(({ kind }) => kind === 'third-party')
  return {
    ...(!isPart && { others }),
    ...(!asked && { unconsulted: optional(text('没有征求第三方意见的原因', art32.cite)) }),
  }
}

type Values = Readonly<Record<string, unknown>>
type Row = Readonly<Record<string, string>>

const rowsIn = (value: unknown): readonly Row[] => (Array.isArray(value) ? value : [])

/** The first ground is counted; of a part that is withheld, each piece has its own. */
function groundsOf(outcome: OutcomeId, { reason, refused, others, unconsulted }: Values): readonly Ground[] {
  const own = isWithheld(outcome) ? [{ outcome, reason: String(reason ?? '') }] : []
  const parts = rowsIn(refused).map(({ title, ground, reason: why }) => ({
    outcome: ground as OutcomeId,
    reason: `${title}：${why}`,
  }))
  const more = rowsIn(others).map(({ ground, why = '' }) => ({ outcome: ground as OutcomeId, reason: why }))
  return [...own, ...parts, ...more].map((ground) =>
    ground.outcome === 'refused.third-party-rights' && typeof unconsulted === 'string'
      ? { ...ground, unconsulted }
      : ground,
  )
}

function decisionOf(values: Values, at: FormAt): Decision {
  const { others: _, unconsulted: __, ...details } = values
  const outcome = outcomeOf(at)
  return { outcome, grounds: groundsOf(outcome, values), answers: readAnswers(at.chosen), details }
}

/** The last page of the decision: grounds, reasons, and what the letter must say. */
export const drafting = {
  draft: form({
    gist: '写明依据和理由；答复书按这里填写的内容生成，审核、签发后发出。',
    previews: true,
    carries: carriedNames,
    lacks: ({ row, dossier }) =>
      row.kind === 'record-correction' && !dossier.verified ? '请先核实更正申请，再拟写答复。' : undefined,
    fields: (at): Details => {
      const outcome = outcomeOf(at)
      return { ...detailsOf(replyKindFor(at, { outcome })), ...besideLetter(outcome, at) }
    },
    looks: (at) => ({
      ...Object.fromEntries(
        Object.entries(beginningOfReply(outcomeOf(at), at)).map(([name, initial]) => [name, { initial }]),
      ),
      unconsulted: { hint: '涉及第三方权益而没有书面征求意见的，写明为什么。' },
    }),
    check: (values, at) =>
      at.row.kind === 'record-correction' ? [] : checkDecision(decisionOf(values, at), onFileIn(at)),
    plan: (values, at) => {
      const decision = decisionOf(values, at)
      const { details } = decision
      return {
        facts: [{ happened: 'drafted', on: at.look.today, ...decision }],
        preview: { kind: replyKindFor(at, decision), details, sentBy: 'mail' },
      }
    },
  }),
}
