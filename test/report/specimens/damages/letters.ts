import * as OpenCC from 'opencc-js'
import type { Random } from '../random.ts'
import { mapLabels, mapWords, type PrintedCell } from '../specimen.ts'
import type { Damage } from './damage.ts'

const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' })

const pinyin: Readonly<Record<string, string>> = {
  政: 'zhèng',
  府: 'fǔ',
  息: 'xī',
  公: 'gōng',
  开: 'kāi',
  開: 'kāi',
  请: 'qǐng',
  請: 'qǐng',
  报: 'bào',
  報: 'bào',
  规: 'guī',
  規: 'guī',
  范: 'fàn',
  範: 'fàn',
  处: 'chù',
  處: 'chù',
  务: 'wù',
  務: 'wù',
  项: 'xiàng',
  項: 'xiàng',
  决: 'jué',
  決: 'jué',
  数: 'shù',
  數: 'shù',
  总: 'zǒng',
  總: 'zǒng',
  计: 'jì',
  計: 'jì',
  结: 'jié',
  結: 'jié',
  维: 'wéi',
  維: 'wéi',
  纠: 'jiū',
  糾: 'jiū',
  复: 'fù',
  復: 'fù',
  议: 'yì',
  議: 'yì',
  讼: 'sòng',
  訟: 'sòng',
  经: 'jīng',
  經: 'jīng',
  业: 'yè',
  業: 'yè',
  机: 'jī',
  機: 'jī',
  构: 'gòu',
  構: 'gòu',
  组: 'zǔ',
  組: 'zǔ',
  织: 'zhī',
  織: 'zhī',
  费: 'fèi',
  費: 'fèi',
  关: 'guān',
  關: 'guān',
  单: 'dān',
  單: 'dān',
  对: 'duì',
  對: 'duì',
}

const withoutTone = (syllable: string) => syllable.normalize('NFD').replace(/\p{M}/gu, '')

const inject = (text: string, random: Random, shape: (syllable: string) => string) =>
  [...text].map((char) => (pinyin[char] && random.chance(0.5) ? char + shape(pinyin[char]) : char)).join('')

const isHan = (char: string | undefined) => char !== undefined && /\p{Script=Han}/u.test(char)

/** Places of the letters proper, the item number left out. */
function letterPlaces(text: string): number[] {
  const start = /^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+\.)/.exec(text)?.[0].length ?? 0
  return [...Array(text.length).keys()].filter((place) => place >= start && isHan(text[place]))
}

type Apply = NonNullable<Damage['apply']>

/** Changes one letter in about a third of the labels that are long enough to be known without it. */
function oneLetter(least: number, change: (letter: string, random: Random) => string): Apply {
  return (specimen, random) =>
    mapLabels(specimen, (text) => {
      const places = letterPlaces(text)
      if (places.length < least || random.chance(0.6)) return text
      const place = places[random.int(0, places.length - 1)] ?? 0
      return text.slice(0, place) + change(text[place] ?? '', random) + text.slice(place + 1)
    })
}

const brokenLine = (text: string, random: Random, gap: string) => {
  const places = letterPlaces(text).slice(1)
  if (places.length < 2 || random.chance(0.4)) return text
  const place = places[random.int(0, places.length - 1)] ?? 1
  return text.slice(0, place) + gap + text.slice(place)
}

const isLeaf = (cell: PrintedCell) => cell.columnSpan === 1 && cell.role === 'header'

/** Damages to the letters of labels and prose. */
export const letterDamages: readonly Damage[] = [
  {
    name: 'labels broken over lines',
    apply: (specimen, random) => mapLabels(specimen, (text) => brokenLine(text, random, '\n')),
  },
  {
    name: 'spaces inside labels',
    apply: (specimen, random) =>
      mapLabels(specimen, (text) => brokenLine(text, random, random.pick([' ', '　', '  ']))),
  },
  {
    name: 'column labels cut',
    apply: (specimen) =>
      mapLabels(specimen, (text, cell) =>
        isLeaf(cell) && text.length > 3 ? text.slice(0, text.length > 4 ? 3 : 2) : text,
      ),
  },
  {
    name: 'row labels cut',
    apply: (specimen, random) =>
      mapLabels(specimen, (text, cell) => (cell.role === 'label' ? text.slice(0, random.int(11, 14)) : text)),
  },
  {
    name: 'ASCII brackets',
    apply: (specimen) => mapWords(specimen, (text) => text.replaceAll('（', '(').replaceAll('）', ')')),
  },
  {
    name: 'ASCII and full-width brackets mixed',
    apply: (specimen, random) =>
      mapWords(specimen, (text) =>
        text.replace(/[（）]/g, (mark) => (random.chance(0.5) ? mark : mark === '（' ? '(' : ')')),
      ),
  },
  { name: 'traditional characters', apply: (specimen) => mapWords(specimen, toTraditional) },
  {
    name: 'pinyin with tones',
    apply: (specimen, random) => mapWords(specimen, (text) => inject(text, random, (syllable) => `(${syllable})`)),
  },
  {
    name: 'pinyin without tones',
    apply: (specimen, random) =>
      mapWords(specimen, (text) => inject(text, random, (syllable) => `(${withoutTone(syllable)})`)),
  },
  {
    name: 'pinyin told twice',
    apply: (specimen, random) =>
      mapWords(specimen, (text) => inject(text, random, (syllable) => `(${withoutTone(syllable)})`.repeat(2))),
  },
  {
    name: 'traditional characters with pinyin',
    apply: (specimen, random) =>
      mapWords(specimen, (text) => inject(toTraditional(text), random, (syllable) => `(${syllable})`)),
  },
  { name: 'letters turned into U+FFFD', apply: oneLetter(3, () => '\ufffd') },
  { name: 'letters turned into question marks', apply: oneLetter(3, () => '?') },
  { name: 'letters lost', apply: oneLetter(6, () => '') },
  { name: 'letters doubled', apply: oneLetter(3, (letter) => letter + letter) },
  { name: 'wrong letters', apply: oneLetter(5, (_, random) => random.pick(['法', '的', '关', '书', '已'])) },
  {
    name: '合计 for 总计',
    apply: (specimen) => mapLabels(specimen, (text) => text.replace('总计', '合计')),
  },
  {
    name: 'labels without item numbers',
    apply: (specimen) =>
      mapLabels(specimen, (text, cell) =>
        cell.role === 'label' || cell.role === 'group' ? text.slice(letterPlaces(text)[0] ?? 0) : text,
      ),
  },
  {
    name: 'other quotation marks',
    apply: (specimen, random) => {
      const [open, close] = random.pick([
        ['"', '"'],
        ['‘', '’'],
        ['「', '」'],
        ['', ''],
        ['”', '“'],
      ])
      return mapLabels(specimen, (text) => text.replace('“', open ?? '').replace('”', close ?? ''))
    },
  },
]
