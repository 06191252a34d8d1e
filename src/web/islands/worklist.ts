// The worklist by keyboard: to the search box, from line to line, into a dossier, to a new entry. The page works without.

const search = document.querySelector<HTMLInputElement>('#filter-q')
const help = document.querySelector<HTMLElement>('.keys')
const entry = document.querySelector<HTMLAnchorElement>('.head-line a.ds-button')

const links = () => [...document.querySelectorAll<HTMLAnchorElement>('table.requests .what a')]

/** Focuses the line after (1) or before (-1) the one that is focused; the first one where none is. */
function step(direction: 1 | -1): void {
  const all = links()
  const at = all.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
  const next = at < 0 ? all[0] : all[Math.min(Math.max(at + direction, 0), all.length - 1)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

const acts: Readonly<Record<string, () => void>> = {
  '/': () => search?.focus(),
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  n: () => entry?.click(),
  '?': () => help?.toggleAttribute('hidden'),
}

/** Whoever types or chooses means letters, and arrows move within what is open. */
const isTyping = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input:not([type="checkbox"]), select, textarea, [contenteditable]') !== null

const isArrow = (key: string) => key === 'ArrowDown' || key === 'ArrowUp'

/** Arrows go from line to line once a line has the focus; before that they scroll the page. */
const isInList = () => document.activeElement?.closest('table.requests') !== null

document.addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, altKey, metaKey } = event
  if (ctrlKey || altKey || metaKey) return
  if (key === 'Escape' && target === search) search?.blur()
  if (isTyping(target) || (isArrow(key) && !isInList())) return
  const act = acts[key]
  if (!act) return
  event.preventDefault()
  act()
})

const hint = document.createElement('button')
hint.type = 'button'
hint.className = 'keys-hint'
hint.append('键盘操作 ', Object.assign(document.createElement('kbd'), { textContent: '?' }))
hint.addEventListener('click', () => help?.toggleAttribute('hidden'))
help?.before(hint)
