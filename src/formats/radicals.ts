/** Radicals that some PDF writers put in place of the character they look like; Unicode itself maps only two of them. */
const pairs =
  '⺁厂⺃乚⺄乙⺅亻⺆冂⺇几⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭' +
  '⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罒⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝' +
  '⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒長⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐' +
  '⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'

const characters = new Map<string, string>()
for (let i = 0; i < pairs.length; i += 2) characters.set(pairs[i] as string, pairs[i + 1] as string)

const lookalike = /[\u2e80-\u2fdf\uf900-\ufaff]/g

/** The text with radicals and compatibility forms replaced by the characters they stand for: the same length. */
export function replaceRadicals(text: string): string {
  return text.replace(lookalike, (found) => {
    const character = characters.get(found) ?? found.normalize('NFKC')
    return character.length === 1 ? character : found
  })
}
