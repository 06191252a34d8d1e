import type { Ctx } from '../context.ts'
import { PortalPage, show } from '../layout.tsx'
import { paths } from '../paths.ts'

/** Why nothing can be filed for a while, and what can be done meanwhile. */
export const tooMany = (minutes: number): string =>
  `短时间内提交的申请太多，请 ${minutes} 分钟后再提交，草稿会保留。当面提交和邮寄不受此限。`

/** An address that asks too often is told when it may go on. */
export function tooOften(c: Ctx, minutes: number): Response | Promise<Response> {
  c.header('Retry-After', String(minutes * 60))
  const page = (
    <PortalPage c={c} title="请稍后再试" current={paths.ask}>
      <div class="wrap">
        <div class="journey">
          <h1>请稍后再试</h1>
          <p>从您的网络地址来的操作太多，请 {minutes} 分钟后再试；已经保存的草稿会保留。</p>
          <p>急需的，可以当面提交或者邮寄，不受此限。</p>
          <p>
            <a href={paths.ask}>返回依申请公开</a>
          </p>
        </div>
      </div>
    </PortalPage>
  )
  return show(c, page, 429)
}
