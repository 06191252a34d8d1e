import { beforeEach, describe, expect, test } from 'vitest'
import { removeOldDrafts } from '../../src/app/public/drafts.ts'
import { placeOf } from '../../src/app/public/limits.ts'
import { ScannerAway } from '../../src/app/scanner.ts'
import { searchTerms } from '../../src/store/search-terms.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { pdf, publicWorld, steps } from './public-form.ts'
import { seen, visit } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof publicWorld>>

beforeEach(async () => {
  await emptyTables(held.db)
  world = await publicWorld(held.db, '2025-03-03')
})

const files = () =>
  held.db.selectFrom('public_draft_file').select(['name', 'purpose', 'scanned']).orderBy('id').execute()

const count = async (table: 'request' | 'public_draft') =>
  (await held.db.selectFrom(table).select('id').execute()).length

describe('The form, badly treated', () => {
  test('takes no body that is too large, and tells of a field that is too long', async () => {
    const browser = world.browse()
    await browser.begin()
    expect((await browser.step('what', { ...steps.what, features: '长'.repeat(10_000) })).status).toBe(413)
    const long = await browser.step('what', { ...steps.what, features: '长'.repeat(4_000) })
    expect([long.status, seen(await long.text()).includes('最多 3000 个字，现在有 4000 个。')]).toEqual([400, true])
  })

  test('keeps nothing but its own fields, and shows what is typed as text', async () => {
    const browser = world.browse()
    await browser.begin()
    const sent = {
      ...steps.what,
      title: '<script>alert(1)</script>',
      isAdmin: 'yes',
      suggestedFor: 'x',
      __proto__: 'y',
    }
    await browser.step('what', sent)
    const page = await browser.page('/requests/new/what')
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script>alert')
    await browser.step('how', steps.how)
    await browser.step('who', { ...steps.who, name: '示例\u202e甲', phone: '000\u0000' })
    const check = seen(await browser.page('/requests/new/check'))
    expect(check).toContain('有 2 处需要改正')
  })

  test('is written from our own pages alone', async () => {
    const browser = world.browse()
    await browser.fillIn()
    const elsewhere = { origin: 'https://elsewhere.example' }
    expect((await browser.post('/requests/new/file', {}, elsewhere)).status).toBe(403)
    expect((await browser.post('/requests/new/discard', {}, elsewhere)).status).toBe(403)
    expect([await count('request'), await count('public_draft')]).toEqual([0, 1])
  })

  test.each(['', 'x', '1-', `1-${'A'.repeat(43)}`, `999999999999999-${'b'.repeat(43)}`, '../../etc/passwd'])(
    'opens no draft for the made-up token “%s”, and files nothing',
    async (token) => {
      await world.browse().fillIn()
      const { app } = visit(world.services)
      const headers = { origin: 'http://localhost', cookie: `draft=${encodeURIComponent(token)}` }
      for (const step of ['what', 'files', 'check']) {
        const answer = await app.request(`http://localhost/requests/new/${step}`, { headers })
        expect(answer.headers.get('location')).toBe('/requests/new?note=no-draft')
      }
      const filed = await app.request('http://localhost/requests/new/file', { method: 'POST', headers })
      expect(filed.headers.get('location')).toBe('/requests/new?note=no-draft')
      expect(await count('request')).toBe(0)
    },
  )

  test.each(['', 'x', 'AAAA', 'A'.repeat(400)])('shows no receipt for the made-up cookie “%s”', async (filed) => {
    const { app } = visit(world.services)
    for (const path of ['/requests/filed', '/requests/filed/receipt.pdf']) {
      const answer = await app.request(`http://localhost${path}`, { headers: { cookie: `filed=${filed}` } })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/requests/follow'])
    }
  })

  test('forgets a draft after seven days without a change', async () => {
    const browser = world.browse()
    await browser.fillIn()
    world.today('2025-03-09')
    expect(await removeOldDrafts(world.services, new AbortController().signal)).toBe(0)
    world.today('2025-03-11')
    expect((await browser.get('/requests/new/what')).status).toBe(303)
    expect(await removeOldDrafts(world.services, new AbortController().signal)).toBe(1)
    expect(await count('public_draft')).toBe(0)
  })
})

describe('Attachments', () => {
  test('are taken by their bytes; the others are told with their reason', async () => {
    const browser = world.browse()
    await browser.begin()
    const answer = await browser.attach([
      pdf('../../示例.pdf'),
      new File(['MZ\0\0'], '说明.pdf'),
      new File([], '空.txt'),
    ])
    const text = seen(await answer.text())
    expect(answer.status).toBe(400)
    expect(text).toContain('“说明.pdf”没有收下')
    expect(text).toContain('“空.txt”没有收下：文件是空的')
    expect(await files()).toEqual([{ name: '示例.pdf', purpose: 'other', scanned: '' }])
  })

  test('are five at most, and none above ten megabytes', async () => {
    const browser = world.browse()
    await browser.begin()
    const large = new File([Buffer.alloc(10 * 1024 * 1024 + 1, 65)], '大.txt')
    expect(seen(await (await browser.attach([large])).text())).toContain('“大.txt”超过 10 MB')
    await browser.attach(['a', 'b', 'c', 'd'].map((name) => pdf(`${name}.pdf`)))
    const more = await browser.attach([pdf('e.pdf'), pdf('f.pdf')], 'nonsense')
    expect(seen(await more.text())).toContain('最多提交 5 个文件')
    expect((await files()).map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf'])
  })

  test('are removed by who brought them, and by nobody else', async () => {
    const [one, two] = [world.browse(), world.browse()]
    await one.begin()
    await two.begin()
    await one.attach([pdf('a.pdf')])
    const { id } = await held.db.selectFrom('public_draft_file').select('id').executeTakeFirstOrThrow()
    await two.step('detach', { file: String(id) })
    expect(await files()).toHaveLength(1)
    await one.step('detach', { file: String(id) })
    expect(await files()).toHaveLength(0)
  })

  test('are refused where the scanner finds something, and while it is away', async () => {
    const says = { current: { clean: false, says: 'Eicar-Test-Signature' } as { clean: boolean; says: string } | Error }
    const scanner = {
      scan: async () => {
        if (says.current instanceof Error) throw says.current
        return says.current as { clean: true; says: string }
      },
    }
    const browser = visit({ ...world.services, scanner })
    await browser.post('/requests/new', { body: String(world.agencyId) })
    const attach = async () => {
      const form = new FormData()
      form.append('files', pdf('a.pdf'))
      const headers = { origin: 'http://localhost' }
      return seen(await (await browser.ask('/requests/new/attach', { method: 'POST', body: form, headers })).text())
    }
    expect(await attach()).toContain('查出有害内容（Eicar-Test-Signature）')
    says.current = new ScannerAway('no answer')
    expect(await attach()).toContain('查毒服务暂时不能用')
    expect(await files()).toEqual([])
    says.current = { clean: true, says: 'ClamAV：未发现病毒' }
    await attach()
    expect(await files()).toMatchObject([{ scanned: 'ClamAV：未发现病毒' }])
  })
})

describe('Limits', () => {
  test('of one person: after twenty requests a day the next is told to wait, and the draft stays', async () => {
    const browser = world.browse()
    for (let nth = 0; nth < 20; nth += 1) {
      await browser.ask('/requests/new', {
        method: 'POST',
        body: new URLSearchParams({ body: String(world.agencyId) }),
        headers: { origin: 'http://localhost', 'x-forwarded-for': `192.0.2.${nth}` },
      })
      for (const name of ['what', 'how', 'who'] as const) await browser.step(name, steps[name])
      if (nth < 19) await browser.file()
    }
    await browser.file()
    await browser.begin()
    for (const name of ['what', 'how', 'who'] as const) await browser.step(name, steps[name])
    const refused = await browser.file()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '86400'])
    expect(seen(await refused.text())).toContain('请 1440 分钟后再提交，草稿会保留。当面提交和邮寄不受此限。')
    expect([await count('request'), await count('public_draft')]).toEqual([20, 1])
  }, 60_000)

  test('count a household of IPv6 as one, and an IPv4 address by whatever way it is written', () => {
    expect(placeOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(placeOf('2001:DB8::1')).toBe('2001:db8:0:0')
    expect(placeOf('::1')).toBe('0:0:0:0')
    expect(placeOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
  })
})

describe('What is public already', () => {
  const publish = async (title: string) => {
    const filed = world.browse()
    await filed.fillIn()
    await filed.file()
    const { id } = await held.db.selectFrom('request').select('id').executeTakeFirstOrThrow()
    const about = { asked: title, answer: '见附件。', outcome: 'granted', replied_on: '2025-02-20' } as const
    await held.db
      .insertInto('published_answer')
      .values({
        agency_id: world.agencyId,
        request_id: id,
        title,
        ...about,
        published_at: world.services.now(),
        publisher: '示例officer',
        terms: searchTerms(title),
        file_name: null,
        file_bytes: null,
      })
      .execute()
  }
  const use = () => held.db.selectFrom('suggestion_use').select(['shown', 'opened', 'filed', 'helped']).execute()

  test('is shown once before one goes on; what comes of it is counted (art. 44)', async () => {
    await publish('示例大道二期用地批复')
    const browser = world.browse()
    await browser.begin()
    const next = () => browser.step('what', { ...steps.what, title: '示例大道二期的用地批复' })
    expect((await next()).headers.get('location')).toBe('/requests/new/similar')
    const page = seen(await browser.page('/requests/new/similar'))
    expect(page).toContain('示例大道二期用地批复')
    expect(page).toContain('已找到，不再申请')
    expect((await next()).headers.get('location')).toBe('/requests/new/how')
    const { id } = await held.db.selectFrom('published_answer').select('id').executeTakeFirstOrThrow()
    const opened = await browser.step('open', { open: `answer-${world.agencyId}-${id}` })
    expect(opened.headers.get('location')).toBe(`/answers/${world.agencyId}-${id}`)
    expect((await browser.step('open', { open: 'https://elsewhere.example' })).status).toBe(400)
    expect(await use()).toEqual([{ shown: 1, opened: 1, filed: false, helped: false }])
    await browser.step('how', steps.how)
    await browser.step('who', steps.who)
    await browser.file()
    expect(await use()).toEqual([{ shown: 1, opened: 1, filed: true, helped: false }])
  })

  test('spares a request: the draft is gone, and that it helped is counted', async () => {
    await publish('示例大道二期用地批复')
    const browser = world.browse()
    await browser.begin()
    const fragment = await browser.step('suggest', { title: '示例大道二期用地', documentNumber: '', features: '' })
    expect(await fragment.text()).toContain('示例大道二期用地批复')
    const none = await browser.step('suggest', { title: '公园鸭舍采购合同', documentNumber: '', features: '' })
    expect(await none.text()).toBe('')
    const found = await browser.step('found')
    expect(found.headers.get('location')).toBe('/requests?done=found')
    expect(await use()).toEqual([{ shown: 1, opened: 0, filed: false, helped: true }])
    expect(await count('public_draft')).toBe(0)
  })
})
