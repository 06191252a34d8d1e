import { articles } from '../../domain/articles.ts'
import type { DisclosureOffice } from '../../store/disclosure-offices.ts'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { OfficeWays } from './office-ways.tsx'

const { art27, art29, art31online, art33, art42 } = articles

/** What the law says of asking, in five sentences. */
const law: readonly (readonly [says: string, article: string])[] = [
  ['公民、法人和其他组织都可以申请，不用说明用途。', art27.cite],
  ['申请要写明姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者其他特征，以及获取的方式。', art29.cite],
  ['网上提交的，以行政机关与您双方确认之日为收到申请之日；工作人员会按您留的联系方式与您确认。', art31online.cite],
  [
    '收到申请之日起二十个工作日内答复；需要延长的，最长再延二十个工作日，并告知您。征求第三方和其他机关意见的时间不计算在内。',
    art33.cite,
  ],
  ['提供政府信息不收费；数量、频次明显超过合理范围的，可以收取信息处理费。', art42.cite],
]

const dones = {
  found: '不用再申请了。感谢告知：没有留下您填写的任何内容。',
  discarded: '草稿已删除，没有留下您填写的任何内容。',
} as const

export const isDone = (word: string | undefined): word is keyof typeof dones =>
  word !== undefined && Object.hasOwn(dones, word)

export interface AskProps {
  readonly c: Ctx
  readonly done: keyof typeof dones | undefined
  /** Bodies that take requests, where they are few. */
  readonly offices: readonly { readonly name: string; readonly office: DisclosureOffice }[]
}

function Doors() {
  return (
    <nav class="doors" aria-label="依申请公开">
      <a class="door" href={paths.askNew}>
        <b>在线申请</b>
        <span>分步填写，随时保存草稿；提交后得到编号和查询码</span>
      </a>
      <a class="door" href={paths.follow}>
        <b>查询办理进度</b>
        <span>凭编号和查询码查看办到哪一步、补正、撤回、下载答复</span>
      </a>
      <a class="door" href={paths.answers}>
        <b>已公开的答复</b>
        <span>别人问过、已经公开的内容，可以直接看</span>
      </a>
      <a class="door" href={paths.requestStatistics}>
        <b>办理统计</b>
        <span>收到多少、怎样答复、用了几天</span>
      </a>
    </nav>
  )
}

/** What one can do here, what the law says of it, and other ways to ask. */
export function AskPage({ c, done, offices }: AskProps) {
  return (
    <PortalPage c={c} title="依申请公开" current={paths.ask}>
      <div class="wrap ask-hall">
        <section class="hero">
          <h1>依申请公开</h1>
          <p>没有主动公开的政府信息，您可以申请。</p>
          {done && (
            <p class="banner" role="status">
              {dones[done]}
            </p>
          )}
          <Doors />
        </section>
        <div class="cols">
          <section>
            <h2>法律怎么规定</h2>
            <ol class="ask-law">
              {law.map(([says, article]) => (
                <li>
                  {says} <cite>{article}</cite>
                </li>
              ))}
            </ol>
            <p class="quiet">
              “条例”指《中华人民共和国政府信息公开条例》（国务院令第711号）。对答复不服的，可以依法申请行政复议或者提起行政诉讼（
              {articles.art51.cite}）。
            </p>
          </section>
          <aside aria-labelledby="other-ways">
            <h2 id="other-ways">也可以这样申请</h2>
            {offices.length === 0 && (
              <p>
                当面提交、邮寄都可以，行政机关不得拒绝。各机关的地址、电话见<a href={paths.askNew}>选择机关</a>
                的下一步。
              </p>
            )}
            {offices.map(({ name, office }) => (
              <OfficeWays name={name} office={office} />
            ))}
          </aside>
        </div>
      </div>
    </PortalPage>
  )
}
