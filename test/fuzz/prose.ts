import type { Random } from '../report/specimens/random.ts'
import { isTable, type Part, type Specimen } from '../report/specimens/specimen.ts'
import { text } from '../report/specimens/write-specimen.ts'

const sentences = [
  '全年办理行政许可35件、行政处罚12件，行政强制0件。',
  '收到政府信息公开申请17件，其中予以公开9件，部分公开2件，不予公开3件，其他处理3件。',
  '行政复议结果维持2件，结果纠正1件，总计3件。',
  '比上年多4件，下降 12.5%，电话 0000-7654321。',
  '1.属于国家秘密的2件；2.重复申请的1件。',
  '（一）予以公开 （二）部分公开',
  '7 0 0 0 0 0 7',
  '2018 2019 2020',
  '附表 | 1 | 2 | 3 |',
]

/** Changes the words around the tables and leaves the tables alone. */
export function mutateProse(specimen: Specimen, random: Random): Specimen {
  const parts = specimen.parts.flatMap((part): Part[] => {
    if (isTable(part) || part.role === 'heading') return [part]
    if (!random.chance(0.3)) return [part]
    const said = text('prose', sentences[random.int(0, sentences.length - 1)] ?? '')
    return random.pick([
      [],
      [part, part],
      [part, said],
      [said],
      [{ ...part, text: part.text.replace(/\d+/g, () => String(random.int(0, 3000))) }],
      [{ ...part, text: part.text.slice(0, random.int(0, part.text.length)) }],
      [{ ...part, text: part.text.repeat(random.int(2, 5)) }],
    ])
  })
  return { ...specimen, parts }
}
