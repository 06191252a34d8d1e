/** Every address of the site, once. */
export const paths = {
  home: '/',
  reports: '/reports',
  report: (agencyId: number, year: number) => `/reports/${agencyId}-${year}`,
  source: (agencyId: number, year: number) => `/reports/${agencyId}-${year}/source`,
  download: (agencyId: number, year: number, format: string) => `/reports/${agencyId}-${year}/download/${format}`,
  chart: (agencyId: number, year: number, name: string) => `/reports/${agencyId}-${year}/charts/${name}.svg`,
  body: (agencyId: number) => `/bodies/${agencyId}`,
  compare: '/compare',
  rankings: '/rankings',
  data: '/data',
  feed: '/feed.atom',
  api: '/api',
  about: '/about',
  size: '/settings/size',
  firstRun: '/first-run',
  desk: '/desk',
  signIn: '/desk/sign-in',
  signOut: '/desk/sign-out',
  imports: '/desk/import',
  importBatch: (id: number) => `/desk/import/${id}`,
  deskReports: '/desk/reports',
  deskReport: (agencyId: number, year: number) => `/desk/reports/${agencyId}-${year}`,
  submissions: '/desk/submissions',
  submissionTable: '/desk/submissions/table',
  submissionReminder: '/desk/submissions/reminder',
  nilReturns: '/desk/submissions/nil',
  nilWithdrawals: '/desk/submissions/nil/withdrawn',
  rollUp: '/desk/roll-up',
  bodies: '/desk/bodies',
  people: '/desk/people',
  alive: '/healthz',
  ready: '/readyz',
  assets: '/assets',
} as const

/** Patterns of the addresses that hold a report's key. */
export const patterns = {
  report: '/reports/:key{[0-9]+-[0-9]{4}}',
  source: '/reports/:key{[0-9]+-[0-9]{4}}/source',
  download: '/reports/:key{[0-9]+-[0-9]{4}}/download/:format{[a-z]+}',
  chart: '/reports/:key{[0-9]+-[0-9]{4}}/charts/:name{[a-z-]+\\.svg}',
  body: '/bodies/:id{[0-9]+}',
  importBatch: '/desk/import/:id{[0-9]+}',
  deskReport: '/desk/reports/:key{[0-9]+-[0-9]{4}}',
  asset: '/assets/:file',
} as const

/** Reads the key of a report's address. */
export function readReportKey(key: string): { readonly agencyId: number; readonly year: number } | undefined {
  const [agencyId, year] = key.split('-').map(Number)
  return agencyId !== undefined && year !== undefined && Number.isSafeInteger(agencyId) ? { agencyId, year } : undefined
}

/** The list of reports with some filters set; empty ones are left out, the first page is not named. */
export function reportsPath(filters: Readonly<Record<string, string | number | undefined>>): string {
  const set = Object.entries(filters).filter(
    ([name, value]) => value !== undefined && value !== '' && !(name === 'page' && value === 1),
  )
  const query = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return query ? `${paths.reports}?${query}` : paths.reports
}

/** Address that changes the size of type and comes back. */
export function sizePath(size: 'md' | 'lg', back: string): string {
  return `${paths.size}?${new URLSearchParams({ size, back })}`
}

/** Anchors of a cell in the tables and in the source. */
export const anchors = {
  cell: (key: string) => `c-${key.replace('/', '_')}`,
  mark: (key: string) => `s-${key.replace('/', '_')}`,
  /** A place of the source that no cell stands for. */
  place: (start: number) => `p-${start}`,
  /** A claim in the prose of the report's page. */
  claim: (start: number) => `q-${start}`,
  section: (key: string) => `section-${key}`,
} as const
