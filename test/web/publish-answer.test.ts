import { beforeEach, describe, expect, test } from 'vitest'
import { appendRequestFile } from '../../src/store/request-files.ts'
import { findEntries, type RequestKey } from '../../src/store/requests.ts'
import { createSite } from '../../src/web/page-cache/site.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { dossierIn } from './dossier-stages.ts'
import { type DeskOffice, deskOffice, pathOf, send } from './dossier-world.ts'
import { seen, visit } from './site.ts'

const held = useDatabase()

type Fields = Readonly<Record<string, string>>

async function doIt(
  world: DeskOffice,
  login: Parameters<DeskOffice['at']>[0],
  key: RequestKey,
  action: string,
  fields: Fields,
) {
  const answer = await send(world, await world.at(login), key, action, fields)
  expect(answer.status === 303 ? '' : seen(await answer.text())).toBe('')
}

const refused = {
  clear: 'yes',
  ours: 'yes',
  governmentInformation: 'yes',
  exists: 'yes',
  alreadyPublic: 'no',
  refusable: 'yes',
  separable: 'no',
  outcome: 'refused.deliberative',
  stage: 'draft',
  reason: '批复尚在讨论',
}

/** A dossier that was refused on art. 16 and replied to, with the reply still under way. */
async function replied(world: DeskOffice): Promise<RequestKey> {
  const key = await dossierIn(world, 'handling')
  await doIt(world, 'officer', key, 'draft', refused)
  await doIt(world, 'reviewer', key, 'review', { opinion: '同意' })
  await doIt(world, 'leader', key, 'sign-off', { opinion: '同意发出' })
  await doIt(world, 'officer', key, 'reply', { sentBy: 'mail' })
  return key
}

const texts = {
  title: '示例大道二期用地批复是否公开',
  asked: '示例大道二期用地批复及附图',
  answer: '该批复属于过程性信息，按照《政府信息公开条例》第十六条第二款，不予公开。',
}

const publicPages = (world: DeskOffice) => visit(world.services)

describe('An answer that is made public (art. 44)', () => {
  beforeEach(() => emptyTables(held.db))

  test('is proposed by the dossier, published, and read by everybody', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    const officer = await world.at('officer')
    const form = await officer.page(pathOf(key, 'publish-answer'))
    expect(form).toContain('value="示例大道二期用地批复"')
    expect(seen(form)).toContain('属于四类过程性信息（条例第十六条第二款）')
    await doIt(world, 'officer', key, 'publish-answer', texts)
    const fact = (await findEntries(held.db, key)).at(-1)?.fact
    expect(fact).toMatchObject({ happened: 'answer-published', title: texts.title })
    const address = `/answers/${key.agencyId}-1`
    expect(await officer.page(pathOf(key))).toContain(`href="${address}"`)
    const outside = publicPages(world)
    const page = seen(await outside.page(address))
    for (const words of [...Object.values(texts), '属于四类过程性信息', '示例市云汐区人民政府办公室', '2025年3月5日'])
      expect(page).toContain(words)
    expect(page).not.toContain('示例人甲')
    expect(page).not.toContain('2025-0001')
  })

  test('holds nothing of the applicant, and no number of a person, unless each was looked at', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    const officer = await world.at('officer')
    const personal = { ...texts, answer: `${texts.answer}示例人甲，电话 13912345678` }
    const warned = await send(world, officer, key, 'publish-answer', personal)
    const page = await warned.text()
    expect(warned.status).toBe(400)
    expect(seen(page)).toContain('“答复的内容”里有申请人的信息 1 处')
    expect(seen(page)).toContain('“答复的内容”里有手机号码 1 处')
    expect(page).toContain('电话 13912345678</textarea>')
    expect(await held.db.selectFrom('published_answer').selectAll().execute()).toEqual([])
    const stale = { ...personal, confirmed: 'answer.mobile.1' }
    expect((await send(world, officer, key, 'publish-answer', stale)).status).toBe(400)
    const confirmed = /name="confirmed" value="([^"]+)"/.exec(page)?.[1] ?? ''
    await doIt(world, 'officer', key, 'publish-answer', { ...personal, confirmed })
    expect(await held.db.selectFrom('published_answer').select('id').execute()).toHaveLength(1)
  })

  test('is told all that it lacks at once, and keeps what was typed', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    const officer = await world.at('officer')
    const answer = await send(world, officer, key, 'publish-answer', { title: '', asked: '写了<一半>', answer: '' })
    const page = await answer.text()
    expect(answer.status).toBe(400)
    expect([seen(page).includes('请写明标题。'), seen(page).includes('请写明答复的内容。')]).toEqual([true, true])
    expect(page).toContain('写了&lt;一半&gt;</textarea>')
  })

  test('takes no signs that turn the writing round, and finds a number in which something unseen stands', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    const officer = await world.at('officer')
    const turned = await send(world, officer, key, 'publish-answer', { ...texts, title: '示例\u202e复批' })
    expect([turned.status, seen(await turned.text()).includes('有看不见的控制字符')]).toEqual([400, true])
    const hidden = { ...texts, answer: '示例\u200b人甲，电话 139\u200b1234\u20605678\r\n第二行' }
    const page = seen(await (await send(world, officer, key, 'publish-answer', hidden)).text())
    expect(page).not.toContain('有看不见的控制字符')
    expect(page).toContain('“答复的内容”里有申请人的信息 1 处')
    expect(page).toContain('“答复的内容”里有手机号码 1 处')
    expect(await held.db.selectFrom('published_answer').selectAll().execute()).toEqual([])
  })

  test('that is sent twice by one press is published once', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    const officer = await world.at('officer')
    const { version } = await world.row(key)
    const stamp = { version: String(version), seen: String((await findEntries(held.db, key)).at(-1)?.seq) }
    const sent = [1, 2].map(() => officer.post(pathOf(key, 'publish-answer'), { ...stamp, ...texts }))
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([303, 303])
    expect(await held.db.selectFrom('published_answer').select('id').execute()).toHaveLength(1)
  })

  test('is published once, and only where something was disclosed or refused', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    await doIt(world, 'officer', key, 'publish-answer', texts)
    const again = await send(world, await world.at('officer'), key, 'publish-answer', texts)
    expect([again.status, seen(await again.text()).includes('已经公开')]).toEqual([409, true])
    const elsewhere = await dossierIn(world, 'closed')
    const no = await send(world, await world.at('officer'), elsewhere, 'publish-answer', texts)
    expect([no.status, seen(await no.text()).includes('只有予以公开、部分公开、不予公开的答复')]).toEqual([409, true])
    for (const login of ['reviewer', 'handler', 'supervisor', 'stranger'] as const)
      expect([login, (await (await world.at(login)).get(pathOf(key, 'publish-answer'))).status]).toEqual([login, 404])
  })

  test('is gone from the site at once where it is taken down, with its fact, and can be published anew', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    await doIt(world, 'officer', key, 'publish-answer', texts)
    const outside = publicPages(world)
    const address = `/answers/${key.agencyId}-1`
    expect((await outside.get(address)).status).toBe(200)
    await doIt(world, 'officer', key, 'unpublish-answer', { reason: '表述有误' })
    expect((await findEntries(held.db, key)).at(-1)?.fact).toMatchObject({
      happened: 'answer-unpublished',
      answerId: 1,
    })
    const row = await held.db.selectFrom('published_answer').selectAll().executeTakeFirstOrThrow()
    expect([row.withdrawn_at === null, row.withdrawn_why]).toEqual([false, '表述有误'])
    expect((await outside.get(address)).status).toBe(404)
    expect(seen(await outside.page('/answers'))).toContain('共 0 件')
    expect(await outside.page('/answers.atom')).not.toContain(texts.title)
    await doIt(world, 'officer', key, 'publish-answer', texts)
    expect((await outside.get(`/answers/${key.agencyId}-2`)).status).toBe(200)
  })

  test('is not undone by a correction of its entry', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    await doIt(world, 'officer', key, 'publish-answer', texts)
    const seq = String((await findEntries(held.db, key)).at(-1)?.seq)
    const struck = { entry: seq, how: 'strike', why: '误登' }
    const answer = await send(world, await world.at('officer'), key, 'correct-entry', struck)
    expect(answer.status).not.toBe(303)
    expect((await world.row(key)).version).toBeGreaterThan(0)
    expect((await publicPages(world).get(`/answers/${key.agencyId}-1`)).status).toBe(200)
  })

  test('takes along a copy in which something was covered, and no other file of the dossier', async () => {
    const world = await deskOffice(held.db, '2025-03-03')
    const key = await replied(world)
    const bytes = new Uint8Array([1, 2, 3])
    const about = { sha256: new Uint8Array(32), addedAt: world.services.now(), person: '示例officer', bytes }
    const [whole, covered] = await held.db
      .transaction()
      .execute(async (transaction) => [
        await appendRequestFile(transaction, key, { ...about, name: '批复.pdf' }),
        await appendRequestFile(transaction, key, { ...about, name: '批复（遮盖）.pdf' }),
      ])
    const { version } = await world.row(key)
    await held.db
      .insertInto('request_fact')
      .values(
        [
          { happened: 'file-redacted', on: '2025-03-05', fileId: whole, redactedId: covered, marks: 2 },
          { happened: 'file-enclosed', on: '2025-03-05', fileId: whole, name: '批复.pdf' },
          { happened: 'file-enclosed', on: '2025-03-05', fileId: covered, name: '批复（遮盖）.pdf' },
        ].map((fact, at) => ({
          agency_id: key.agencyId,
          request_id: key.id,
          seq: 90 + at,
          happened: fact.happened as 'file-enclosed',
          happened_on: fact.on,
          entered_at: world.services.now(),
          account_id: null,
          person: '示例officer',
          fact: JSON.stringify(fact) as never,
        })),
      )
      .execute()
    const officer = await world.at('officer')
    const form = await officer.page(pathOf(key, 'publish-answer'))
    expect([form.includes('批复（遮盖）.pdf</option>'), form.includes('>批复.pdf</option>')]).toEqual([true, false])
    const wrong = await send(world, officer, key, 'publish-answer', { ...texts, file: String(whole) })
    expect([wrong.status, seen(await wrong.text()).includes('不是附入答复的遮盖副本')]).toEqual([409, true])
    expect((await world.row(key)).version).toBe(version)
    await doIt(world, 'officer', key, 'publish-answer', { ...texts, file: String(covered) })
    const outside = publicPages(world)
    const { id } = await held.db.selectFrom('published_answer').select('id').executeTakeFirstOrThrow()
    const file = await outside.get(`/answers/${key.agencyId}-${id}/file`)
    expect(file.headers.get('content-type')).toBe('application/octet-stream')
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain('批复（遮盖）.pdf')
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
  })
})

describe('The public answers', () => {
  beforeEach(() => emptyTables(held.db))

  async function three() {
    const world = await deskOffice(held.db, '2025-03-03')
    const titles = ['云汐河治理方案', '示例大道用地批复', '学校建设规划']
    for (const title of titles) {
      const key = await replied(world)
      await doIt(world, 'officer', key, 'publish-answer', { ...texts, title, asked: `${title}的全文` })
    }
    return { world, titles, outside: publicPages(world) }
  }

  test('are found by words, body, year and outcome; nonsense is refused', async () => {
    const { world, titles, outside } = await three()
    const found = async (query: string) => {
      const page = seen(await outside.page(`/answers?${query}`))
      return titles.filter((title) => page.includes(title))
    }
    expect(await found('')).toEqual(titles)
    expect(await found('q=用地批复')).toEqual(['示例大道用地批复'])
    expect(await found('q=河治理 全文')).toEqual(['云汐河治理方案'])
    expect(await found('q=治理河')).toEqual([])
    expect(await found(`body=${world.agencyId}&year=2025&outcome=refused`)).toEqual(titles)
    expect(await found('outcome=granted')).toEqual([])
    expect(await found('year=2024')).toEqual([])
    expect((await outside.get('/answers?outcome=lost')).status).toBe(400)
    expect((await outside.get('/answers/1-99')).status).toBe(404)
    expect((await outside.get('/answers?page=9')).headers.get('location')).toBe('/answers')
  })

  test('come newest first in the feed', async () => {
    const { outside } = await three()
    const feed = await outside.get('/answers.atom')
    expect(feed.headers.get('content-type')).toContain('application/atom+xml')
    const text = await feed.text()
    expect(text.match(/<entry>/g)).toHaveLength(3)
    const again = await outside.get('/answers.atom', { 'if-none-match': feed.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  test('stand on kept pages, which are made anew at once when one is published or taken down', async () => {
    const { world } = await three()
    const kept = createSite(world.services, { demo: false })
    const read = (url: string) =>
      new Promise<string>((done, fail) => {
        const headers = { host: 'localhost' }
        const send = ({ body }: { readonly body: Buffer | undefined }) => done(seen(body?.toString() ?? ''))
        const isKept = kept.answer({ method: 'GET', url, headers, send, leave: () => fail(new Error('No answer')) })
        if (!isKept) fail(new Error('No page that is kept'))
      })
    expect(await read('/answers')).toContain('共 3 件')
    const key = await replied(world)
    expect(await read('/answers')).toContain('共 3 件')
    await doIt(world, 'officer', key, 'publish-answer', texts)
    expect(await read('/answers')).toContain('共 4 件')
    const { id } = await held.db
      .selectFrom('published_answer')
      .select('id')
      .where('request_id', '=', key.id)
      .executeTakeFirstOrThrow()
    expect(await read(`/answers/${key.agencyId}-${id}`)).toContain(texts.answer)
    await doIt(world, 'officer', key, 'unpublish-answer', { reason: '表述有误' })
    expect(await read('/answers')).toContain('共 3 件')
    expect(await read(`/answers/${key.agencyId}-${id}`)).toContain('没有这个页面')
  })
})
