import { articles } from '../articles.ts'
import type { RequestAction } from './actions.ts'
import { type DossierStatus, dossierStatuses } from './dossier.ts'

const all = Object.keys(dossierStatuses) as readonly DossierStatus[]

const { art51 } = articles

/** Art. 51: what is recorded when somebody goes to an organ or a court; at any time, also where there was no reply. */
export const disputeActions = {
  'file-reconsideration': {
    says: '登记行政复议',
    in: all,
    adds: ['reconsideration-filed'],
    right: 'record-dispute',
    article: art51.cite,
  },
  'answer-reconsideration': {
    says: '登记复议答复书',
    in: all,
    adds: ['reconsideration-answered'],
    right: 'record-dispute',
    article: art51.cite,
  },
  'decide-reconsideration': {
    says: '登记复议决定',
    in: all,
    adds: ['reconsideration-decided'],
    right: 'record-dispute',
    article: art51.cite,
  },
  'file-litigation': {
    says: '登记行政诉讼',
    in: all,
    adds: ['litigation-filed'],
    right: 'record-dispute',
    article: art51.cite,
  },
  'answer-litigation': {
    says: '登记答辩状',
    in: all,
    adds: ['litigation-answered'],
    right: 'record-dispute',
    article: art51.cite,
  },
  'decide-litigation': {
    says: '登记诉讼裁判',
    in: all,
    adds: ['litigation-decided'],
    right: 'record-dispute',
    article: art51.cite,
  },
} as const satisfies Record<string, RequestAction>
