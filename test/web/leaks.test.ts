import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { served } from '../browser/served.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { type Answered, crawl, read } from './crawl.ts'
import { given } from './follow-world.ts'
import { asked, drafted, inside, type LeaksWorld, leaksWorld, personal, published, searched } from './leaks-world.ts'
import { visit } from './site.ts'

const held = useDatabase()
let world: LeaksWorld
let site: Awaited<ReturnType<typeof served>>

beforeAll(async () => {
  await emptyTables(held.db)
  world = await leaksWorld(held.db)
  site = await served(world.services, { demo: false })
}, 120_000)
afterAll(async () => {
  await site?.close()
  await world?.forget()
})

const sealed = Object.values(personal)
const within = [...Object.values(inside), drafted]
const about = Object.values(asked)
const withoutDashes = (text: string) => text.replaceAll('-', '')
/** By what a request is followed: told to the applicant once, and in no address and no log. */
const access = () => Object.values(world.access).flatMap((text) => [text, withoutDashes(text)])
const everything = () => [...sealed, ...sealed.map(withoutDashes), ...about, ...within, ...access(), '示**']

/** Which of the words stand where, in what was sent or how it was called. */
const telling = (answers: readonly Answered[], words: readonly string[]) =>
  answers.flatMap(({ path, headers, text }) =>
    words
      .filter((word) => `${decodeURIComponent(path)}\n${headers}\n${text}`.includes(word))
      .map((word) => `${path}: ${word}`),
  )

const anybody = (path: string) => fetch(site.url + path, { redirect: 'manual' })

/** What no page links to, or only for programs. */
const machines = [
  '',
  '/openapi.json',
  '/reports',
  '/bodies',
  '/forms',
  '/dictionary.csv',
  '/cells.csv',
  '/cells.ndjson',
  '/cells.json',
]
const unlinked = [
  ...machines.map((path) => `/api${path}`),
  '/feed.atom',
  '/answers.atom',
  '/robots.txt',
  '/sitemap.xml',
  '/healthz',
  '/readyz',
  '/requests/statistics.csv',
  '/requests/filed',
  '/requests/filed/receipt.pdf',
  '/requests/followed',
  '/requests/followed/withdraw',
  '/requests/followed/letters/1.pdf',
  '/requests/followed/files/1',
  '/answers/1-1/file',
  '/reports?year=never',
  '/no-such-page',
]

/** The size of type is another address of each page. */
const isPublic = (path: string) => !path.startsWith('/desk') && !path.startsWith('/settings')

const deskPaths = () => [
  ...['', '/requests', '/requests/table.csv', '/requests/table.xlsx', '/disputes', '/year', '/trail'].map(
    (path) => `/desk${path}`,
  ),
  ...['', 'reveal', 'publish-answer', 'files/1', 'letters/1.pdf', 'letters/1.docx'].map((action) => world.path(action)),
]

/** Nobody who is not signed in, and holds no number, reads a word of it; also not when a kept page is given again. */
async function nothingForEverybody(): Promise<readonly Answered[]> {
  const starts = ['/', ...unlinked, ...deskPaths()]
  const first = await crawl(anybody, starts, isPublic)
  const again = await crawl(anybody, starts, isPublic)
  expect(telling([...first, ...again], everything())).toEqual([])
  return again
}

describe('A request that is being handled', () => {
  test('is on no page, search, feed, table or programmed answer for everybody (条例第十五条、个人信息保护法第二十五条)', async () => {
    const pages = await nothingForEverybody()
    expect(pages.length).toBeGreaterThan(40)
    expect(pages.find(({ path }) => path === '/api/reports')?.text).toContain('"year":2021')
  })

  test('is found by no search: each says what it said before there was a request', async () => {
    expect(world.searchedBefore.size).toBeGreaterThan(80)
    expect(await searched(world.services)).toEqual(world.searchedBefore)
  })

  test('is suggested to nobody who asks for the same', async () => {
    const stranger = visit(world.services)
    await stranger.post('/requests/new', { body: String(world.agencyId) })
    const answer = await stranger.post('/requests/new/suggest', { title: asked.title, features: asked.features })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  test('shows its applicant how it stands, and not what is said inside', async () => {
    const own = await world.following(world.access)
    const pages = await crawl(own.get, ['/requests/followed'], (path) => path.startsWith('/requests/followed'))
    expect(telling(pages, within)).toEqual([])
    const page = pages[0]?.text
    for (const word of about) expect(page).toContain(word)
    expect(
      telling(
        pages.filter(({ path }) => path.endsWith('.pdf')),
        [personal.name],
      ),
    ).not.toEqual([])
    expect(pages.map(({ path, cache }) => [path, cache])).toEqual(pages.map(({ path }) => [path, 'no-store']))
    expect(
      telling(
        pages.map((one) => ({ ...one, text: '' })),
        [...access(), ...sealed],
      ),
    ).toEqual([])
  })

  test('shows nothing of itself to the applicant of another one, whatever they ask for', async () => {
    const other = await world.following(given)
    const letters = await held.db.selectFrom('letter').select('id').execute()
    const files = await held.db.selectFrom('request_file').select('id').execute()
    const guesses = [
      ...letters.map(({ id }) => `/requests/followed/letters/${id}.pdf`),
      ...files.map(({ id }) => `/requests/followed/files/${id}`),
    ]
    expect(guesses.length).toBeGreaterThan(2)
    const pages = await crawl(other.get, ['/requests/followed', ...guesses], (path) =>
      path.startsWith('/requests/followed'),
    )
    expect(pages[0]?.text).toContain('示例路照明')
    expect(
      telling(
        pages,
        everything().filter((word) => word !== '示**'),
      ),
    ).toEqual([])
    expect(pages.filter(({ path }) => guesses.includes(path)).map(({ status }) => status)).toEqual(
      guesses.map(() => 404),
    )
  })

  test('is kept by no browser and nobody on the way, from the form to the receipt', async () => {
    expect(world.filed.map(({ status, cache }) => [status, cache])).toEqual(world.filed.map(() => [200, 'no-store']))
    for (const { text } of world.filed)
      for (const word of Object.values(world.access)) expect(text.replace(/\s/g, '')).toContain(word)
    for (const path of ['/requests', '/requests/new', '/requests/follow'])
      expect([path, (await world.citizen.get(path)).headers.get('cache-control')]).toEqual([path, 'no-store'])
  })
})

const onDesk = (path: string) => /^\/desk(?:\/(?:requests|disputes|year|trail|people|office)\b.*)?$/.test(path)

/** What each role reads of the dossier at the desk, on pages and in tables: what is asked, and what is said inside. */
const roles = [
  ['officer', true, true],
  ['head', true, true],
  ['leader', true, true],
  ['reviewer', true, true],
  ['handler', true, true],
  ['supervisor', true, true],
  ['contact', true, false],
  ['archivist', false, false],
  ['auditor', false, false],
  ['administrator', false, false],
  ['stranger', false, false],
] as const

describe('At the desk', () => {
  test.each(roles)(
    'the %s reads what is asked: %s, what is said inside: %s; who asks is masked on every page and table',
    async (login, readsAsked, readsInside) => {
      const person = await world.at(login)
      const pages = await crawl(person.get, deskPaths(), onDesk)
      const letters = pages.filter(({ path }) => path.includes('/letters/') || path.includes('/files/'))
      const trail = pages.filter(({ path }) => path.startsWith('/desk/trail'))
      const others = pages.filter((one) => !letters.includes(one) && !trail.includes(one))
      expect(telling([...others, ...trail], [...sealed, ...sealed.map(withoutDashes), ...access()])).toEqual([])
      const reads = (words: readonly string[]) => words.filter((word) => telling(others, [word]).length > 0)
      expect(reads(about)).toEqual(readsAsked ? about : [])
      const insideNow = [inside.party, inside.opinion, inside.note, drafted]
      expect(reads(insideNow)).toEqual(readsInside ? insideNow : [])
      const open = ['officer', 'head', 'leader', 'reviewer', 'handler'].includes(login)
      expect(telling(letters, [personal.name]).length > 0).toBe(open)
      expect(pages.filter(({ cache }) => !cache.includes('no-store')).map(({ path }) => path)).toEqual([])
    },
  )

  test('tables of the list show the masked name, and go to those who may export', async () => {
    for (const ending of ['csv', 'xlsx'])
      for (const login of ['officer', 'head', 'supervisor'] as const) {
        const person = await world.at(login)
        const table = await read(person.get, `/desk/requests/table.${ending}`)
        if (login !== 'supervisor')
          expect([login, ending, table.text.includes('示**'), table.text.includes(asked.title)]).toEqual([
            login,
            ending,
            true,
            true,
          ])
        expect(telling([table], sealed)).toEqual([])
      }
    for (const login of ['handler', 'contact', 'reviewer', 'leader', 'auditor', 'administrator'] as const)
      expect([login, (await (await world.at(login)).get('/desk/requests/table.csv')).status]).toEqual([login, 403])
  })

  test('the office opens who asks for a reason; the section that handles it cannot (个人信息保护法第五十一条)', async () => {
    const fields = new URLSearchParams({ reason: '电话核对代理权限' })
    for (const field of ['name', 'identityNumber', 'phone', 'email', 'address', 'agent', 'help'])
      fields.append('fields', field)
    const open = async (login: 'officer' | 'handler') =>
      (await world.at(login)).ask(world.path('reveal'), {
        method: 'POST',
        body: fields,
        headers: { origin: 'http://localhost' },
      })
    const answer = await open('officer')
    const page = await answer.text()
    for (const word of sealed) expect(page).toContain(word)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await open('handler')).status).toBe(404)
    const trail = await read((await world.at('auditor')).get, '/desk/trail')
    expect(trail.text).toContain('电话核对代理权限')
    expect(telling([trail], sealed)).toEqual([])
  })
})

describe('A request that was replied to and whose answer is public', () => {
  beforeAll(() => world.reply(), 60_000)

  test('is read by everybody as it was written for everybody, and nothing else of it (条例第四十四条)', async () => {
    const pages = await nothingForEverybody()
    const list = pages.find(({ path }) => path === '/answers')
    const feed = pages.find(({ path }) => path === '/answers.atom')
    for (const one of [list, feed]) expect(one?.text).toContain(published.title)
    expect(telling(pages, [published.answer])).not.toEqual([])
    for (const word of [...sealed, ...about, ...within]) {
      const found = await read(anybody, `/answers?q=${encodeURIComponent(word)}`)
      expect([word, found.text.includes('共 0 件'), found.text.includes(published.title)]).toEqual([word, true, false])
    }
  })

  test('tells its applicant in the letter what is kept back and why, and still not what was said inside', async () => {
    const own = await world.following(world.access)
    const pages = await crawl(own.get, ['/requests/followed'], (path) => path.startsWith('/requests/followed'))
    expect(telling(pages, [drafted]).length).toBeGreaterThan(0)
    expect(telling(pages, Object.values(inside))).toEqual([])
    expect(pages.filter(({ cache }) => cache !== 'no-store').map(({ path }) => path)).toEqual([])
  })

  test('is written about to its applicant alone, by mail that says neither what nor who, and no code', async () => {
    const mails = await world.mails()
    expect(mails.length).toBeGreaterThan(3)
    for (const { name, headers, body } of mails) {
      expect(headers).toContain(`To: ${personal.email}`)
      expect(body).toContain(`末四位 ${world.access.receipt.slice(-4)}`)
      const told = `${name}\n${headers.replace(`To: ${personal.email}`, '')}\n${body}`
      for (const word of [...everything(), ...Object.values(published)]) expect(told).not.toContain(word)
    }
  })

  test('left no word of itself, no number and no code in the log of the program', () => {
    const log = JSON.stringify(world.lines)
    expect(log).toContain('/requests/followed')
    for (const word of [...everything(), ...Object.values(given), given.receipt.replaceAll('-', '')])
      expect(log).not.toContain(word)
    for (const [, token] of world.citizen.cookies) expect(log).not.toContain(token)
  })
})
