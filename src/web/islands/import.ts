// The page of import: files that are dropped or chosen go one by one, each with its progress.

import { openZone } from './import/drop-zone.ts'
import { element } from './import/element.ts'

/** What the server says of a file. */
interface Answer {
  readonly label: string
  readonly lamp: string
  readonly says: string
  readonly whose: string
  readonly link?: { readonly href: string; readonly words: string }
  readonly batch: string
}

type Stage = 'waiting' | 'sending' | 'done' | 'failed' | 'refused' | 'cancelled'

interface Item {
  readonly file: File
  readonly row: HTMLLIElement
  readonly state: HTMLElement
  readonly says: HTMLElement
  readonly bar: HTMLProgressElement
  readonly button: HTMLButtonElement
  stage: Stage
  request?: XMLHttpRequest
  /** Was sent before; the server may have it. */
  again: boolean
}

const atOnce = 3

const linkTo = (href: string, words: string) => Object.assign(element('a', '', words), { href })

function bringFiles(form: HTMLFormElement, input: HTMLInputElement): void {
  const limit = Number(form.dataset.limit)
  const items: Item[] = []
  let paused = false
  let batch = ''

  const list = element('ol', 'bring-files')
  list.setAttribute('aria-label', '这次上传的文件')
  const summary = element('p', 'bring-summary')
  summary.setAttribute('role', 'status')
  const tools = element('p', 'bring-tools')
  const cancelAll = button('取消其余', () => {
    for (const item of items) if (item.stage === 'waiting' || item.stage === 'sending') cancel(item)
  })
  const retryAll = button('重试没有传成的', () => {
    paused = false
    for (const item of items) if (item.stage === 'failed') wait(item)
    pump()
  })
  const count = (...stages: readonly Stage[]) => items.filter(({ stage }) => stages.includes(stage)).length

  function button(words: string, act: () => void): HTMLButtonElement {
    const made = element('button', 'ds-button', words)
    made.type = 'button'
    made.dataset.variant = 'secondary'
    made.addEventListener('click', act)
    return made
  }

  let isTelling = false
  /** Not with every file: who listens would hear nothing else. */
  function tell(): void {
    const open = count('waiting', 'sending')
    cancelAll.hidden = open === 0
    retryAll.hidden = open > 0 || count('failed') === 0
    if (isTelling) return
    isTelling = true
    setTimeout(
      () => {
        isTelling = false
        summary.replaceChildren(...summaryNow())
      },
      open === 0 || summary.textContent === '' ? 0 : 1500,
    )
  }

  function summaryNow(): readonly (string | Node)[] {
    const open = count('waiting', 'sending')
    const failed = count('failed')
    const parts = [`共 ${items.length} 份，已处理 ${count('done', 'refused')} 份`]
    if (open > 0) parts.push(`还有 ${open} 份`)
    if (failed > 0) parts.push(`没有传成 ${failed} 份`)
    const words = `${parts.join('，')}。${open > 0 ? '请不要关闭这个页面。' : ''}`
    return batch === '' ? [words] : [words, linkTo(batch, '查看这一批的全部结果')]
  }

  function add(file: File): void {
    const row = element('li', 'bring-file')
    const name = element('b', '', file.name)
    const state = element('span', 'state', '等待')
    const bar = element('progress', '')
    bar.max = 1
    bar.value = 0
    bar.setAttribute('aria-label', `${file.name} 的上传进度`)
    const says = element('span', 'says')
    const item: Item = {
      file,
      row,
      state,
      bar,
      says,
      stage: 'waiting',
      again: false,
      button: button('取消', () => press(item)),
    }
    item.button.append(element('span', 'sr-only', `：${file.name}`))
    row.append(name, state, bar, says, item.button)
    list.append(row)
    if (file.size > limit) end(item, 'refused', '没有上传', `超过 ${limit / 1024 / 1024} MB，请拆分或另存后再传。`)
    items.push(item)
  }

  function press(item: Item): void {
    if (item.stage === 'waiting' || item.stage === 'sending') cancel(item)
    else {
      paused = false
      wait(item)
      pump()
    }
  }

  function wait(item: Item): void {
    item.stage = 'waiting'
    item.bar.hidden = false
    item.bar.value = 0
    item.state.textContent = '等待'
    item.says.textContent = ''
    item.button.firstChild?.replaceWith('取消')
  }

  function cancel(item: Item): void {
    const { request } = item
    end(item, 'cancelled', '已取消', request ? '如果服务器已经收全，结果会列在这一批里。' : '')
    request?.abort()
    pump()
  }

  function end(item: Item, stage: Stage, label: string, words: string): void {
    item.stage = stage
    item.bar.hidden = true
    item.state.textContent = label
    item.says.textContent = words
    const mayRetry = stage === 'failed' || stage === 'cancelled'
    item.button.hidden = !mayRetry
    if (mayRetry) item.button.firstChild?.replaceWith('重试')
    tell()
  }

  function done(item: Item, { label, lamp, says, whose, link, batch: path }: Answer): void {
    batch = path
    end(item, 'done', '', '')
    const dot = element('span', `lamp ${lamp}`)
    dot.setAttribute('aria-hidden', 'true')
    item.state.replaceChildren(dot, label)
    item.says.replaceChildren([whose, says].filter(Boolean).join(' · '))
    if (!link) return
    const made = linkTo(link.href, link.words)
    made.append(element('span', 'sr-only', `：${item.file.name}`))
    item.says.append(' ', made)
  }

  /** Signed out: nothing more is sent until the person has signed in again, in another window. */
  function signedOut(item: Item, says: string): void {
    paused = true
    end(item, 'failed', '没有传成', '')
    const link = linkTo(form.dataset.signIn ?? '', '在新窗口登录')
    link.target = '_blank'
    item.says.replaceChildren(`${says} `, link)
    for (const other of items) if (other.stage === 'waiting') end(other, 'failed', '没有传成', says)
  }

  function heard(item: Item, { status, responseText }: XMLHttpRequest): void {
    const data = readJson(responseText)
    const says = typeof data?.says === 'string' ? data.says : ''
    if (status === 200 && data && 'batch' in data) done(item, data as unknown as Answer)
    else if (status === 401) signedOut(item, says)
    else if (status === 413 && says !== '') end(item, 'refused', '没有接收', says)
    else end(item, 'failed', '没有传成', says || `服务器没有接受（状态 ${status}），请重试；一直不成请告诉管理员。`)
    pump()
  }

  function send(item: Item): void {
    const body = new FormData()
    body.set('batch', form.dataset.import ?? '')
    body.set('expected', String(items.length - count('refused', 'cancelled')))
    if (item.again) body.set('again', '1')
    // Last: the server reads the fields that stand before the file.
    body.set('files', item.file)
    const request = new XMLHttpRequest()
    Object.assign(item, { request, again: true, stage: 'sending' })
    item.state.textContent = '上传中'
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      item.bar.value = total > 0 ? loaded / total : 0
      if (loaded === total) item.state.textContent = '读取中'
    })
    request.addEventListener('load', () => heard(item, request))
    request.addEventListener('error', () => {
      end(item, 'failed', '没有传成', '连接中断。连接恢复后点“重试”，已收到的不会重复。')
      pump()
    })
    request.open('POST', form.action)
    request.setRequestHeader('Accept', 'application/json')
    request.send(body)
  }

  function pump(): void {
    for (const item of items) {
      if (paused || count('sending') >= atOnce) break
      if (item.stage === 'waiting') send(item)
    }
    tell()
  }

  function take(files: readonly File[]): void {
    for (const file of files) if (!file.name.startsWith('.')) add(file)
    if (!list.isConnected) form.after(summary, tools, list)
    pump()
  }

  tools.append(cancelAll, retryAll)
  openZone(form, input, take)
  addEventListener('beforeunload', (event) => {
    if (count('waiting', 'sending') > 0) event.preventDefault()
  })
}

function readJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-import]')
const input = form?.querySelector<HTMLInputElement>('input[type=file]')
if (form && input) bringFiles(form, input)
