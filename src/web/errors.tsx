import type { Ctx } from './context.ts'
import { PortalPage, show } from './layout.tsx'
import { paths } from './paths.ts'

interface Trouble {
  readonly title: string
  readonly says: string
}

const troubles = {
  400: { title: '网址或内容有误', says: '网址里的查询条件或提交的内容不能用，请返回重新选择或填写。' },
  403: { title: '这次提交没有被接受', says: '提交不是从本站页面发出的。请打开页面，重新填写后再提交。' },
  404: { title: '没有这个页面', says: '网址可能写错了，或者内容已经移走。请核对网址，或者回到首页重新查找。' },
  405: { title: '不能这样访问', says: '这个网址不接受这种请求。请从页面上的链接或按钮进入。' },
  413: {
    title: '提交的内容太大',
    says: '一次提交的文字不能这么多，内容没有保存。请精简后再提交；篇幅长的材料，请作为文件添加。',
  },
  503: { title: '暂时不能访问', says: '数据库暂时没有应答，内容没有丢失。请过几秒再试。' },
  500: { title: '系统出了问题', says: '不是您的操作有误。请稍后再试；如果一直这样，请把下面的编号告诉网站管理员。' },
} as const satisfies Record<number, Trouble>

export type ErrorStatus = keyof typeof troubles

/** A calm page for what went wrong, with the number under which the log has it. */
export function errorPage(c: Ctx, status: ErrorStatus) {
  const { title, says } = troubles[status]
  const page = (
    <PortalPage c={c} title={title}>
      <div class="wrap">
        <div class="journey">
          <h1>{title}</h1>
          <p>{says}</p>
          <p>
            <a href={paths.home}>回到首页</a>
          </p>
          <p class="quiet">
            请求编号 {c.get('request')} · 状态 {status}
          </p>
        </div>
      </div>
    </PortalPage>
  )
  return show(c, page, status)
}
