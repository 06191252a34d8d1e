import type { DisclosureOffice } from '../../store/disclosure-offices.ts'
import type { BodyAsked } from '../../store/public-bodies-asked.ts'

/** 个人信息保护法第十七条: who handles which data for what, how long, and what rights there are. */
export function PrivacyNotice({ body, office }: { readonly body: BodyAsked; readonly office: DisclosureOffice }) {
  return (
    <details class="panel">
      <summary>您的信息怎样使用、怎样保护</summary>
      <p>
        {body.name}
        为办理这件申请收集您的姓名或者名称、身份证明和联系方式，这是条例第二十九条要求申请写明的内容；不用于其他目的。
        {office.phone !== '' && `联系电话：${office.phone}。`}
      </p>
      <ul>
        <li>加密保存；只有办理的工作人员写明事由才能查看，每次查看都留痕。</li>
        <li>列表、统计、公开的答复里都不出现。征求第三方意见时不告知您是谁。</li>
        <li>提交后随案卷归档，按档案管理的规定保存；没有提交的草稿到期自动删除。</li>
        <li>您可以向该机关要求查阅、复制、更正自己的信息。</li>
      </ul>
      <p class="quiet">个人信息保护法第十七条、第三十五条、第四十五条、第五十一条</p>
    </details>
  )
}
