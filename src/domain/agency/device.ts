type Named = readonly (readonly [pattern: RegExp, name: string])[]

/** Those that call themselves Chrome or Safari too come first. */
const browsers: Named = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg(e|A|iOS)?\//, 'Edge 浏览器'],
  [/QIHU|360SE|360EE/, '360 浏览器'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/Qaxbrowser/i, '奇安信浏览器'],
  [/Firefox\/|FxiOS/, '火狐浏览器'],
  [/HeadlessChrome|Chrome\/|CriOS/, '谷歌浏览器'],
  [/Safari\//, 'Safari 浏览器'],
]

const systems: Named = [
  [/Kylin/i, '麒麟'],
  [/UOS|UnionTech/i, '统信 UOS'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Windows/, 'Windows'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, '安卓'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

const nameIn = (named: Named, text: string) => named.find(([pattern]) => pattern.test(text))?.[1]

/** What a browser says of itself, in words: 谷歌浏览器（Windows）. */
export function deviceWords(userAgent: string): string {
  const browser = nameIn(browsers, userAgent) ?? '其他程序'
  const system = nameIn(systems, userAgent)
  return system ? `${browser}（${system}）` : browser
}

/** A network address without its last part: enough for the person to know the place again, and no more. */
export function shortAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (/^127\.|^::1$/.test(plain)) return '本机'
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain)
  if (four) return `${four[1]}.*`
  if (!/^[0-9a-f:]{2,39}$/i.test(plain)) return '地址不明'
  const [head = ''] = plain.split('::')
  return head === '' ? '地址不明' : `${head.split(':').slice(0, 3).join(':')}:*`
}
