import type { Ctx } from '../context.ts'
import { type FieldProblems, ProblemSummary, SelectField, TextField } from '../fields.tsx'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { RegionField } from '../region-field.tsx'
import { type FirstRunValues, kindOptions } from './submission.ts'

interface FirstRunProps {
  readonly c: Ctx
  readonly values: FirstRunValues
  readonly problems: FieldProblems
}

/** Makes the first body and its administrator. */
export function FirstRunPage({ c, values, problems }: FirstRunProps) {
  const { code, name, kind, region, login, displayName } = values
  return (
    <PortalPage c={c} title="初次使用">
      <div class="wrap">
        <div class="journey">
          <h1>初次使用：登记本机关</h1>
          <ProblemSummary problems={problems} />
          <form method="post" action={paths.firstRun} novalidate>
            <TextField
              name="code"
              label="初始化代码"
              hint="启动程序时显示在终端里，只用一次。"
              value={code ?? ''}
              problems={problems}
            />
            <TextField
              name="name"
              label="机关全称"
              hint="与公章一致，例如“示例市云溪区人民政府”。"
              value={name ?? ''}
              problems={problems}
            />
            <SelectField
              name="kind"
              label="机关类别"
              value={kind ?? 'government'}
              problems={problems}
              options={kindOptions}
            />
            <RegionField value={region ?? ''} problems={problems} />
            <TextField
              name="displayName"
              label="管理员姓名或称呼"
              value={displayName ?? ''}
              problems={problems}
              autocomplete="name"
            />
            <TextField
              name="login"
              label="登录名"
              hint="字母、数字、点、横线或下划线。"
              value={login ?? ''}
              problems={problems}
              autocomplete="username"
            />
            <TextField
              name="password"
              label="密码"
              hint="至少 10 个字符，越长越好。"
              type="password"
              problems={problems}
              autocomplete="new-password"
            />
            <TextField
              name="repeated"
              label="再填一次密码"
              type="password"
              problems={problems}
              autocomplete="new-password"
            />
            <button class="ds-button" data-variant="primary" type="submit">
              登记
            </button>
          </form>
        </div>
      </div>
    </PortalPage>
  )
}

/** Where no code was made: an empty database was found while demonstration content was asked for. */
export function NoCodePage({ c }: { c: Ctx }) {
  return (
    <PortalPage c={c} title="初次使用">
      <div class="wrap">
        <div class="journey">
          <h1>还没有登记机关</h1>
          <p>请管理员重新启动程序，按终端里显示的地址和初始化代码登记本机关。</p>
        </div>
      </div>
    </PortalPage>
  )
}
