import type { Receipt } from '../../app/public/file-request.ts'
import { dayInChina } from '../../domain/calendar/plain-date.ts'
import type { DisclosureOffice } from '../../store/disclosure-offices.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'

export interface FiledPageProps {
  readonly c: Ctx
  readonly receipt: Receipt
  readonly organ: string
  readonly office: DisclosureOffice
  readonly content: string
  /** False where the PDF could not be made. */
  readonly printed?: boolean
}

/** Receipt number and look-up code, which are told here and nowhere else. */
export function FiledPage({ c, receipt: filed, organ, office, content, printed = true }: FiledPageProps) {
  const { receipt, code, number, filedAt } = filed
  return (
    <PortalPage c={c} title="申请已提交" current={paths.ask}>
      <div class="wrap">
        <div class="journey ask filed">
          <h1>申请已提交</h1>
          <p>
            {organ}已收到您在网上提交的申请。请记下编号和查询码：<b>查询码只在这里显示，没有它就不能在网上查询。</b>
          </p>
          {!printed && (
            <p class="banner" role="alert">
              PDF 暂时排不出来，这一页可以直接打印。
            </p>
          )}
          <dl class="ask-codes">
            <dt>编号</dt>
            <dd>{receipt}</dd>
            <dt>查询码</dt>
            <dd>{code}</dd>
          </dl>
          <div class="acts no-print">
            <a class="ds-button" data-variant="primary" href={paths.askedReceipt}>
              下载提交回执（PDF）
            </a>
            <a class="ds-button" data-variant="secondary" href={paths.follow}>
              查询办理进度
            </a>
            <form method="post" action={paths.asked}>
              <button class="ds-button" data-variant="tertiary" type="submit">
                我已记下，不再显示
              </button>
            </form>
          </div>
          <section class="panel part-check">
            <h2>提交的申请</h2>
            <dl>
              <dt>受理机关</dt>
              <dd>{organ}</dd>
              <dt>内部编号</dt>
              <dd>{number}</dd>
              <dt>提交日期</dt>
              <dd>{dayInChina(filedAt)}</dd>
              <dt>申请内容</dt>
              <dd class="as-written">{content}</dd>
            </dl>
          </section>
          <section>
            <h2>接下来</h2>
            <ol class="ask-law">
              <li>
                工作人员按您留的电话或者邮箱与您确认收到，双方确认之日为收到申请之日。
                <cite>条例第三十一条第（三）项</cite>
              </li>
              <li>
                内容不明确的，七个工作日内一次性告知您补正。<cite>条例第三十条</cite>
              </li>
              <li>
                自收到申请之日起二十个工作日内答复，需要延长的会告知您。<cite>条例第三十三条</cite>
              </li>
            </ol>
            {office.phone !== '' && <p>长时间没有人与您确认的，请打电话：{office.phone}。</p>}
          </section>
          <p class="quiet">编号和查询码在这台设备上最多再显示 30 分钟；在公用电脑上请记下后点“不再显示”。</p>
        </div>
      </div>
    </PortalPage>
  )
}
