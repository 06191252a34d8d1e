import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'

interface GoneProps {
  readonly c: Ctx
  readonly fields: Readonly<Record<string, string>>
}

const kept = { value: '数字', reason: '理由' } as const

/** A report that somebody has discarded while another one worked on it; what was typed is shown to be copied. */
export function GonePage({ c, fields }: GoneProps) {
  const typed = (Object.keys(kept) as (keyof typeof kept)[]).filter((name) => fields[name])
  return (
    <DeskPage c={c} title="没有这份报告" current={paths.deskReports}>
      <h1>没有这份报告</h1>
      <p>它可能刚刚被弃用，或者不属于您的机关。您的操作没有保存。</p>
      {typed.length > 0 && (
        <dl class="facts-box">
          {typed.map((name) => (
            <>
              <dt>{kept[name]}</dt>
              <dd>{fields[name]}</dd>
            </>
          ))}
        </dl>
      )}
      <p>
        <a href={paths.deskReports}>回到年度报告列表</a>
      </p>
    </DeskPage>
  )
}
