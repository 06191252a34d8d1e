// The page of verification: a cell and its place in the source light up together, and the keyboard goes from doubt to
// doubt. The page works without.

const tables = document.querySelector<HTMLElement>('#tables')
const source = document.querySelector<HTMLElement>('#source')

const cellId = (markId: string) => markId.replace(/^s-/, 'c-')
const markId = (id: string) => id.replace(/^c-/, 's-')

/** The other half of a pair: the mark of a cell, the cell of a mark. */
function otherOf(element: Element): HTMLElement | null {
  const { id } = element
  const other = id.startsWith('c-') ? markId(id) : cellId(id)
  return other === id ? null : document.getElementById(other)
}

/** Scrolls the pane and the frame of the table, and only these: the page must not jump under the pointer. */
function bring(element: HTMLElement, pane: HTMLElement): void {
  const box = pane.getBoundingClientRect()
  const rect = element.getBoundingClientRect()
  if (rect.top < box.top + 60 || rect.bottom > box.bottom - 20)
    pane.scrollTop += rect.top - box.top - pane.clientHeight / 2
  const frame = element.closest<HTMLElement>('.scroll')
  const edges = frame?.getBoundingClientRect()
  if (frame && edges && (rect.left < edges.left || rect.right > edges.right))
    frame.scrollLeft += rect.left - edges.left - frame.clientWidth / 2
}

const paneOf = (element: Element) => element.closest<HTMLElement>('.pane')

let lit: readonly Element[] = []

function light(element: Element | null): void {
  for (const one of lit) one.classList.remove('lit')
  lit = []
  if (!element) return
  const other = otherOf(element)
  lit = other ? [element, other] : [element]
  for (const one of lit) one.classList.add('lit')
  const pane = other && paneOf(other)
  if (other && pane) bring(other, pane)
}

const paired = (target: EventTarget | null) =>
  target instanceof Element ? target.closest('td[id^="c-"], mark[id^="s-"]') : null

let waiting = 0

for (const pane of [tables, source]) {
  pane?.addEventListener('focusin', ({ target }) => light(paired(target)))
  // The pointer passes over many cells on its way: only where it rests the other side follows.
  pane?.addEventListener('pointerover', ({ target }) => {
    clearTimeout(waiting)
    const found = paired(target)
    if (found) waiting = window.setTimeout(() => light(found), 120)
  })
  pane?.addEventListener('pointerleave', () => clearTimeout(waiting))
}

const doubtful = () => [...(tables?.querySelectorAll<HTMLElement>('td.bad a, td.unsure a') ?? [])]

/** Focuses the doubtful cell after (1) or before (-1) the one that is focused, or lit, or chosen. */
function step(direction: 1 | -1): void {
  const cells = doubtful()
  const focused = document.activeElement?.closest('td')
  const from = focused ?? lit.find((one) => one.tagName === 'TD') ?? tables?.querySelector('td.chosen')
  const at = cells.findIndex((link) => link.closest('td') === from)
  const after = (link: HTMLElement) =>
    from ? (from.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 : true
  const next =
    at >= 0
      ? cells[(at + direction + cells.length) % cells.length]
      : direction === 1
        ? (cells.find(after) ?? cells[0])
        : (cells.filter((link) => !after(link)).at(-1) ?? cells.at(-1))
  if (!next || !tables) return
  next.focus({ preventScroll: true })
  tables.closest('.verify')?.scrollIntoView({ block: 'nearest' })
  bring(next, tables)
}

function makeButton(words: string, key: string, direction: 1 | -1): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.append(`${words} `, Object.assign(document.createElement('kbd'), { textContent: key }))
  button.addEventListener('click', () => step(direction))
  return button
}

if (tables && doubtful().length > 0)
  tables.querySelector('.keys')?.append(makeButton('上一处', 'p', -1), makeButton('下一处', 'n', 1))

// Single letters count only while one of the two panes has the focus, so that they are in nobody's way.
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, altKey, metaKey } = event
  if (ctrlKey || altKey || metaKey || !(target instanceof HTMLElement)) return
  if (key === 'Escape' && target.closest('#cell-form')) {
    tables?.querySelector<HTMLElement>('td.chosen a')?.focus()
    return
  }
  if ((key !== 'n' && key !== 'p') || !target.closest('.pane')) return
  event.preventDefault()
  step(key === 'n' ? 1 : -1)
})

const isNarrow = () => matchMedia('(max-width: 62rem)').matches

/** The page was opened with a cell chosen: both panes show it, and what it should say can be typed at once. */
function showChosen(): void {
  const chosen = tables?.querySelector<HTMLElement>('td.chosen')
  const field = document.querySelector<HTMLInputElement>('#value')
  if (!chosen || !tables) return
  // What went wrong stands on top, unless it is the number itself.
  if (document.querySelector('#attempt') && field?.ariaInvalid !== 'true') return
  document.querySelector(isNarrow() ? '.beside' : '.verify')?.scrollIntoView({ block: 'start' })
  bring(chosen, tables)
  light(chosen)
  // On a phone a focused field would bring up the keyboard over the source.
  if (matchMedia('(pointer: fine)').matches) field?.focus({ preventScroll: isNarrow() })
}

// After the browser has gone to the place that the address names, which takes the focus away.
window.addEventListener('load', () => setTimeout(showChosen))
