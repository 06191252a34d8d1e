import { articles } from '../../articles.ts'
import { optional, part, text } from './details.ts'
import { writer } from './writer.ts'

const { art45 } = articles

/** 信封 (GB/T 1416): to the applicant, or to somebody else who gets a letter. */
export const envelope = writer(
  {
    to: optional(
      part('收件人', art45.cite, {
        postcode: text('收件人邮政编码', art45.cite),
        address: text('收件人地址', art45.cite),
        name: text('收件人姓名或者名称', art45.cite),
      }),
    ),
  },
  ({ applicant, organ }, { to = applicant }) => ({
    blocks: [
      {
        kind: 'postal',
        to: { postcode: to.postcode, address: to.address, name: to.name },
        from: { postcode: organ.contact.postcode, address: organ.contact.address, name: organ.name },
      },
    ],
  }),
)
