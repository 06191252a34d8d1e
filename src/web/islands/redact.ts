// Marking a page: a box is drawn by pointer or moved by keys and sent with the ground; the page then changes in place
// and does not jump. It works without, by the fields and buttons of the form.

const points = 72 / 25.4
const sides = ['left', 'top', 'width', 'height'] as const
type Box = Record<(typeof sides)[number], number>

const leaf = () => document.querySelector<SVGSVGElement>('#leaf.open')
const form = () => document.querySelector<HTMLFormElement>('#mark-form')
const field = (name: string) => form()?.querySelector<HTMLInputElement>(`#${name}`) ?? undefined
const ground = () => document.querySelector<HTMLSelectElement>('#ground')

const sizeOf = (svg: SVGSVGElement) => ({
  width: svg.viewBox.baseVal.width / points,
  height: svg.viewBox.baseVal.height / points,
})

/** The box of the fields, in millimetres; undefined where they hold none. */
function typedBox(): Box | undefined {
  const box = Object.fromEntries(sides.map((side) => [side, Number.parseFloat(field(side)?.value ?? '')])) as Box
  return sides.every((side) => Number.isFinite(box[side])) && box.width > 0 && box.height > 0 ? box : undefined
}

/** Shows the box of the fields on the page. */
function showBox(): void {
  const svg = leaf()
  const box = typedBox()
  svg?.querySelector('.drawing')?.remove()
  if (!svg || !box) return
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  rect.setAttribute('class', 'drawing')
  const place = { x: box.left, y: box.top, width: box.width, height: box.height }
  for (const [name, value] of Object.entries(place)) rect.setAttribute(name, String(value * points))
  svg.append(rect)
}

function setBox(box: Box | undefined): void {
  for (const side of sides) {
    const input = field(side)
    if (input) input.value = box ? String(Math.round(box[side] * 100) / 100) : ''
  }
  showBox()
}

/** Takes over what the answer shows; the picture of the page stays, so that nothing flickers. */
function swap(html: string, focused: string | undefined): void {
  const next = new DOMParser().parseFromString(html, 'text/html')
  const [old, fresh] = [document.querySelector('#redaction'), next.querySelector('#redaction')]
  if (!old || !fresh) return
  const [shown, wanted] = [old.querySelector('#leaf image'), fresh.querySelector('#leaf image')]
  const isSame = shown?.getAttribute('href') === wanted?.getAttribute('href')
  const adopted = document.importNode(fresh, true)
  if (shown && isSame) adopted.querySelector('#leaf image')?.replaceWith(shown)
  old.replaceWith(adopted)
  prepare()
  const told = adopted.querySelector<HTMLElement>('[role=alert], [role=status]')
  const target = (focused && adopted.querySelector<HTMLElement>(focused)) || told
  if (target === told) told?.setAttribute('tabindex', '-1')
  target?.focus({ preventScroll: target !== told || told?.role !== 'alert' })
}

let isSending = false

async function send(to: HTMLFormElement, by: HTMLElement | null, focused?: string): Promise<void> {
  if (isSending) return
  isSending = true
  try {
    const data = new URLSearchParams([...new FormData(to, by)].map(([name, value]) => [name, String(value)]))
    const answer = await fetch(to.action, { method: 'POST', body: data })
    if (!answer.headers.get('content-type')?.startsWith('text/html')) throw new Error('no page')
    const html = await answer.text()
    // Signed out meanwhile: the way in is a page of its own, which keeps what was sent.
    if (!html.includes('id="redaction"')) return to.submit()
    if (answer.ok) history.replaceState(null, '', answer.url)
    swap(html, focused)
  } catch {
    to.submit()
  } finally {
    isSending = false
  }
}

const coverButton = () => form()?.querySelector<HTMLButtonElement>('button[value=mark]') ?? null

/** Sends the box if it is known why; else asks why first. */
function cover(): void {
  const [to, why] = [form(), ground()]
  if (!to || !why || !typedBox()) return
  if (why.value === '') {
    why.focus()
    why.scrollIntoView({ block: 'nearest' })
  } else void send(to, coverButton(), '#leaf')
}

document.addEventListener('submit', (event) => {
  const { target, submitter } = event
  if (!(target instanceof HTMLFormElement) || !target.closest('#redaction')) return
  event.preventDefault()
  void send(target, submitter)
})

let start: { readonly x: number; readonly y: number } | undefined

/** Where the pointer is, in millimetres of the page. */
function placeOf(svg: SVGSVGElement, { clientX, clientY }: PointerEvent) {
  const frame = svg.getBoundingClientRect()
  const { width, height } = sizeOf(svg)
  const within = (part: number) => Math.min(Math.max(part, 0), 1)
  return {
    x: within((clientX - frame.left) / frame.width) * width,
    y: within((clientY - frame.top) / frame.height) * height,
  }
}

/** A finger scrolls, unless it was told to draw. */
const draws = (event: PointerEvent, svg: SVGSVGElement) =>
  event.button === 0 && (event.pointerType !== 'touch' || svg.classList.contains('by-hand'))

document.addEventListener('pointerdown', (event) => {
  const svg = leaf()
  if (!svg || !(event.target instanceof Node) || !svg.contains(event.target) || !draws(event, svg)) return
  event.preventDefault()
  svg.focus({ preventScroll: true })
  svg.setPointerCapture(event.pointerId)
  start = placeOf(svg, event)
})

document.addEventListener('pointermove', (event) => {
  const svg = leaf()
  if (!svg || !start) return
  const to = placeOf(svg, event)
  const [left, top] = [Math.min(start.x, to.x), Math.min(start.y, to.y)]
  setBox({ left, top, width: Math.abs(start.x - to.x), height: Math.abs(start.y - to.y) })
})

document.addEventListener('pointerup', () => {
  if (!start) return
  start = undefined
  const box = typedBox()
  // A click is no box.
  if (!box || box.width < 1 || box.height < 1) setBox(undefined)
  else cover()
})

document.addEventListener('pointercancel', () => {
  start = undefined
})

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Arrows move the box by two millimetres, with Shift they make it larger or smaller. */
function moved(svg: SVGSVGElement, [right, down]: readonly [number, number], isSizing: boolean): Box {
  const { width, height } = sizeOf(svg)
  const box = typedBox() ?? { left: width / 2 - 15, top: height / 2 - 3, width: 30, height: 6 }
  const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)
  if (isSizing)
    return {
      ...box,
      width: within(box.width + right * 2, 1, width - box.left),
      height: within(box.height + down * 2, 1, height - box.top),
    }
  return {
    ...box,
    left: within(box.left + right * 2, 0, width - box.width),
    top: within(box.top + down * 2, 0, height - box.height),
  }
}

document.addEventListener('keydown', (event) => {
  const svg = leaf()
  if (!svg || event.target !== svg || event.ctrlKey || event.altKey || event.metaKey) return
  const step = steps[event.key]
  if (step) setBox(moved(svg, step, event.shiftKey))
  else if (event.key === 'Enter') cover()
  else if (event.key === 'Escape') setBox(undefined)
  else return
  event.preventDefault()
})

document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement && target.closest('.place')) showBox()
})

/** Makes a page that has just come ready for drawing. */
function prepare(): void {
  const svg = leaf()
  if (!svg) return
  svg.setAttribute('tabindex', '0')
  svg.setAttribute('aria-describedby', 'leaf-keys')
  const keys = document.createElement('p')
  keys.id = 'leaf-keys'
  keys.className = 'quiet'
  keys.textContent =
    '在页面上拖动画框，选好理由即遮盖。键盘：方向键移动方框，Shift 加方向键改变大小，回车遮盖，Esc 取消。'
  const hand = document.createElement('button')
  hand.type = 'button'
  hand.className = 'ds-button by-touch'
  hand.dataset.variant = 'secondary'
  hand.textContent = '用手指画框'
  hand.setAttribute('aria-pressed', 'false')
  hand.addEventListener('click', () => {
    hand.setAttribute('aria-pressed', String(svg.classList.toggle('by-hand')))
  })
  svg.before(keys, hand)
  showBox()
}

prepare()
