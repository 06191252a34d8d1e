import type { Agency } from '../../../domain/agency/agency.ts'
import type { Break } from '../../../domain/trail/check-chain.ts'
import type { Link } from '../../../domain/trail/link.ts'
import { paths } from '../../paths.ts'
import { chineseMinute } from '../../report/numerals.ts'
import { detailsOf } from './details.tsx'

export interface ChainProps {
  readonly agency: Agency
  /** Links of the body's chain. */
  readonly links: number
  /** The link that tells of the last verification. */
  readonly lastCheck: Link | undefined
}

const isBreak = (value: unknown): value is Break => typeof value === 'object' && value !== null && 'says' in value

function LastCheck({ lastCheck }: { readonly lastCheck: Link }) {
  const { links, end, broken } = detailsOf(lastCheck)
  const when = (
    <>
      <time datetime={lastCheck.at.toISOString()}>{chineseMinute(lastCheck.at)}</time>由{lastCheck.person}校验：
    </>
  )
  if (isBreak(broken))
    return (
      <div class="ds-alert" data-color="danger">
        <h3>链条断开</h3>
        <p>
          {when}
          {broken.says}此前 {String(links)} 条完整。请不要继续使用这个数据库，保留现场，并报告安全管理员。
        </p>
      </div>
    )
  return (
    <>
      <p>
        {when}当时的 {String(links)} 条完整。
      </p>
      <p>
        链尾哈希值 <code class="hash">{String(end)}</code>
      </p>
    </>
  )
}

/** How a body's chain stands, with the button that verifies it. */
export function ChainPanel({ agency, links, lastCheck }: ChainProps) {
  return (
    <section class="panel chain" aria-labelledby="chain">
      <h2 id="chain">{agency.name}的留痕</h2>
      <p>共 {links} 条，每条含有上一条的哈希值（SM3），改动、删除或调换任何一条都会断开。</p>
      {lastCheck ? <LastCheck lastCheck={lastCheck} /> : <p>还没有校验过。</p>}
      <form method="post" action={paths.trailChecks}>
        <input type="hidden" name="agency" value={agency.id} />
        <button class="ds-button" data-variant="secondary" type="submit">
          校验
        </button>
      </form>
    </section>
  )
}
