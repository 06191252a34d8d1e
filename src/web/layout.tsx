import type { Child } from 'hono/jsx'
import { reachOf } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { DeskAction } from '../domain/agency/rights.ts'
import type { ScriptName } from './assets.ts'
import type { Ctx } from './context.ts'
import { paths, sizePath } from './paths.ts'
import { RequestPlaces } from './request-places.tsx'

export interface PageProps {
  readonly c: Ctx
  readonly title: string
  /** Place in the navigation. */
  readonly current?: string
  /** Tables need more room than prose. */
  readonly wide?: boolean
  /** Makes the page more comfortable; it works without. */
  readonly script?: ScriptName
  readonly children?: Child
}

function siteName({ owner }: { owner: string | undefined }): string {
  return owner ?? '政府信息公开平台'
}

interface FrameProps {
  readonly c: Ctx
  readonly title: string
  readonly body: Child
  readonly wide?: boolean | undefined
  readonly script?: ScriptName | undefined
}

function Page({ c, title, body, wide, script }: FrameProps) {
  return (
    <html lang="zh-CN" data-color-scheme="auto">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={c.get('styleSheet')} />
        <link rel="alternate" type="application/atom+xml" title="新公开的年度报告" href={paths.feed} />
        {script && <script type="module" src={c.get('scripts')[script]} />}
      </head>
      <body class={wide ? 'wide-page' : undefined} data-color="seal" data-size={c.get('large') ? 'lg' : 'md'}>
        <a class="ds-skip-link" href="#main">
          跳到正文
        </a>
        {body}
      </body>
    </html>
  )
}

function Seal() {
  return (
    <span class="seal" aria-hidden="true">
      公<br />开
    </span>
  )
}

function SizeLink({ c }: { c: Ctx }) {
  const { pathname, search } = new URL(c.req.url)
  const here = c.req.method === 'GET' || c.req.method === 'HEAD' ? pathname + search : paths.home
  return c.get('large') ? <a href={sizePath('md', here)}>标准字号</a> : <a href={sizePath('lg', here)}>大字版</a>
}

const navigation = [
  [paths.home, '首页'],
  [paths.reports, '年度报告'],
  [paths.ask, '依申请公开'],
  [paths.answers, '公开的答复'],
  [paths.compare, '比较'],
  [paths.rankings, '排行'],
  [paths.data, '开放数据'],
  [paths.about, '关于'],
] as const

/** A page for everybody. */
export function PortalPage({ c, title, current, wide, script, children }: PageProps) {
  const site = c.get('site')
  const name = siteName(site)
  const body = (
    <>
      <header class="top">
        <div class="wrap">
          <a class="brand" href={paths.home}>
            <Seal />
            <span>
              <b>{name}</b>
              <small>{site.owner ? '政府信息公开' : '政府信息公开工作年度报告'}</small>
            </span>
          </a>
          {site.founded && (
            <nav aria-label="主导航">
              {navigation.map(([path, label]) => (
                <a href={path} aria-current={current === path ? 'page' : undefined}>
                  {label}
                </a>
              ))}
            </nav>
          )}
        </div>
      </header>
      <main id="main">{children}</main>
      <footer class="foot">
        <div class="wrap">
          <span>{name}</span>
          <SizeLink c={c} />
          {site.founded && <a href={paths.signIn}>工作人员登录</a>}
        </div>
      </footer>
    </>
  )
  return <Page c={c} title={title === name ? title : `${title} - ${name}`} body={body} wide={wide} script={script} />
}

type Place = readonly [path: string, label: string, action?: DeskAction]

/** Places of the desk in groups, with what one must be allowed to see there. */
const deskNavigation: readonly { readonly says: string; readonly places: readonly Place[] }[] = [
  {
    says: '年度报告',
    places: [
      [paths.imports, '导入', 'import-reports'],
      [paths.deskReports, '年度报告', 'read-desk-reports'],
      [paths.submissions, '报送', 'read-desk-reports'],
      [paths.rollUp, '汇总', 'read-desk-reports'],
      [paths.years, '年度统计', 'read-year'],
    ],
  },
  {
    says: '设置',
    places: [
      [paths.bodies, '机关', 'read-bodies'],
      [paths.people, '人员', 'read-people'],
      [paths.trail, '留痕', 'read-trail'],
      [paths.office, '公开工作机构', 'set-office'],
    ],
  },
]

const isOpenTo = (person: Person | undefined, action: DeskAction | undefined): boolean =>
  action === undefined || (person !== undefined && reachOf(person, action) !== undefined)

interface ItemProps {
  readonly path: string
  readonly label: string
  readonly current: string | undefined
}

function Item({ path, label, current }: ItemProps) {
  return (
    <a class="item" href={path} aria-current={current === path ? 'page' : undefined}>
      {label}
    </a>
  )
}

/** What is for nobody's eyes is not named, nor is a group without a place. */
function Groups({ c, current }: { readonly c: Ctx; readonly current: string | undefined }) {
  const person = c.get('person')
  const groups = deskNavigation.map(({ says, places }) => ({
    says,
    places: places.filter(([, , action]) => isOpenTo(person, action)),
  }))
  return (
    <>
      {isOpenTo(person, 'search-requests') && <RequestPlaces c={c} current={current} />}
      {groups
        .filter(({ places }) => places.length > 0)
        .map(({ says, places }) => (
          <>
            <p class="group">{says}</p>
            {places.map(([path, label]) => (
              <Item path={path} label={label} current={current} />
            ))}
          </>
        ))}
    </>
  )
}

/** A page of the desk, for a person who is signed in. */
export function DeskPage({ c, title, current, wide, script, children }: PageProps) {
  const person = c.get('person')
  const body = (
    <div class="desk">
      <header class="side">
        <a class="brand" href={paths.desk}>
          <Seal />
          <span>
            <b>公开工作台</b>
            <small>{siteName(c.get('site'))}</small>
          </span>
        </a>
        <nav aria-label="工作台">
          <Item path={paths.desk} label="概览" current={current} />
          {!c.get('mustEnrol') && <Groups c={c} current={current} />}
        </nav>
        <a class="item" href={paths.home}>
          公开网站
        </a>
        {person && (
          <>
            <p class="who">
              <a href={paths.ownSessions} aria-current={current === paths.ownSessions ? 'page' : undefined}>
                {person.displayName}
              </a>
            </p>
            <form method="post" action={paths.signOut}>
              <button type="submit">退出登录</button>
            </form>
          </>
        )}
      </header>
      <main id="main" class="main">
        {children}
      </main>
    </div>
  )
  return <Page c={c} title={`${title} - 公开工作台`} body={body} wide={wide} script={script} />
}

/** Answers with a page. */
export function show(c: Ctx, page: Child, status: 200 | 400 | 403 | 404 | 405 | 409 | 413 | 429 | 500 | 503 = 200) {
  return c.html(`<!doctype html>${page}`, status)
}
