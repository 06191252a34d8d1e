import type { Agency } from '../../../domain/agency/agency.ts'
import { hexOf, type Link } from '../../../domain/trail/link.ts'
import { kindSays, subjectSays } from '../../../domain/trail/link-words.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { chineseMinute } from '../../report/numerals.ts'
import { detailsOf } from './details.tsx'
import { trailPath } from './query.ts'

export interface LinkPageProps {
  readonly c: Ctx
  readonly agency: Agency
  readonly link: Link
  /** Hash of the text, computed now. */
  readonly computed: Uint8Array
  readonly isLast: boolean
}

function previousOf({ text }: Link): string {
  try {
    return String((JSON.parse(text) as { readonly previous?: unknown }).previous ?? '')
  } catch {
    return ''
  }
}

function Hashes({ agency, link, computed }: LinkPageProps) {
  const { seq } = link
  const holds = hexOf(computed) === hexOf(link.hash)
  return (
    <section class="panel">
      <h2>原文与哈希值</h2>
      <dl class="link-facts">
        <dt>原文</dt>
        <dd>
          <code class="hash">{link.text}</code>
        </dd>
        <dt>哈希值（SM3）</dt>
        <dd>
          <code class="hash">{hexOf(link.hash)}</code>
          <br />
          {holds ? '与原文相符。' : <strong>与原文不符，原文或哈希值被改动过。</strong>}
        </dd>
        <dt>上一条的哈希值</dt>
        <dd>
          <code class="hash">{previousOf(link)}</code>
          {seq > 1 && (
            <>
              <br />
              <a href={paths.trailLink(agency.id, seq - 1)}>第 {seq - 1} 条</a>
            </>
          )}
        </dd>
      </dl>
    </section>
  )
}

/** One link: what happened, the exact text that was hashed, and what it holds on to. */
export function LinkPage(props: LinkPageProps) {
  const { c, agency, link, isLast } = props
  const { seq } = link
  return (
    <DeskPage c={c} title={`留痕第 ${seq} 条`} current={paths.trail}>
      <p class="crumb">
        <a href={trailPath({ agency: agency.id })}>返回{agency.name}的留痕</a>
      </p>
      <h1>
        第 {seq} 条：{kindSays(link.kind)}
      </h1>
      <dl class="link-facts">
        <dt>时间</dt>
        <dd>
          <time datetime={link.at.toISOString()}>{chineseMinute(link.at)}</time>
        </dd>
        <dt>人员</dt>
        <dd>
          {link.person}
          {link.accountId !== null && `（账号 ${link.accountId}）`}
        </dd>
        <dt>对象</dt>
        <dd>{subjectSays(link.subject)}</dd>
        <dt>内容</dt>
        <dd>
          <pre class="details">{JSON.stringify(detailsOf(link), null, 2)}</pre>
        </dd>
      </dl>
      <Hashes {...props} />
      <nav class="pages" aria-label="前后各条">
        {seq > 1 && <a href={paths.trailLink(agency.id, seq - 1)}>上一条</a>}
        {!isLast && <a href={paths.trailLink(agency.id, seq + 1)}>下一条</a>}
      </nav>
    </DeskPage>
  )
}
