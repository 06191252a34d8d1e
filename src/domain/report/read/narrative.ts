import type { Paper } from '../paper.ts'
import type { NarrativeParagraph } from '../reading.ts'
import { dropped } from './flatten.ts'

const space = /\s/
const latin = /[A-Za-z0-9]/
const subHeading = /^(?:[(（]([一二三四五六七八九十]+)[)）]|(\d{1,2})[.．、](?!\d))/
/** A numbered paragraph that is longer, or goes on behind its first sentence, is text. */
const longestHeading = 40
/** What web pages print below a report; from there on the text is the page's. */
const footer =
  /^(?:扫一扫|站点地图|网站地图|法律声明|联系我们|主办[:：单]|承办[:：单]|版权所有|Copyright|.{0,3}ICP备|.{0,3}公网安备|网站标识码|\[?(?:打印|关闭|收藏|分享)|【(?:打印|关闭|字体|我要)|分享到|上一篇|下一篇|上一条|下一条|相关链接|返回顶部|友情链接|附件[:：下]|责任编辑|编辑[:：]|来源[:：]|(?:本站|网站)支持)/

/** 1 for （一）…, 2 for 1.…; a numbered sentence is no heading. */
function headingLevel(text: string): number | undefined {
  const sub = subHeading.exec(text)
  if (!sub || text.length > longestHeading || /[。；！？]./.test(text)) return undefined
  return sub[1] ? 1 : /[。；！？]$/.test(text) ? undefined : 2
}

/** One clean paragraph of the source between two offsets; undefined where nothing is left. */
function clean(paper: Paper, flat: string, start: number, end: number): NarrativeParagraph | undefined {
  const chars: string[] = []
  const offsets: number[] = []
  for (let at = start; at < end; at++) {
    if (flat[at] === dropped) continue
    const char = paper.simplified[at] as string
    if (space.test(flat[at] as string)) {
      const previous = chars[chars.length - 1]
      if (!previous || !latin.test(previous) || !latin.test(flat.slice(at).trimStart()[0] ?? '')) continue
      chars.push(' ')
    } else chars.push(char === '\u00a0' ? ' ' : char)
    offsets.push(at)
  }
  if (chars.length === 0) return undefined
  const text = chars.join('')
  const heading = headingLevel(text)
  return {
    text,
    offsets,
    start: offsets[0] as number,
    end: (offsets.at(-1) as number) + 1,
    ...(heading && { heading }),
  }
}

/**
 * The prose between two offsets of the paper as clean paragraphs; grids are left out.
 *
 * @param last the section is the document's last, so a web page's footer may follow
 */
export function proseBetween(
  paper: Paper,
  flat: string,
  start: number,
  end: number,
  last: boolean,
): NarrativeParagraph[] {
  const paragraphs: NarrativeParagraph[] = []
  for (const block of paper.blocks) {
    if (block.kind === 'grid' || block.end <= start || block.start >= end) continue
    let from = Math.max(block.start, start)
    const to = Math.min(block.end, end)
    while (from < to) {
      const line = flat.indexOf('\n', from)
      const stop = line < 0 || line > to ? to : line
      const paragraph = clean(paper, flat, from, stop)
      if (paragraph) {
        if (last && footer.test(paragraph.text)) return paragraphs
        if (!/^[|\s]*$/.test(paragraph.text)) paragraphs.push(paragraph)
      }
      from = stop + 1
    }
  }
  return paragraphs
}
