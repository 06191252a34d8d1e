export type Scheme = 'light' | 'dark'

/** wide: 720 px, beside text; narrow: 340 px, a telephone. */
export type Width = 'wide' | 'narrow'

export interface Palette {
  readonly sheet: string
  readonly ink: string
  readonly faint: string
  readonly rule: string
  readonly seal: string
  readonly indigo: string
  readonly jade: string
  readonly amber: string
  readonly stone: string
}

/** Paper, ink and seal, as the pages have them; each at least 3:1 against the sheet. */
const palettes: Readonly<Record<Scheme, Palette>> = {
  light: {
    sheet: '#ffffff',
    ink: '#2d2b27',
    faint: '#615d55',
    rule: '#cfcabf',
    seal: '#a62b1f',
    indigo: '#24508f',
    jade: '#2e6b57',
    amber: '#a56d1c',
    stone: '#7c7872',
  },
  dark: {
    sheet: '#211f1c',
    ink: '#ecebe9',
    faint: '#b5b0a5',
    rule: '#4d4840',
    seal: '#e0786c',
    indigo: '#8caedb',
    jade: '#79b39d',
    amber: '#d3a150',
    stone: '#9a958a',
  },
}

/** What a chart is drawn with. */
export interface Look {
  readonly colours: Palette
  readonly narrow: boolean
  /** Pixels. */
  readonly width: number
  readonly type: number
  readonly fonts: string
}

/** Without quotes, which would have to be escaped within a style. */
const fonts = 'Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif'

export function lookOf(scheme: Scheme, width: Width): Look {
  const narrow = width === 'narrow'
  return { colours: palettes[scheme], narrow, width: narrow ? 340 : 720, type: 14, fonts }
}

/** Jade for what was disclosed, indigo for what was refused on grounds of law, amber for what is left, seal for what is wrong. */
export function colourOf(key: string, { colours }: Look): string {
  if (key.startsWith('difference')) return colours.seal
  if (['granted', 'partly-granted', 'disclosed', 'overturned'].includes(key)) return colours.jade
  if (['carried-in', 'carried-out', 'pending'].includes(key)) return colours.amber
  if (['handled', 'otherwise', 'other-result', 'organisation'].includes(key) || key.startsWith('untold'))
    return colours.stone
  return colours.indigo
}

/** Hatching for stretches that no figure stands for, so that it is not told by colour alone. */
export function hatchOf(key: string, { colours }: Look): object | undefined {
  if (!/^(difference|untold)/.test(key)) return undefined
  return { symbol: 'rect', color: colours.sheet, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 }
}
