import type { RasterFaultCode } from './raster-messages.ts'

const sentences = {
  encrypted: '这份 PDF 加了打开密码，请先解除密码，另存一份添加到案卷，再区分处理。',
  damaged: '这个文件已经损坏或者内部结构不合规范，打不开。请用阅读器另存一份添加到案卷再试。',
  'too-many-pages': '这份 PDF 超过 200 页，请拆成几份添加到案卷，分别区分处理。',
  'too-large': '这张图片的像素太多，请缩小到每边一万像素以内再添加到案卷。',
  'lost-picture':
    '这份 PDF 里有图片画不出来：超过 6400 万像素，或者已经损坏。请把图片缩小或者另存，重新做成 PDF 添加到案卷再试。',
  'too-slow': '这个文件有一页画得太慢，已经停止。请把它打印成 PDF 或者扫描后添加到案卷再试。',
  crashed: '画页面的程序意外结束，这个文件没有处理成。请再试一次；仍不行，请把它打印成 PDF 或者扫描后再试。',
  'not-started': '画页面的程序没有启动起来，请交给维护人员。',
  busy: '等待处理的文件太多，请稍后再试。',
  closed: '网站正在停止，请稍后再试。',
} as const satisfies Record<RasterFaultCode, string> & Record<string, string>

export type RasterFault = keyof typeof sentences

/** No pages came about; `message` is a sentence for people, `cause` what the machine said. */
export class RasterFailed extends Error {
  readonly code: RasterFault
  constructor(code: RasterFault, cause?: unknown) {
    super(sentences[code], { cause })
    this.name = 'RasterFailed'
    this.code = code
  }
}
