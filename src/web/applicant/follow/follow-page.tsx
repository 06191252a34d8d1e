import type { Ctx } from '../../context.ts'
import { TextField } from '../../fields.tsx'
import { PortalPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'

interface FollowPageProps {
  readonly c: Ctx
  readonly receipt: string
  /** Why it did not work. */
  readonly refusal?: string
  /** What has just ended. */
  readonly note?: string | undefined
}

/** By receipt number and code to one's own request. */
export function FollowPage({ c, receipt, refusal, note }: FollowPageProps) {
  return (
    <PortalPage c={c} title="查询申请" current={paths.ask}>
      <div class="wrap">
        <div class="journey">
          <div class="crumb">
            <a href={paths.ask}>依申请公开</a> / 查询申请
          </div>
          <h1>查询申请</h1>
          {note !== undefined && (
            <p class="banner" role="status">
              {note}
            </p>
          )}
          {refusal !== undefined && (
            <div class="ds-alert" data-color="danger" role="alert">
              {refusal}
            </div>
          )}
          <form method="post" action={paths.follow}>
            <TextField
              name="receipt"
              label="受理编号"
              hint="提交申请时得到的 12 位数字，例如 0123-4567-8901。"
              value={receipt}
              problems={{}}
            />
            <TextField
              name="code"
              label="查询码"
              hint="和受理编号一起得到，例如 7K2M-9QXT-04BD。大小写、横线都不影响。"
              problems={{}}
            />
            <button class="ds-button" data-variant="primary" type="submit">
              查询
            </button>
          </form>
          <p class="quiet">
            查询码只在提交时显示一次，本站没有保存，不能找回。丢失的，请带身份证明到受理机关的政府信息公开工作机构查询。
          </p>
        </div>
      </div>
    </PortalPage>
  )
}
