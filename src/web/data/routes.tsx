import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import { countShown } from '../../store/api-lists.ts'
import type { OpenApiDocument } from '../api/routes.ts'
import { dataPaths } from '../api-paths.ts'
import type { Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { siteAddress } from '../site-address.ts'
import { ApiPage } from './api-page.tsx'
import type { Described } from './described.ts'
import { DictionaryPage } from './dictionary-page.tsx'
import { DataPage } from './page.tsx'

interface DataSettings {
  readonly document: OpenApiDocument
  readonly publicUrl: string | undefined
}

/** Pages about what there is to take away. */
export function dataRoutes({ db, forms }: Services, { document, publicUrl }: DataSettings): Hono<Env> {
  return new Hono<Env>()
    .get(paths.data, async (c) => {
      const { total, years } = await countShown(db)
      return show(c, <DataPage {...{ c, forms, total, years, site: siteAddress(c, publicUrl) }} />)
    })
    .get(dataPaths.api, (c) =>
      show(c, <ApiPage c={c} api={document as unknown as Described} site={siteAddress(c, publicUrl)} />),
    )
    .get(dataPaths.dictionaryPattern, (c) => {
      const form = forms.find(({ id }) => id === c.req.param('id'))
      return form ? show(c, <DictionaryPage c={c} form={form} />) : errorPage(c, 404)
    })
}
