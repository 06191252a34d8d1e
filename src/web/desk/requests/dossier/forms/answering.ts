import { articles } from '../../../../../domain/articles.ts'
import type { AskedKind, Fact } from '../../../../../domain/request/facts.ts'
import { choice, optional, text } from '../../../../../domain/request/letters/details.ts'
import { form } from '../action-form.ts'
import type { DossierView } from '../view.ts'
import { happenedOn, onToday } from './today.ts'

const { art32, art33, art34, art36 } = articles

const open = (kind: AskedKind, { dossier }: DossierView) =>
  Object.fromEntries(
    dossier.parties
      .filter((party) => party.kind === kind && party.answeredOn === undefined)
      .map(({ party }) => [party, party]),
  )

const opinions = { yes: '同意公开', no: '不同意公开' } as const

type AnsweredKind = Extract<Fact['happened'], 'third-party-answered' | 'co-maker-answered' | 'other-organ-answered'>

const answer = (kind: AskedKind, happened: AnsweredKind, article: string, gist: string) =>
  form({
    gist,
    fields: (at) => ({
      party: choice('谁的意见', article, open(kind, at)),
      on: happenedOn('收到意见的日期'),
      agrees: choice('意见', article, opinions),
      text: optional(text('理由和意见内容', article)),
    }),
    looks: (at) => ({ on: onToday(at), party: { initial: at.chosen.who ?? Object.keys(open(kind, at))[0] ?? '' } }),
    plan: ({ party, on, agrees, text: said }) => ({
      facts: [{ happened, on, party, agrees: agrees === 'yes', ...(said !== undefined && { text: said }) }],
    }),
  })

/** Sections that were asked and whose answer the person may give: their own, or any for the office. */
function askedSections({ dossier, person, sees }: DossierView): Readonly<Record<string, string>> {
  const waiting = dossier.sections.filter(({ answeredOn }) => answeredOn === undefined)
  const own = person.role === 'section-contact' || sees === 'search'
  const mine = own ? waiting.filter(({ sectionId }) => sectionId === person.sectionId) : waiting
  return Object.fromEntries(mine.map(({ sectionId, section }) => [String(sectionId), section]))
}

const found = choice('检索结果', art36.cite, { yes: '找到', no: '没有找到' })

const searchHint = '例如：按项目名称和年份检索公文系统、纸质档案目录。信息不存在的，凭这条记录说明。'

/** What comes back from those who were asked. */
export const answering = {
  'answer-search': form({
    gist: '如实写明在哪里、用什么方法检索，结果如何；信息不存在的答复以此为据。',
    lacks: (at) => (Object.keys(askedSections(at)).length === 0 ? '没有请您的科室检索，或者已经反馈。' : undefined),
    fields: (at) => ({
      section: choice('哪个科室', art36.cite, askedSections(at)),
      on: happenedOn('反馈的日期'),
      found,
      how: text('检索的范围和方法', art36.cite),
      text: text('结果和意见', art36.cite),
    }),
    looks: (at) => ({
      section: { initial: Object.keys(askedSections(at))[0] ?? '' },
      on: onToday(at),
      how: { hint: searchHint },
    }),
    plan: ({ section, on, found: result, how, text: said }, at) => ({
      facts: [
        {
          happened: 'section-answered',
          on,
          sectionId: Number(section),
          section: askedSections(at)[section] ?? '',
          found: result === 'yes',
          how,
          text: said,
        },
      ],
    }),
  }),
  'record-search': form({
    gist: '由公开工作机构或者承办科室自己检索的，在这里留下记录。',
    fields: () => ({
      on: happenedOn('检索的日期'),
      where: text('检索的范围', art36.cite),
      how: text('检索的方法', art36.cite),
      found,
      text: text('结果', art36.cite),
    }),
    looks: (at) => ({ on: onToday(at), where: { short: true }, how: { hint: searchHint } }),
    plan: ({ on, where, how, found: result, text: said }) => ({
      facts: [{ happened: 'search-recorded', on, where, how, found: result === 'yes', text: said }],
    }),
  }),
  'record-third-party': answer(
    'third-party',
    'third-party-answered',
    art32.cite,
    '第三方不同意公开且有合理理由的，不予公开；认为不公开可能对公共利益造成重大影响的，可以决定公开并书面告知第三方。',
  ),
  'record-co-maker': answer(
    'co-maker',
    'co-maker-answered',
    art34.cite,
    '被征求意见的机关逾期未提出意见的，视为同意公开。',
  ),
  'record-organ': answer('other-organ', 'other-organ-answered', art33.cite, '收到意见的次日起，答复期限恢复计算。'),
}
