import type { PlainDate } from '../../calendar/plain-date.ts'
import { type LetterBlock, paragraph } from './paper.ts'
import type { LetterSubject } from './subject.ts'

/** 2025年3月3日. */
export function chineseDate(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

export const regulations = '《中华人民共和国政府信息公开条例》'

/** 《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项: articles of the Regulations, as a letter cites them. */
export function citing(...articles: readonly string[]): string {
  return `${regulations}${articles.map((article) => article.replace(/^条例/, '')).join('、')}`
}

/** How the applicant is spoken to. */
export const you = ({ applicant }: Pick<LetterSubject, 'applicant'>) =>
  applicant.type === 'natural-person' ? '您' : '贵单位'

/** Without the full stop that a sentence around it has anyway. */
export const withoutStop = (text: string) => text.trim().replace(/[。．.；;]+$/, '')

/** A sentence of its own, with one full stop. */
export const sentence = (text: string) => (/[。！？]$/.test(text.trim()) ? text.trim() : `${withoutStop(text)}。`)

/** Paragraphs of a text of somebody who wrote several lines. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Words that fit into a sentence of ours. */
const quotable = 120

/** What was said, in the sentence where it is short, else below it in paragraphs of its own. */
export function repeating(before: string, words: string): readonly LetterBlock[] {
  const said = linesOf(words)
  const [only = ''] = said
  if (said.length === 1 && only.length <= quotable) return [paragraph(`${before}：“${withoutStop(only)}”。`)]
  return [paragraph(`${before}：`), ...said.map((text) => ({ kind: 'quote', text }) as const)]
}

/** A sentence of ours and what was written about it, in as many paragraphs as were written. */
export const explaining = (before: string, words: string): readonly LetterBlock[] => {
  const [first = '', ...more] = linesOf(words)
  return [before + first, ...more].map((text) => paragraph(sentence(text)))
}

/** 我们收到了什么: day of receipt, number, content and its clarification, with which every letter to an applicant begins. */
export function opening(subject: LetterSubject): readonly LetterBlock[] {
  const { receivedOn, number, content, clarified } = subject.request
  const received = `本机关于${chineseDate(receivedOn)}收到${you(subject)}提出的政府信息公开申请（申请编号：${number}）`
  const asked = repeating(`${received}，申请公开的内容为`, content)
  if (clarified === undefined) return asked
  return [...asked, ...repeating(`本机关于${chineseDate(clarified.on)}收到${you(subject)}的补正`, clarified.text)]
}

const chineseDigits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const

/** 一、二、三 … 十一: numbers of headings. */
export function chineseNumber(number: number): string {
  if (number <= 10) return chineseDigits[number] ?? String(number)
  const tens = Math.floor(number / 10)
  const ones = number % 10
  return `${tens === 1 ? '' : chineseDigits[tens]}十${ones === 0 ? '' : chineseDigits[ones]}`
}
