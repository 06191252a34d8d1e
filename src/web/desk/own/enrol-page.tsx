import type { Enrolment } from '../../../app/second-step.ts'
import { qrCode } from '../../../formats/qr/qr-code.ts'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, TextField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { CarriedFields, Onward } from '../carried.tsx'
import type { Carried } from '../kept-fields.ts'

interface EnrolProps extends Carried {
  readonly c: Ctx
  /** Undefined before the person has begun. */
  readonly enrolment?: Enrolment | undefined
  readonly problems?: FieldProblems
  readonly refusal?: string | undefined
}

/** The key in groups of four, to be typed. */
const inGroups = (secret: string) => secret.replace(/.{4}(?=.)/g, '$& ')

function Qr({ address }: { readonly address: string }) {
  const { size, path } = qrCode(address)
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="二维码，用验证器扫描">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}

function Begin({ back, kept }: Carried) {
  return (
    <>
      <p>
        开启后，登录时除了密码，还要填写手机上验证器显示的 6 位验证码；密码被人知道了，别人也进不来。手机上先装一个支持
        TOTP 的验证器，不需要联网。
      </p>
      <form method="post" action={paths.secondStep}>
        <CarriedFields back={back} kept={kept} />
        <button class="ds-button" data-variant="primary" type="submit">
          开始设置
        </button>
      </form>
    </>
  )
}

function Bring({ enrolment, problems = {}, back, kept }: EnrolProps & { readonly enrolment: Enrolment }) {
  return (
    <ol class="steps">
      <li>
        <h2>用验证器扫描二维码</h2>
        <Qr address={enrolment.address} />
        <p>
          不能扫描的，在验证器里手工填写密钥（按时间，6 位，30 秒）：
          <br />
          <span class="secret">{inGroups(enrolment.secret)}</span>
        </p>
      </li>
      <li>
        <h2>填写验证器现在显示的验证码</h2>
        <form method="post" action={paths.secondStepCode} class="narrow-form" novalidate>
          <CarriedFields back={back} kept={kept} />
          <TextField name="code" label="验证码" hint="6 位数字。" problems={problems} autocomplete="one-time-code" />
          <button class="ds-button" data-variant="primary" type="submit">
            开启
          </button>
        </form>
      </li>
    </ol>
  )
}

/** Setting up the second step: what it is, the QR code, the first code. */
export function EnrolPage(props: EnrolProps) {
  const { c, enrolment, refusal, back, kept } = props
  return (
    <DeskPage c={c} title="设置两步登录" current={paths.ownSessions}>
      <div class="journey">
        <h1>设置两步登录</h1>
        {c.get('mustEnrol') && <p class="banner">您所在的机关要求两步登录，设置好以后才能继续。</p>}
        {refusal && (
          <div class="ds-alert" data-color="danger" role="alert">
            {refusal}
          </div>
        )}
        {enrolment ? <Bring {...props} enrolment={enrolment} /> : <Begin back={back} kept={kept} />}
      </div>
    </DeskPage>
  )
}

interface CodesProps extends Carried {
  readonly c: Ctx
  readonly codes: readonly string[]
}

/** The one time that recovery codes are shown. */
export function CodesPage({ c, codes, back, kept }: CodesProps) {
  return (
    <DeskPage c={c} title="两步登录已开启" current={paths.ownSessions}>
      <div class="journey">
        <h1>两步登录已开启</h1>
        <p>
          下面是 {codes.length} 个恢复代码，<b>只显示这一次</b>
          。手机丢失或更换时，每个可以代替一次验证码。请现在打印或抄下来，与手机分开保管。
        </p>
        <ul class="codes">
          {codes.map((code) => (
            <li>{code}</li>
          ))}
        </ul>
        <p>您在其他地方的登录已经退出。</p>
        <Onward back={back} kept={kept} />
      </div>
    </DeskPage>
  )
}
