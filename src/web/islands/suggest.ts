// While somebody writes what they ask for: what is public already. The page works without.

const fields = ['title', 'documentNumber', 'features']
const place = document.querySelector<HTMLElement>('#suggested')

/** Milliseconds without a key. */
const pause = 700

/** A question that was overtaken by a later one is not answered. */
let asking: AbortController | undefined
let waiting: number | undefined
let asked = ''

function typed(): URLSearchParams {
  const values = fields.map((name) => [
    name,
    document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${name}`)?.value.slice(0, 3000) ?? '',
  ])
  return new URLSearchParams(values)
}

async function ask(address: string, body: URLSearchParams, shownAt: HTMLElement): Promise<void> {
  asking?.abort()
  asking = new AbortController()
  const answer = await fetch(address, { method: 'POST', body, signal: asking.signal })
  if (answer.ok) shownAt.innerHTML = await answer.text()
}

function later(): void {
  clearTimeout(waiting)
  waiting = window.setTimeout(() => {
    const body = typed()
    const address = place?.dataset.address
    if (!place || !address || body.toString() === asked) return
    asked = body.toString()
    // Without an answer the page stays as it is: the next step asks again.
    ask(address, body, place).catch(() => undefined)
  }, pause)
}

for (const name of fields) document.querySelector(`#${name}`)?.addEventListener('input', later)
