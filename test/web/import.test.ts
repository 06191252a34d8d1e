import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, test } from 'vitest'
import { listen } from '../../src/listen.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { createApp } from '../../src/web/app.tsx'
import { files } from '../app/draft.ts'
import { emptyTables, root, useDatabase } from '../database.ts'
import { makeZip } from '../formats/make-zip.ts'
import { account, signedIn } from './desk-world.ts'
import { seen, servicesOn } from './site.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const right = new TextDecoder().decode(files.right)
/** The report of 花溪区, as one of another body or year. */
const reportOf = (name: string, year = 2021) => right.replaceAll('花溪区', name).replaceAll('2021', String(year))

const key = 'form-0123456789abcdef'

/** A city with the district that the demonstration's report is of, and a city elsewhere; a clerk in each. */
async function world() {
  const made = servicesOn(held.db)
  const body = { kind: 'government', demonstration: false } as const
  const city = await appendAgency(held.db, {
    ...body,
    parentId: null,
    name: '贵阳市人民政府',
    shortName: '贵阳市',
    region: '贵州省贵阳市',
  })
  const about = { name: '贵阳市花溪区人民政府', shortName: '花溪区', region: '贵州省贵阳市花溪区' }
  const district = await appendAgency(held.db, { ...body, parentId: city, ...about })
  const elsewhere = await appendAgency(held.db, {
    ...body,
    parentId: null,
    name: '别处市人民政府',
    shortName: '别处市',
    region: '别处省别处市',
  })
  await account(held.db, city, 'city')
  await account(held.db, district, 'district')
  await account(held.db, elsewhere, 'elsewhere')
  const site = await signedIn(made, 'city')
  return { ...made, city, district, elsewhere, site }
}

type Site = Awaited<ReturnType<typeof world>>['site']
type Content = string | Uint8Array

const own = { origin: 'http://localhost' }

function formOf(
  contents: readonly (readonly [name: string, content: Content])[],
  fields: Readonly<Record<string, string>>,
) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [name, content] of contents) form.append('files', new File([content as BlobPart], name))
  return form
}

/** Sends files as the form does without script. */
const post = (
  site: Site,
  contents: readonly (readonly [string, Content])[],
  fields: Readonly<Record<string, string>> = { batch: key },
) => site.ask('/desk/import', { method: 'POST', body: formOf(contents, fields), headers: own })

/** Sends a file as the script does. */
async function send(site: Site, name: string, content: Content, fields: Readonly<Record<string, string>> = {}) {
  const body = formOf([[name, content]], { batch: '0123456789abcdef', ...fields })
  const answer = await site.ask('/desk/import', {
    method: 'POST',
    body,
    headers: { ...own, accept: 'application/json' },
  })
  return { status: answer.status, data: (await answer.json()) as Record<string, unknown> }
}

const rows = () =>
  held.db.selectFrom('import_file').select(['file_name', 'state', 'message', 'year']).orderBy('id').execute()
const states = async () => (await rows()).map(({ state }) => state)
const reports = async () => (await held.db.selectFrom('report').select('status').execute()).map(({ status }) => status)

describe('The page of import', () => {
  it('tells kinds and limits, and what came of late', async () => {
    const { site } = await world()
    const empty = seen(await site.page('/desk/import'))
    expect(empty).toContain('每份不超过 64 MB')
    expect(empty).toContain('还没有导入过文件')
    await post(site, [['年报.html', files.right]])
    expect(seen(await site.page('/desk/import'))).toContain('第 1 批')
  })

  it('leads to the batch: what has to be decided first, then drafts with what the checks say', async () => {
    const { site } = await world()
    const answer = await post(site, [
      ['好.html', files.wrong],
      ['不明.html', reportOf('无名区')],
      ['空.pdf', ''],
      ['空.pdf', new Uint8Array(3)],
    ])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/desk/import/1'])
    const page = await site.page('/desk/import/1')
    const text = seen(page)
    expect(text).toMatch(
      /机关或年度不明[\s\S]*读不了[\s\S]*已成草稿[\s\S]*好\.html[\s\S]*贵阳市花溪区人民政府 2021 年[\s\S]*处不符/,
    )
    expect(page).toContain('href="/desk/import/1/files/2"')
    expect(page).toMatch(/href="\/desk\/reports\/2-2021"/)
    expect(await reports()).toEqual(['draft'])
    expect((await site.get('/desk/import/1?state=draft')).status).toBe(200)
    expect(seen(await site.page('/desk/import/1?state=draft'))).not.toContain('不明.html')
    for (const query of ['state=x', 'page=0', 'page=x', 'page=99999999999'])
      expect((await site.get(`/desk/import/1?${query}`)).status).toBe(400)
  })

  it('shows nothing to the public before a person has confirmed it', async () => {
    const { site } = await world()
    await post(site, [['年报.html', files.right]])
    expect((await site.get('/reports/2-2021')).status).toBe(404)
    expect(seen(await site.page('/reports'))).not.toContain('花溪区人民政府2021')
  })

  it('says what is missing where no file was chosen', async () => {
    const { site } = await world()
    for (const contents of [[], [['', '']]] as const) {
      const answer = await post(site, contents)
      expect([answer.status, seen(await answer.text())]).toEqual([400, expect.stringContaining('没有选择文件')])
    }
    expect(await held.db.selectFrom('import_batch').select('id').execute()).toEqual([])
  })

  it('is for people who are signed in: a script hears that in words it can show', async () => {
    const { site } = await world()
    site.cookies.clear()
    expect((await post(site, [['a.html', files.right]])).headers.get('location')).toBe('/desk/sign-in')
    expect(await send(site, 'a.html', files.right)).toEqual({
      status: 401,
      data: { says: expect.stringContaining('重新登录') },
    })
    expect(await rows()).toEqual([])
  })

  it('takes nothing from pages of others', async () => {
    const { site } = await world()
    const body = formOf([['a.html', files.right]], {})
    const answer = await site.ask('/desk/import', {
      method: 'POST',
      body,
      headers: { origin: 'http://elsewhere.example' },
    })
    expect([answer.status, await rows()]).toEqual([403, []])
  })
})

describe('A batch', () => {
  it('does not exist for people of another body, nor for those below', async () => {
    const made = await world()
    await post(made.site, [['不明.html', reportOf('无名区')]])
    for (const login of ['elsewhere', 'district']) {
      const other = await signedIn(made, login)
      for (const path of ['', '/files/1', '/confirmation', '/removal', '/bodies'])
        expect((await other.get(`/desk/import/1${path}`)).status).toBe(404)
      for (const path of ['/files/1', '/confirmation', '/removal', '/bodies'])
        expect((await other.post(`/desk/import/1${path}`, { do: 'discard', what: 'waiting' })).status).toBe(404)
      await post(other, [['另一份.html', files.wrong]])
    }
    expect(await states()).toEqual(['unmatched', 'unmatched', 'draft'])
    const batches = await held.db.selectFrom('import_batch').select('agency_id').execute()
    expect(new Set(batches.map(({ agency_id }) => agency_id)).size).toBe(3)
  })

  it('is known by the key of its page, so that files that come one by one come together', async () => {
    const { site } = await world()
    const first = await send(site, '一.html', files.right, { expected: '3' })
    expect(first).toMatchObject({
      status: 200,
      data: { label: '已成草稿', batch: '/desk/import/1', link: { words: '核验' } },
    })
    await send(site, '二.html', reportOf('无名区'), { expected: '3' })
    expect(seen(await site.page('/desk/import/1'))).toContain('选择了 3 份，收到 2 份，其余请重新上传')
    await send(site, '三.txt', '', { expected: '3' })
    expect(seen(await site.page('/desk/import/1'))).not.toContain('其余请重新上传')
  })

  it('holds a file once that is sent again because its answer was lost', async () => {
    const { site } = await world()
    const first = await send(site, '一.html', files.right)
    const again = await send(site, '一.html', files.right, { again: '1' })
    expect(again.data).toEqual(first.data)
    expect(await states()).toEqual(['draft'])
  })

  it('of five hundred files in one request holds each of them, in pages of a hundred', async () => {
    const { site } = await world()
    const contents = Array.from(
      { length: 500 },
      (_, at) => [`${at}.html`, at % 100 === 7 ? reportOf('花溪区', 2009 + at / 100) : `<p>${at}</p>`] as const,
    )
    const answer = await post(site, contents)
    expect(answer.status).toBe(303)
    expect((await rows()).map(({ file_name }) => file_name)).toEqual(contents.map(([name]) => name))
    const counts = new Map<string, number>()
    for (const state of await states()) counts.set(state, (counts.get(state) ?? 0) + 1)
    expect(counts.get('unreadable')).toBe(495)
    const page = seen(await site.page('/desk/import/1?page=5'))
    expect(page).toContain('第 5 页，共 5 页')
    expect((await site.page('/desk/import/1?page=2')).match(/<tr>/g)).toHaveLength(101)
  }, 120_000)

  it('takes the same file once, however often and however close together it comes', async () => {
    const made = await world()
    await post(made.site, [
      ['一.html', files.right],
      ['二.html', files.right],
    ])
    await post(made.site, [['三.html', files.right]], { batch: 'form-another-batch-0' })
    expect(await states()).toEqual(['draft', 'duplicate', 'duplicate'])
    expect(seen(await made.site.page('/desk/import/2'))).toContain('同一份文件已经导入过')
    const other = await signedIn(made, 'district')
    const wrong = files.wrong
    await held.db.deleteFrom('report').execute()
    const answers = await Promise.all(
      [made.site, other, made.site, other].map((site) => send(site, '同时.html', wrong)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(answers.map(({ data }) => data.label).sort()).toEqual(
      ['已成草稿', '已有同一份', '已有同一份', '已有同一份'].sort(),
    )
    expect(await reports()).toEqual(['draft'])
  })
})

describe('Hostile files', () => {
  const fixtures = readdirSync(join(root, 'test/fixtures/formats'))
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const bad: readonly (readonly [string, Content])[] = [
    ['empty.pdf', ''],
    ['blank.txt', ' \n\n'],
    ['old.doc', new Uint8Array(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))],
    ['picture.png', new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d', 'hex'))],
    ['program.exe', new Uint8Array(Buffer.from('4d5a900003000000', 'hex'))],
    ['rich.rtf', '{\\rtf1\\ansi hello}'],
    ['stored.mht', 'From: <saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n'],
    ['other.json', '{"name": "x"}'],
    ['cut.json', '{"cells": {"received/total": 1'],
    ['deep.html', `<html>${'<div>'.repeat(200_000)}x`],
    ['folder.zip', makeZip([{ name: '年报.html', text: '<p>x</p>' }])],
    [
      'bomb.docx',
      makeZip([
        { name: 'word/document.xml', text: '<x/>' },
        { name: 'word/a.xml', text: 'x', declaredSize: 101 * 2 ** 20 },
      ]),
    ],
    ['cut.docx', makeZip([{ name: 'word/document.xml', text: '<x/>' }]).slice(0, 60)],
    ['noise.bin', Uint8Array.from({ length: 50_000 }, (_, i) => (i * i * 31 + i * 17 + (i >> 3)) % 251)],
    ['nul.txt', utf8('\0\0\ud800')],
  ]

  test('each come back with a sentence, and the site goes on', async () => {
    const { site, lines } = await world()
    const contents = [
      ...fixtures.map((name) => [name, readFileSync(join(root, 'test/fixtures/formats', name))] as const),
      ...bad,
    ]
    for (const [name, content] of contents) {
      const { status, data } = await send(site, name, content)
      expect([name, status]).toEqual([name, 200])
      expect(data.says).toMatch(/。$/)
    }
    const page = await site.get('/desk/import/1')
    expect(page.status).toBe(200)
    const told = await rows()
    expect(
      told
        .filter(({ file_name }) => bad.some(([name]) => name === file_name))
        .every(({ state }) => state === 'unreadable'),
    ).toBe(true)
    expect(told.find(({ file_name }) => file_name === 'encrypted.pdf')?.message).toContain('密码')
    expect(lines.filter(({ level }) => (level as number) >= 50 && (level as number) !== undefined)).toEqual([])
  }, 120_000)

  test('may be named anything: a path is left out, markup stays text', async () => {
    const { site } = await world()
    const names = [
      '../../etc/passwd',
      '..\\..\\windows\\system.ini',
      '<img src=x onerror=alert(1)>.html',
      '"\'&.html',
      `${'长'.repeat(5000)}.html`,
      '\u202egnp.html',
      'a\0b.html',
    ]
    await post(
      site,
      names.map((name) => [name, reportOf('无名区')] as const),
    )
    const stored = (await rows()).map(({ file_name }) => file_name)
    expect(stored.slice(0, 2)).toEqual(['passwd', 'system.ini'])
    expect(stored.every((name) => name.length <= 120 && !name.includes('/'))).toBe(true)
    const page = await site.page('/desk/import/1')
    expect(page).not.toContain('<img')
    expect(seen(page)).toContain('<img src=x onerror=alert(1)>.html')
    expect(seen(await site.page('/desk/import/1/files/1'))).toContain('passwd')
  })

  test('above the limit are named, and those beside them are taken', async () => {
    const { site } = await world()
    const answer = await post(site, [
      ['大.pdf', new Uint8Array(64 * 2 ** 20 + 1)],
      ['年报.html', files.right],
    ])
    expect(seen(await answer.text())).toContain('“大.pdf”超过 64 MB，没有接收')
    expect(await states()).toEqual(['draft'])
    expect(await send(site, '大.pdf', new Uint8Array(64 * 2 ** 20 + 1))).toMatchObject({
      status: 413,
      data: { says: expect.stringContaining('64 MB') },
    })
  }, 120_000)

  test('in a form that is none are refused', async () => {
    const { site } = await world()
    for (const [body, type] of [
      ['a=b', 'application/x-www-form-urlencoded'],
      ['x', 'multipart/form-data'],
      ['{}', 'application/json'],
    ] as const) {
      const answer = await site.ask('/desk/import', { method: 'POST', body, headers: { ...own, 'content-type': type } })
      expect(answer.status).toBe(400)
    }
  })

  test('with fields of any make are put into a batch all the same', async () => {
    const { site } = await world()
    for (const [batch, expected] of [
      ['', ''],
      ["'; drop table report; --", '-1'],
      ['x'.repeat(5000), '1e9'],
      ['../..', 'NaN'],
      ['0123456789abcdef', '99999999999'],
    ] as const)
      expect((await send(site, 'a.txt', '无', { batch, expected })).status).toBe(200)
    expect((await rows()).length).toBe(5)
  })
})

describe('A connection that breaks', () => {
  it('leaves what came whole, nothing of the file that was cut, and a batch that says so', async () => {
    const made = await world()
    const listener = await listen('127.0.0.1', 0)
    const app = createApp(made.services, { demo: false })
    listener.answerWith((request, env) => app.fetch(request, env as object))
    onTestFinished(listener.close)
    const parts = [
      formOf(
        [
          ['一.html', files.right],
          ['二.html', reportOf('无名区')],
          ['三.html', reportOf('另一区')],
        ],
        { batch: key },
      ),
    ]
    const body = new Response(parts[0])
    const bytes = Buffer.from(await body.arrayBuffer())
    const cookie = [...made.site.cookies].map((one) => one.join('=')).join('; ')
    const socket = connect(listener.port, '127.0.0.1')
    socket.on('error', () => undefined)
    const type = body.headers.get('content-type')
    socket.write(
      `POST /desk/import HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nCookie: ${cookie}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    )
    socket.write(bytes.subarray(0, bytes.length - 3000))
    await expect.poll(async () => (await rows()).length, { timeout: 30_000 }).toBe(2)
    socket.destroy()
    const batch = () => held.db.selectFrom('import_batch').select('expected').executeTakeFirst()
    await expect.poll(batch, { timeout: 30_000 }).toEqual({ expected: 3 })
    expect((await rows()).map(({ file_name, state }) => [file_name, state])).toEqual([
      ['一.html', 'draft'],
      ['二.html', 'unmatched'],
    ])
    expect(seen(await made.site.page('/desk/import/1'))).toContain('选择了至少 3 份，收到 2 份，其余请重新上传')
    await post(
      made.site,
      [
        ['一.html', files.right],
        ['二.html', reportOf('无名区')],
        ['三.html', reportOf('另一区')],
      ],
      { batch: 'form-second-attempt' },
    )
    expect((await states()).slice(2)).toEqual(['duplicate', 'duplicate', 'unmatched'])
    expect(await site2(made)).toContain('已有同一份')
  })
})

const site2 = async ({ site }: { site: Site }) => seen(await site.page('/desk/import/2'))

describe('A file that waits', () => {
  const waiting = async (name = '无名区') => {
    const made = await world()
    await post(made.site, [['不明.html', reportOf(name)]])
    return made
  }

  it('is given to the body that a person finds and chooses', async () => {
    const { site, district } = await waiting()
    const page = await site.page('/desk/import/1/files/1?q=花溪')
    expect(seen(page)).toContain('贵阳市花溪区人民政府')
    expect(
      (await site.post('/desk/import/1/files/1', { do: 'settle', body: String(district) })).headers.get('location'),
    ).toBe('/desk/import/1')
    expect(await states()).toEqual(['draft'])
    expect((await site.get('/desk/import/1/files/1')).headers.get('location')).toBe('/desk/import/1')
    expect((await site.post('/desk/import/1/files/1', { do: 'settle', body: String(district) })).status).toBe(303)
  })

  it('is not given to a body of others, nor without one; what was asked for makes no sense in words', async () => {
    const { site, elsewhere } = await waiting()
    for (const body of [String(elsewhere), '999', '', 'x', '1e30', '-1']) {
      const answer = await site.post('/desk/import/1/files/1', { do: 'settle', body })
      expect([answer.status, seen(await answer.text())]).toEqual([
        409,
        expect.stringMatching(/没有这个机关|请先选择一个机关/),
      ])
    }
    for (const verb of ['', 'frobnicate', 'constructor'])
      expect((await site.post('/desk/import/1/files/1', { do: verb })).status).toBe(400)
    for (const path of ['/desk/import/1/files/2', '/desk/import/2', '/desk/import/999999999999999/files/1'])
      expect((await site.get(path)).status).toBe(404)
    expect(await states()).toEqual(['unmatched'])
  })

  it('brings its body with it: filled in from the report, corrected by a person, all faults told', async () => {
    const { site } = await waiting()
    expect(await site.page('/desk/import/1/files/1')).toMatch(/name="name"[^>]*value="[^"]*无名区/)
    const asked = { do: 'add', name: '', shortName: '', region: '', kind: 'x', superior: '别处市人民政府' }
    const answer = await site.post('/desk/import/1/files/1', asked)
    const text = seen(await answer.text())
    expect([answer.status, text]).toEqual([409, expect.stringContaining('有 5 处需要改正')])
    const broken = await site.post('/desk/import/1/files/1', { ...asked, name: 'a\0b', superior: 'a\0b\ud800' })
    expect(broken.status).toBe(409)
    const good = {
      ...asked,
      name: '贵阳市无名区人民政府',
      shortName: '无名区',
      region: '贵州省贵阳市无名区',
      kind: 'government',
      superior: '贵阳市人民政府',
    }
    expect((await site.post('/desk/import/1/files/1', good)).status).toBe(303)
    expect(seen(await site.page('/desk/import/1'))).toContain('贵阳市无名区人民政府 2021 年')
  })

  it('needs a year where it tells none', async () => {
    const made = await world()
    const yearless = right.replace(/20(20|21|22)/g, '')
    await post(made.site, [['没有年度.html', yearless]])
    const settle = (year: string) =>
      made.site.post('/desk/import/1/files/1', { do: 'settle', body: String(made.district), year })
    for (const year of ['', '21', 'abcd', '1800', '3000']) {
      const answer = await settle(year)
      expect([answer.status, await answer.text()]).toEqual([409, expect.stringMatching(/请填写年度|年度要在 2008/)])
    }
    expect((await settle('2021')).status).toBe(303)
    expect(await reports()).toEqual(['draft'])
  })

  it('takes the place of a draft’s file, unless somebody has changed the draft meanwhile', async () => {
    const { site } = await world()
    await post(site, [
      ['旧.html', files.wrong],
      ['新.html', files.right],
    ])
    expect(await states()).toEqual(['draft', 'taken'])
    expect(seen(await site.page('/desk/import/1/files/2'))).toContain('用这份文件替换')
    const stale = await site.post('/desk/import/1/files/2', { do: 'replace', version: '7' })
    expect([stale.status, seen(await stale.text())]).toEqual([409, expect.stringContaining('刚刚有人改动过')])
    expect((await site.post('/desk/import/1/files/2', { do: 'replace', version: '1' })).status).toBe(303)
    expect(await states()).toEqual(['draft', 'draft'])
    expect((await held.db.selectFrom('report_source').select('file_name').execute())[0]?.file_name).toBe('新.html')
  })

  it('is settled once where two people settle it at the same time', async () => {
    const { site, district } = await waiting()
    const both = await Promise.all(
      [1, 2].map(() => site.post('/desk/import/1/files/1', { do: 'settle', body: String(district) })),
    )
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect([await states(), await reports()]).toEqual([['draft'], ['draft']])
  })

  it('can be given up', async () => {
    const { site } = await waiting()
    expect((await site.post('/desk/import/1/files/1', { do: 'discard' })).status).toBe(303)
    expect(seen(await site.page('/desk/import/1'))).toContain('没有导入')
  })
})

describe('Many files together', () => {
  const meant = (page: string) =>
    [...page.matchAll(/name="report" value="([^"]+)"/g)].map((match) => match[1] as string)
  const postMany = (site: Site, path: string, fields: readonly (readonly [string, string])[]) =>
    site.ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
      headers: own,
    })
  /** A draft without an error or a doubt, and one with. */
  const soundAndNot = async () => {
    const made = await world()
    const sound = readFileSync(join(root, 'demo/reports/huaxi-2022.pdf'))
    await post(made.site, [
      ['好.pdf', sound],
      ['不好.html', files.wrong],
    ])
    return made
  }

  it('are confirmed after a page that says which, each with an entry of its own in its trail', async () => {
    const { site } = await soundAndNot()
    await held.db.updateTable('report').set({ errors: 0, problems: 0 }).where('year', '=', 2022).execute()
    const page = await site.page('/desk/import/1/confirmation')
    expect(seen(page)).toContain('确认并公开 1 份报告')
    expect(meant(page)).toEqual(['2-2022-1'])
    const answer = await postMany(
      site,
      '/desk/import/1/confirmation',
      meant(page).map((one) => ['report', one] as const),
    )
    expect(seen(await answer.text())).toContain('已确认并公开 1 份')
    const kinds = await held.db.selectFrom('trail_entry').select(['kind']).orderBy('id').execute()
    expect(kinds.map(({ kind }) => kind)).toEqual(['imported', 'imported', 'moved'])
    expect((await site.get('/reports/2-2022')).status).toBe(200)
    const again = await postMany(site, '/desk/import/1/confirmation', [
      ['report', '2-2022-1'],
      ['report', '3-2021-1'],
      ['report', 'x'],
    ])
    expect(seen(await again.text())).toMatch(/已确认并公开 0 份。2 份没有办成/)
  })

  it('are given up together, files that wait and drafts each by themselves', async () => {
    const { site } = await world()
    await post(site, [
      ['好.html', files.right],
      ['不明.html', reportOf('无名区')],
    ])
    const page = await site.page('/desk/import/1/removal')
    expect(seen(page)).toContain('不导入这 1 份')
    await site.post('/desk/import/1/removal', { what: 'waiting' })
    expect(await states()).toEqual(['draft', 'discarded'])
    await postMany(site, '/desk/import/1/removal', [
      ['what', 'drafts'],
      ...meant(page).map((one) => ['report', one] as const),
    ])
    expect(await reports()).toEqual([])
    expect(seen(await site.page('/desk/import/1'))).toContain('草稿已弃用')
    await post(site, [['好.html', files.right]])
    expect(await reports()).toEqual(['draft'])
  })

  it('get the bodies that their reports name, as a person has corrected them', async () => {
    const { site } = await world()
    await post(site, [
      ['一.html', reportOf('无名区')],
      ['二.html', reportOf('无名区', 2020)],
      ['三.html', reportOf('另一区')],
    ])
    const page = seen(await site.page('/desk/import/1/bodies'))
    expect(page).toContain('为 3 份未匹配的报告新建机关')
    const names = [...(await site.page('/desk/import/1/bodies')).matchAll(/name="named-\d" value="([^"]+)"/g)].map(
      (match) => match[1] as string,
    )
    expect(names.length).toBe(2)
    const fields = (at: number, name: string) => ({
      [`named-${at}`]: names[at] ?? '',
      [`add-${at}`]: '1',
      [`name-${at}`]: name,
      [`shortName-${at}`]: '',
      [`region-${at}`]: '贵州省贵阳市',
      [`kind-${at}`]: 'government',
    })
    const answer = await site.post('/desk/import/1/bodies', {
      ...fields(0, '贵阳市人民政府'),
      ...fields(1, '贵阳市第二区人民政府'),
    })
    const text = seen(await answer.text())
    expect(answer.status).toBe(409)
    expect(text).toContain('已经有“贵阳市人民政府”了')
    expect(text).toMatch(/已新建“[^”]*”，存为草稿 \d 份/)
    const rest = await site.post('/desk/import/1/bodies', fields(0, '贵阳市第一区人民政府'))
    expect(rest.status).toBe(200)
    expect((await states()).filter((state) => state === 'draft').length).toBe(3)
  })
})
