const sentences = {
  'too-slow': '排版用时超过上限，已停止。文档可能太长，请改用 Word 文档或网页。',
  crashed: '排版程序意外结束，这份文档没有排成。请再试一次；仍不行，请把它交给维护人员。',
  'not-started': '排版程序没有启动起来，请交给维护人员。',
  template: '模板排不出这份内容，请交给维护人员。',
  busy: '等待排版的文档太多，请稍后再试。',
  closed: '网站正在停止，不再排版，请稍后再试。',
} as const

export type TypesettingFault = keyof typeof sentences

/** No PDF came about; `message` is a sentence for people, `cause` what the machine said. */
export class TypesettingFailed extends Error {
  readonly code: TypesettingFault
  constructor(code: TypesettingFault, cause?: unknown) {
    super(sentences[code], { cause })
    this.name = 'TypesettingFailed'
    this.code = code
  }
}
