import { articles } from '../../../../../domain/articles.ts'
import { choice, day, lines, text } from '../../../../../domain/request/letters/details.ts'
import { thirdPartyConsultation } from '../../../../../domain/request/letters/write-third-party-consultation.ts'
import { openPauses } from '../../../../../domain/request/uncounted.ts'
import { form } from '../action-form.ts'
import type { DossierView } from '../view.ts'
import { sending, sendingLooks, sendingProblems, sent } from './sending.ts'

const { art32, art33, art34, art45 } = articles

const openSections = ({ sections }: DossierView) =>
  Object.fromEntries(sections.filter(({ isClosed }) => !isClosed).map(({ id, name }) => [String(id), name]))

/** Whether the applicant is told that others are asked (art. 33 ¶3). */
const telling = choice('告知申请人', art33.cite, { yes: '同时制发征求意见告知书', no: '暂不告知' })

const told = (tell: string, consulted: 'third-party' | 'other-organ', from: string) =>
  tell === 'yes' ? [{ kind: 'consultation-notice' as const, details: { consulted, from } }] : []

/** Whoever was asked and has not answered, as the chasing form names them. */
export function awaited({ dossier, look }: Pick<DossierView, 'dossier' | 'look'>): Readonly<Record<string, string>> {
  const sections = dossier.sections.filter(({ answeredOn }) => answeredOn === undefined).map(({ section }) => section)
  const parties = openPauses(dossier.reading.pauses, look.today).map(({ party }) => party)
  return Object.fromEntries([...sections, ...parties].map((name) => [name, name]))
}

/** Each gets a letter of its own while the dossier is held: more take too long for one press. */
const mostAsked = 20

/** Whoever is asked twice is waited for twice. */
function askedProblems(field: string, names: readonly string[]): Readonly<Record<string, string>> {
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return { [field]: `“${twice}”写了两次。` }
  return names.length > mostAsked ? { [field]: `一次最多 ${mostAsked} 个，请分几次发出。` } : {}
}

const { party: _, ...information } = thirdPartyConsultation.details

/** Others are asked: sections to search, third parties and organs for their opinion. */
export const asking = {
  'ask-section': form({
    gist: '可以同时请几个科室检索；科室反馈的检索情况留作信息是否存在的依据。',
    lacks: (at) => (Object.keys(openSections(at)).length === 0 ? '还没有科室，请管理员在人员里增加。' : undefined),
    fields: () => ({
      sections: lines('请哪些科室检索', art45.cite),
      about: text('要检索的内容', art45.cite),
      until: day('反馈期限', art45.cite),
    }),
    looks: (at) => ({
      sections: { tick: openSections(at) },
      about: { initial: at.dossier.asks?.content ?? '' },
      until: { initial: at.look.calendar.addWorkdays(at.look.today, 3) },
    }),
    plan: ({ sections, about, until }, { sections: all, look }) => ({
      facts: all
        .filter(({ id }) => sections.includes(String(id)))
        .map(({ id, name }) => ({
          happened: 'section-asked',
          on: look.today,
          sectionId: id,
          section: name,
          about,
          until,
        })),
    }),
  }),
  chase: form({
    gist: '催办一次记一次，列入办理经过。',
    lacks: (at) => (Object.keys(awaited(at)).length === 0 ? '没有等待反馈的科室或者机关。' : undefined),
    fields: (at) => ({
      who: choice('催办谁', art45.cite, awaited(at)),
      text: text('催办的方式和内容', art45.cite),
    }),
    looks: (at) => ({
      who: { initial: at.chosen.who ?? Object.keys(awaited(at))[0] ?? '' },
      text: { hint: '例如：电话提醒，对方答应明天反馈。' },
    }),
    plan: ({ who, text: said }, { look }) => ({ facts: [{ happened: 'chased', on: look.today, who, text: said }] }),
  }),
  'ask-third-party': form({
    gist: '公开会损害第三方合法权益的，书面征求其意见；第三方自收到征求意见书之日起十五个工作日内提出。征求意见的时间不计算在答复期限内。',
    writes: true,
    fields: () => ({
      parties: lines('第三方的姓名或者名称', art32.cite),
      ...information,
      tell: telling,
      ...sending,
    }),
    looks: (at) => ({
      ...sendingLooks(at),
      parties: { hint: '每行一个，各发一份征求意见书；征求意见书不写申请人的姓名。' },
      tell: { initial: 'yes' },
    }),
    problems: ({ parties, ...way }) => ({ ...askedProblems('parties', parties), ...sendingProblems(way) }),
    plan: ({ parties, information: about, concern, tell, ...way }, at) =>
      sent(way, at, {
        letters: [
          ...parties.map((party) => ({
            kind: 'third-party-consultation' as const,
            details: { party, information: about, concern },
          })),
          ...told(tell, 'third-party', at.look.today),
        ],
        facts: (on) => parties.map((party) => ({ happened: 'third-party-asked', on, party, about })),
      }),
  }),
  'ask-co-maker': form({
    gist: '由多个机关共同制作的，牵头机关可以征求其他机关的意见；被征求意见的机关十五个工作日内提出，逾期视为同意公开。',
    writes: true,
    fields: () => ({
      partners: lines('共同制作机关', art34.cite),
      information: text('征求意见的信息', art34.cite),
      tell: telling,
      ...sending,
    }),
    looks: (at) => ({
      ...sendingLooks(at),
      partners: { hint: '每行一个机关，各发一份函。' },
      tell: { initial: 'yes' },
    }),
    problems: ({ partners, ...way }) => ({ ...askedProblems('partners', partners), ...sendingProblems(way) }),
    plan: ({ partners, information: about, tell, ...way }, at) =>
      sent(way, at, {
        letters: [
          ...partners.map((partner) => ({
            kind: 'co-maker-consultation' as const,
            details: { partner, information: about },
          })),
          ...told(tell, 'other-organ', at.look.today),
        ],
        facts: (on) => partners.map((party) => ({ happened: 'co-maker-asked', on, party, about })),
      }),
  }),
  'ask-organ': form({
    gist: '征求其他机关意见所需时间不计算在答复期限内；法律没有规定其答复的期限，请写明并及时催办。',
    writes: true,
    fields: () => ({
      partners: lines('其他机关', art33.cite),
      asked: lines('请协办的事项', art33.cite),
      until: day('回复期限', art33.cite),
      tell: telling,
      ...sending,
    }),
    looks: (at) => ({
      ...sendingLooks(at),
      partners: { hint: '每行一个机关，各发一份函。' },
      until: { initial: at.look.calendar.addWorkdays(at.look.today, 5) },
      tell: { initial: 'yes' },
    }),
    problems: ({ partners, ...way }) => ({ ...askedProblems('partners', partners), ...sendingProblems(way) }),
    plan: ({ partners, asked, until, tell, ...way }, at) =>
      sent(way, at, {
        letters: [
          ...partners.map((partner) => ({ kind: 'co-agency-letter' as const, details: { partner, asked, until } })),
          ...told(tell, 'other-organ', at.look.today),
        ],
        facts: (on) => partners.map((party) => ({ happened: 'other-organ-asked', on, party, about: asked.join('；') })),
      }),
  }),
}
