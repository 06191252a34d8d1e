/** What an element does to the text around and inside it. */
export type Role =
  | 'inline'
  | 'block'
  | 'dropped'
  | 'break'
  | 'preformatted'
  | 'title'
  | 'table'
  | 'row'
  | 'cell'
  | 'rows'

const roles = new Map<string, Role>()

function assign(role: Role, names: string): void {
  for (const name of names.split(' ')) roles.set(name, role)
}

assign(
  'block',
  'html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup p search section summary ul caption',
)
assign(
  'dropped',
  'script style template noscript noframes iframe object embed svg math audio video canvas select datalist map xml meta link base button textarea del s strike',
)
assign('break', 'br')
assign('preformatted', 'pre listing xmp plaintext')
assign('title', 'title')
assign('table', 'table')
assign('rows', 'tbody thead tfoot')
assign('row', 'tr')
assign('cell', 'td th')

/** Elements that show something which is no text. */
export const isPicture = (name: string): boolean => /^(?:img|svg|canvas|object|embed|picture)$/.test(name)

/** Elements no browser knows, such as `o:p` of Word, let their text through. */
export function roleOf(name: string): Role {
  return roles.get(name) ?? 'inline'
}
