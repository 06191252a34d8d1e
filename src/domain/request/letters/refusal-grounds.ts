import { articles } from '../../articles.ts'
import { outcomes } from '../outcomes.ts'

const { art32 } = articles
const stateSecret = outcomes['refused.state-secret']
const prohibited = outcomes['refused.prohibited-by-law']
const security = outcomes['refused.security-stability']
const thirdParty = outcomes['refused.third-party-rights']
const internal = outcomes['refused.internal-affairs']
const deliberative = outcomes['refused.deliberative']
const enforcement = outcomes['refused.enforcement-file']
const refusing = '第三十六条第（三）项'

/** Grounds on which information is withheld (arts. 14 to 16), as a letter states and cites them. */
export const grounds = {
  'refused.state-secret': {
    says: stateSecret.says,
    because: '该信息依法确定为国家秘密',
    articles: [stateSecret.article, refusing],
  },
  'refused.prohibited-by-law': {
    says: prohibited.says,
    because: '该信息属于法律、行政法规禁止公开的政府信息',
    articles: [prohibited.article, refusing],
  },
  'refused.security-stability': {
    says: security.says,
    because: '该信息公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    articles: [security.article, refusing],
  },
  'refused.third-party-rights': {
    says: thirdParty.says,
    because: '该信息涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害',
    articles: [thirdParty.article, art32.cite, refusing],
  },
  'refused.internal-affairs': {
    says: internal.says,
    because: '该信息属于行政机关的内部事务信息',
    articles: [internal.article, refusing],
  },
  'refused.deliberative': {
    says: deliberative.says,
    because: '该信息属于行政机关在履行行政管理职能过程中形成的过程性信息，法律、法规、规章未规定应当公开',
    articles: [deliberative.article, refusing],
  },
  'refused.enforcement-file': {
    says: enforcement.says,
    because: '该信息属于行政执法案卷信息，法律、法规、规章未规定应当公开',
    articles: [enforcement.article, refusing],
  },
} as const satisfies Record<string, { says: string; because: string; articles: readonly string[] }>

export type RefusalGround = keyof typeof grounds
