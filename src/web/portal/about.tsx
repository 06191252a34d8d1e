import { rules } from '../../domain/report/checks/rules.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import { ColumnHeads } from '../column-heads.tsx'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { Scroll } from '../scroll.tsx'

const severities = { error: '不符', warning: '需核对', hint: '提示' } as const

function Rules() {
  return (
    <Scroll label="核验规则（表格）">
      <table class="work rules">
        <ColumnHeads names={['规则', '程度', '要求']} />
        <tbody>
          {rules.map(({ id, title, severity, gist }) => (
            <tr id={id}>
              <td>
                {title}
                <small>{id}</small>
              </td>
              <td class="short">{severities[severity]}</td>
              <td>{gist}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

interface AboutProps {
  readonly c: Ctx
  readonly forms: readonly ReportForm[]
  readonly demo: boolean
}

/** What the figures mean, and how they are read and checked. */
export function AboutPage({ c, forms, demo }: AboutProps) {
  return (
    <PortalPage c={c} title="关于" current={paths.about}>
      <div class="wrap narrow">
        <h1>关于本站</h1>
        {demo && (
          <p class="banner">
            <strong>本站现在装有演示内容。</strong>
            标有“演示内容”的报告，表格数字取自有关机关公开的年度报告，正文为演示另写，不是原文。
          </p>
        )}
        <section>
          <h2>数字是什么</h2>
          <p>
            《中华人民共和国政府信息公开条例》要求行政机关每年公布政府信息公开工作年度报告。报告按统一格式填写：
            {forms.map(({ notice, years }, index) => (
              <>
                {index > 0 && '，'}
                {years.from}年度{years.to === null ? '起' : years.to === years.from ? '' : `至${years.to}年度`}用
                {notice}的格式
              </>
            ))}
            。本站按各年度的格式原样列出表格，项目名称与格式一致。
          </p>
        </section>
        <section>
          <h2>数字怎样读取</h2>
          <p>
            报告从网页、Word、PDF
            或文本原件中读取，每个数字都记下它在原文中的位置，点击即可对照。原文空着的格子保持空白，不当作零；看不清、分不开的数字标为“未能识别”，不作猜测；报告自己填的总计原样保留，不替它改正。
          </p>
        </section>
        <section>
          <h2>数字怎样核验</h2>
          <p>
            读取以后按下列规则核验。“不符”是报告内部对不上；“需核对”和“提示”不一定是错误。读取时自己拿不准的地方另列为“读取存疑”，不算报告的问题。
          </p>
          <Rules />
        </section>
      </div>
    </PortalPage>
  )
}
