import { articles } from '../../domain/articles.ts'
import type { DisclosureOffice } from '../../store/disclosure-offices.ts'

type Way = readonly [label: string, text: string]

const waysOf = ({ contact, address, postcode, hours, phone, fax }: DisclosureOffice): readonly Way[] =>
  [
    ['工作机构', contact],
    ['当面提交', [address, hours].filter((text) => text !== '').join('，')],
    ['邮寄', [postcode, address].filter((text) => text !== '').join(' ')],
    ['电话', phone],
    ['传真', fax],
  ].filter((way): way is [string, string] => way[1] !== '')

/** Other ways to ask than over the portal: no body may refuse the counter or the mail. */
export function OfficeWays({ name, office }: { readonly name: string; readonly office: DisclosureOffice }) {
  const ways = waysOf(office)
  return (
    <section class="ways-to-ask">
      <h3>{name}</h3>
      {ways.length === 0 ? (
        <p class="missing">该机关还没有公布工作机构的联系方式。</p>
      ) : (
        <dl>
          {ways.map(([label, text]) => (
            <>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </>
          ))}
        </dl>
      )}
      <p class="quiet">
        邮寄请在信封上注明“政府信息公开申请”。书写确有困难的，可以当面口头申请，由工作人员代为填写（
        {articles.art29.cite}）；阅读或者视听有障碍的，可以要求提供帮助（{articles.art43.cite}）。
      </p>
    </section>
  )
}
