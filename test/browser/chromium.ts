import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** The shell without a window does the same in two thirds of the time. */
const usual = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The browser of the tests; undefined where the machine has none. */
export const chromiumPath = [process.env.GONGKAI_CHROMIUM, ...usual].find((path) => path && existsSync(path))

if (!chromiumPath) process.stderr.write('没有找到 Chromium，浏览器流程测试未运行（可用 GONGKAI_CHROMIUM 指定路径）。\n')

const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((name) => `--disable-${name}`)

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox', '--no-first-run', ...quiet] })
}

export interface Mode {
  readonly name: string
  readonly context: BrowserContextOptions
  readonly large: boolean
  /** The markup is the same in every mode: where only the look differs, only rules about the look are asked. */
  readonly rules?: readonly string[]
}

const wide = { width: 1280, height: 900 }

const aboutTheLook = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable']

/** The ways in which every page must look right. */
export const modes: readonly Mode[] = [
  { name: 'light', context: { viewport: wide, colorScheme: 'light' }, large: false },
  { name: 'dark', context: { viewport: wide, colorScheme: 'dark' }, large: false, rules: aboutTheLook },
  { name: 'large type', context: { viewport: wide, colorScheme: 'light' }, large: true, rules: aboutTheLook },
  { name: 'a phone of 375 px', context: { viewport: { width: 375, height: 800 }, colorScheme: 'light' }, large: false },
]

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page, in words; nothing is what we want. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page })
  const { violations } = await (rules ? builder.withRules([...rules]) : builder.withTags(tags)).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )
}
