import { whyNotEnclose } from '../../../../../app/enclosable.ts'
import { articles } from '../../../../../domain/articles.ts'
import { choice, optional, text } from '../../../../../domain/request/letters/details.ts'
import { form } from '../action-form.ts'
import type { DossierView } from '../view.ts'

const { art36, art37, art44 } = articles

const notEnclosed = ({ files, dossier }: DossierView) =>
  files.filter(({ id }) => !dossier.enclosed.some(({ fileId }) => fileId === id))

/** What goes to the applicant, or to everybody, beside the letter. */
export const enclosing = {
  'enclose-file': form({
    gist: '附入答复的文件随答复一并提供给申请人；应当区分处理的，先制作遮盖副本，再附入副本。',
    lacks: (at) => (notEnclosed(at).length === 0 ? '没有可以附入的文件，请先添加材料。' : undefined),
    fields: (at) => ({
      file: choice('文件', art36.cite, Object.fromEntries(notEnclosed(at).map(({ id, name }) => [String(id), name]))),
      asIs: optional(choice('PDF 里有看不见的内容时', art37.cite, { yes: '已经核对，原样提供' })),
    }),
    // Art. 37: what the reply keeps back does not go out under the page.
    lookUp: async (db, { file, asIs }, { key, raster }): Promise<Readonly<Record<string, string>>> => {
      const not = await whyNotEnclose({ db, raster }, key, Number(file))
      return not && !(not.mayStay && asIs === 'yes') ? { file: not.says } : {}
    },
    plan: ({ file }, { look, files }) => {
      const { id, name } = files.find((one) => one.id === Number(file)) ?? { id: Number(file), name: '' }
      return { facts: [{ happened: 'file-enclosed', on: look.today, fileId: id, name }] }
    },
  }),
  'unpublish-answer': form({
    gist: '公开的答复页随即不能再看到；撤下的原因留在案卷里。',
    lacks: ({ dossier }) => (dossier.published ? undefined : '这件答复没有公开。'),
    fields: () => ({ reason: text('撤下的原因', art44.cite) }),
    plan: ({ reason }, { look, dossier }) => ({
      facts: [{ happened: 'answer-unpublished', on: look.today, answerId: dossier.published?.answerId ?? 0, reason }],
    }),
  }),
}
