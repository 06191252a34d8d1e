/** Every address of the site, once. */
export const paths = {
  home: '/',
  reports: '/reports',
  report: (agencyId: number, year: number) => `/reports/${agencyId}-${year}`,
  source: (agencyId: number, year: number) => `/reports/${agencyId}-${year}/source`,
  download: (agencyId: number, year: number, format: string) => `/reports/${agencyId}-${year}/download/${format}`,
  chart: (agencyId: number, year: number, name: string) => `/reports/${agencyId}-${year}/charts/${name}.svg`,
  regions: '/reports/regions',
  body: (agencyId: number) => `/bodies/${agencyId}`,
  compare: '/compare',
  compareTable: '/compare.csv',
  rankings: '/rankings',
  rankingsTable: '/rankings.csv',
  data: '/data',
  feed: '/feed.atom',
  api: '/api',
  about: '/about',
  size: '/settings/size',
  firstRun: '/first-run',
  desk: '/desk',
  signIn: '/desk/sign-in',
  signInCode: '/desk/sign-in/code',
  signOut: '/desk/sign-out',
  imports: '/desk/import',
  importBatch: (id: number) => `/desk/import/${id}`,
  importFile: (batchId: number, id: number) => `/desk/import/${batchId}/files/${id}`,
  importConfirmation: (id: number) => `/desk/import/${id}/confirmation`,
  importRemoval: (id: number) => `/desk/import/${id}/removal`,
  importBodies: (id: number) => `/desk/import/${id}/bodies`,
  deskReports: '/desk/reports',
  deskReport: (agencyId: number, year: number) => `/desk/reports/${agencyId}-${year}`,
  /** Where what a person does with a report is posted. */
  deskReportVerb: (agencyId: number, year: number, verb: string) => `/desk/reports/${agencyId}-${year}/${verb}`,
  deskReportFile: (agencyId: number, year: number) => `/desk/reports/${agencyId}-${year}/file`,
  submissions: '/desk/submissions',
  submissionTable: '/desk/submissions/table',
  submissionReminder: '/desk/submissions/reminder',
  nilReturns: '/desk/submissions/nil',
  nilWithdrawals: '/desk/submissions/nil/withdrawn',
  rollUp: '/desk/roll-up',
  rollUpFile: '/desk/roll-up/file',
  rollUpDraft: '/desk/roll-up/draft',
  bodies: '/desk/bodies',
  newBody: '/desk/bodies/new',
  deskBody: (id: number) => `/desk/bodies/${id}`,
  bodyClosing: (id: number) => `/desk/bodies/${id}/closing`,
  trail: '/desk/trail',
  trailTable: '/desk/trail/table',
  trailChecks: '/desk/trail/checks',
  trailLink: (agencyId: number, seq: number) => `/desk/trail/${agencyId}-${seq}`,
  people: '/desk/people',
  deskPerson: (id: number) => `/desk/people/${id}`,
  personSessions: (id: number) => `/desk/people/${id}/sessions`,
  personSecondStep: (id: number) => `/desk/people/${id}/second-step`,
  personPassword: (id: number) => `/desk/people/${id}/password`,
  personRemoval: (id: number) => `/desk/people/${id}/removal`,
  ownPassword: '/desk/people/own-password',
  ownSessions: '/desk/people/sessions',
  sessionEnd: '/desk/people/sessions/end',
  otherSessionsEnd: '/desk/people/sessions/others',
  secondStep: '/desk/people/second-step',
  secondStepCode: '/desk/people/second-step/code',
  secondStepEnd: '/desk/people/second-step/end',
  sections: '/desk/people/sections',
  sectionChange: '/desk/people/sections/change',
  secondStepRule: '/desk/people/sections/second-step',
  requests: '/desk/requests',
  newRequest: '/desk/requests/new',
  requestTable: (ending: 'csv' | 'xlsx') => `/desk/requests/table.${ending}`,
  requestViews: '/desk/requests/views',
  /** Where what is done with several requests at once is posted. */
  requestsTogether: '/desk/requests/assign',
  office: '/desk/office',
  request: (agencyId: number, id: number) => `/desk/requests/${agencyId}-${id}`,
  /** The form of what may be done with a request, and where it is posted. */
  requestAction: (agencyId: number, id: number, action: string) => `/desk/requests/${agencyId}-${id}/${action}`,
  requestFile: (agencyId: number, id: number, file: number) => `/desk/requests/${agencyId}-${id}/files/${file}`,
  requestLetter: (agencyId: number, id: number, letter: number, ending: string) =>
    `/desk/requests/${agencyId}-${id}/letters/${letter}.${ending}`,
  disputes: '/desk/disputes',
  disputeTable: (ending: 'csv' | 'xlsx') => `/desk/disputes/table.${ending}`,
  years: '/desk/year',
  year: (agencyId: number, year: number) => `/desk/year/${agencyId}-${year}`,
  /** The requests or disputes that a cell of a compiled year counts. */
  yearCell: (agencyId: number, year: number, cell: string) => `/desk/year/${agencyId}-${year}/cells/${cell}`,
  yearTable: (agencyId: number, year: number, ending: 'csv' | 'xlsx' | 'json') =>
    `/desk/year/${agencyId}-${year}/table.${ending}`,
  yearDraft: (agencyId: number, year: number) => `/desk/year/${agencyId}-${year}/draft`,
  yearClosing: (agencyId: number, year: number) => `/desk/year/${agencyId}-${year}/closing`,
  yearAmendments: (agencyId: number, year: number) => `/desk/year/${agencyId}-${year}/amendments`,
  redactions: (agencyId: number, id: number, file: number) =>
    `/desk/requests/${agencyId}-${id}/files/${file}/redactions`,
  redaction: (agencyId: number, id: number, redaction: number) =>
    `/desk/requests/${agencyId}-${id}/redactions/${redaction}`,
  redactionPage: (agencyId: number, id: number, redaction: number, page: number) =>
    `/desk/requests/${agencyId}-${id}/redactions/${redaction}/pages/${page}.png`,
  /** Where the public asks: what there is to do, a new request step by step, following one. */
  ask: '/requests',
  askNew: '/requests/new',
  askStep: (step: string) => `/requests/new/${step}`,
  asked: '/requests/filed',
  askedReceipt: '/requests/filed/receipt.pdf',
  follow: '/requests/follow',
  followed: '/requests/followed',
  followedAction: (action: string) => `/requests/followed/${action}`,
  followedLetter: (id: number) => `/requests/followed/letters/${id}.pdf`,
  followedFile: (id: number) => `/requests/followed/files/${id}`,
  requestStatistics: '/requests/statistics',
  requestStatisticsTable: '/requests/statistics.csv',
  requestStatisticsChart: '/requests/statistics/outcomes.svg',
  answers: '/answers',
  answer: (agencyId: number, id: number) => `/answers/${agencyId}-${id}`,
  answerFile: (agencyId: number, id: number) => `/answers/${agencyId}-${id}/file`,
  answersFeed: '/answers.atom',
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
  importBatch: '/desk/import/:id{[0-9]{1,15}}',
  importFile: '/desk/import/:id{[0-9]{1,15}}/files/:file{[0-9]{1,15}}',
  importConfirmation: '/desk/import/:id{[0-9]{1,15}}/confirmation',
  importRemoval: '/desk/import/:id{[0-9]{1,15}}/removal',
  importBodies: '/desk/import/:id{[0-9]{1,15}}/bodies',
  deskReport: '/desk/reports/:key{[0-9]+-[0-9]{4}}',
  deskReportVerb: '/desk/reports/:key{[0-9]+-[0-9]{4}}/:verb{[a-z-]+}',
  deskReportFile: '/desk/reports/:key{[0-9]+-[0-9]{4}}/file',
  deskBody: '/desk/bodies/:id{[0-9]{1,15}}',
  bodyClosing: '/desk/bodies/:id{[0-9]{1,15}}/closing',
  trailLink: '/desk/trail/:key{[0-9]{1,15}-[0-9]{1,15}}',
  deskPerson: '/desk/people/:id{[0-9]{1,15}}',
  personSessions: '/desk/people/:id{[0-9]{1,15}}/sessions',
  personSecondStep: '/desk/people/:id{[0-9]{1,15}}/second-step',
  personPassword: '/desk/people/:id{[0-9]{1,15}}/password',
  personRemoval: '/desk/people/:id{[0-9]{1,15}}/removal',
  request: '/desk/requests/:key{[0-9]{1,15}-[0-9]{1,15}}',
  requestAction: '/desk/requests/:key{[0-9]{1,15}-[0-9]{1,15}}/:action{[a-z-]+}',
  requestPreview: '/desk/requests/:key{[0-9]{1,15}-[0-9]{1,15}}/:action{[a-z-]+}/preview',
  requestFile: '/desk/requests/:key{[0-9]{1,15}-[0-9]{1,15}}/files/:file{[0-9]{1,15}}',
  requestLetter: '/desk/requests/:key{[0-9]{1,15}-[0-9]{1,15}}/letters/:letter{[0-9]{1,15}\\.(?:pdf|docx)}',
  year: '/desk/year/:key{[0-9]{1,15}-[0-9]{4}}',
  yearCell: '/desk/year/:key{[0-9]{1,15}-[0-9]{4}}/cells/:row{[a-z.-]+}/:column{[a-z-]+}',
  yearTable: '/desk/year/:key{[0-9]{1,15}-[0-9]{4}}/:file{table\\.(?:csv|xlsx|json)}',
  yearDraft: '/desk/year/:key{[0-9]{1,15}-[0-9]{4}}/draft',
  yearClosing: '/desk/year/:key{[0-9]{1,15}-[0-9]{4}}/closing',
  yearAmendments: '/desk/year/:key{[0-9]{1,15}-[0-9]{4}}/amendments',
  redactions: '/desk/requests/:key{[0-9]{1,15}-[0-9]{1,15}}/files/:file{[0-9]{1,15}}/redactions',
  redaction: '/desk/requests/:key{[0-9]{1,15}-[0-9]{1,15}}/redactions/:redaction{[0-9]{1,15}}',
  redactionPage:
    '/desk/requests/:key{[0-9]{1,15}-[0-9]{1,15}}/redactions/:redaction{[0-9]{1,15}}/pages/:page{[0-9]{1,5}\\.png}',
  askStep: '/requests/new/:step{[a-z]+}',
  followedAction: '/requests/followed/:action{[a-z-]+}',
  followedLetter: '/requests/followed/letters/:letter{[0-9]{1,15}\\.pdf}',
  followedFile: '/requests/followed/files/:file{[0-9]{1,15}}',
  answer: '/answers/:key{[0-9]{1,15}-[0-9]{1,15}}',
  answerFile: '/answers/:key{[0-9]{1,15}-[0-9]{1,15}}/file',
  asset: '/assets/:file',
} as const

/** Reads the key of a report's address. */
export function readReportKey(key: string): { readonly agencyId: number; readonly year: number } | undefined {
  const [agencyId, year] = key.split('-').map(Number)
  return agencyId !== undefined && year !== undefined && Number.isSafeInteger(agencyId) ? { agencyId, year } : undefined
}

/** Reads the key of a request's address. */
export function readRequestKey(key: string): { readonly agencyId: number; readonly id: number } | undefined {
  const [agencyId, id] = key.split('-').map(Number)
  return agencyId !== undefined && id !== undefined ? { agencyId, id } : undefined
}

type Query = Readonly<Record<string, string | number | undefined>>

/** A page with some of its fields set; empty ones are left out, the first page is not named. */
function withQuery(path: string, fields: Query): string {
  const set = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && value !== '' && !(name === 'page' && value === 1),
  )
  const query = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return query ? `${path}?${query}` : path
}

/** The list of reports with some filters set. */
export const reportsPath = (filters: Query) => withQuery(paths.reports, filters)

/** The published answers with some filters set. */
export const answersPath = (filters: Query) => withQuery(paths.answers, filters)

/** The statistics of requests of a body and year, as a page, a table or a picture. */
export const statisticsPath = (fields: Query, path: string = paths.requestStatistics) => withQuery(path, fields)

/** The regions within a province. */
export const regionsPath = (province: string) => withQuery(paths.regions, { in: province })

/** A ranking, as a page or as a table to download. */
export const rankingsPath = (fields: Query, path: string = paths.rankings) => withQuery(path, fields)

/** A comparison of reports, named `body-year`, as a page or as a table to download. */
export function comparePath(
  reports: readonly { readonly agencyId: number; readonly year: number }[],
  fields: Query = {},
  path: string = paths.compare,
): string {
  const query = new URLSearchParams(reports.map(({ agencyId, year }) => ['r', `${agencyId}-${year}`]))
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined && value !== '') query.append(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
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
