import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPaper } from '../../src/formats/open-paper.ts'
import { createTypesetter } from '../../src/formats/typeset/typesetter.ts'
import { TypesettingFailed } from '../../src/formats/typeset/typesetting-failed.ts'
import { root } from '../database.ts'
import { useTypesetter } from '../typesetting.ts'

const templates = join(root, 'test/formats/typeset-templates')
const letter = (text: string) => ({ title: '回执', text })

async function textOf(pdf: Uint8Array): Promise<string> {
  const opened = await openPaper(Uint8Array.from(pdf))
  if (opened.kind !== 'paper') throw new Error(JSON.stringify(opened))
  return opened.paper.text
}

/** The fault of a document that is not set. */
async function faultOf(document: Promise<Uint8Array>): Promise<TypesettingFailed> {
  const fault = await document.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(fault instanceof TypesettingFailed)) throw new Error(`no fault of typesetting: ${fault}`)
  return fault
}

const gone = async (child: ChildProcess | undefined) => {
  if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

describe('A document', () => {
  const { pdf, started } = useTypesetter({ templates })

  it('is set with the words that it is given', async () => {
    expect(await textOf(await pdf('letter', letter('收到申请三件。')))).toContain('收到申请三件。')
  })

  it('is set by the one process for all of them, also when many are wanted at once', async () => {
    const words = Array.from({ length: 12 }, (_, at) => `第${at + 1}号回执。`)
    const pdfs = await Promise.all(words.map((text) => pdf('letter', letter(text))))
    for (const [at, text] of words.entries()) expect(await textOf(pdfs[at] as Uint8Array)).toContain(text)
    expect(started).toHaveLength(1)
  })

  it('prints signs that mean something to Typst as they are', async () => {
    const text = '#read("letter.typ") *粗* _斜_ $x^2$ = 标题 @引用 <签> \\u{41} // 完'
    const printed = await textOf(await pdf('letter', letter(text)))
    expect(printed.replaceAll(' ', '')).toContain(text.replaceAll(' ', ''))
  })

  it('is the same to the byte for the same words', async () => {
    const [one, other] = [await pdf('letter', letter('同样。')), await pdf('letter', letter('同样。'))]
    expect(Buffer.compare(one, other)).toBe(0)
  })

  it('is marked as accessible (PDF/UA-1)', async () => {
    expect(Buffer.from(await pdf('letter', letter('无障碍。'))).toString('latin1')).toMatch(/pdfuaid:part>1</)
  })

  it('is set where no font holds a character, and where half a character was given', async () => {
    const bytes = await pdf('letter', letter('罕见字\u{10fffd}、半个\ud83d，其余照常。'))
    expect(await textOf(bytes)).toContain('其余照常。')
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('pdfuaid:part')
  })

  it('is refused where its template is not there or does not fit, and the next one is set', async () => {
    const [absent, unfit] = [await faultOf(pdf('absent', {})), await faultOf(pdf('letter', { title: '只有标题' }))]
    expect([absent.code, unfit.code]).toEqual(['template', 'template'])
    expect(absent.cause).toMatch(/^absent\.typ: .*not found/)
    expect(unfit.cause).toMatch(/^letter\.typ: .*text/)
    expect(await textOf(await pdf('letter', letter('下一份。')))).toContain('下一份。')
  })

  it('brings nothing from outside the folder of templates', async () => {
    expect((await faultOf(pdf('outside', {}))).cause).toContain('access denied')
  })

  it('is not begun when whoever wanted it has gone', async () => {
    const leaving = new AbortController()
    const first = pdf('letter', letter('先来的。'))
    const second = pdf('letter', letter('走了的。'), { signal: leaving.signal })
    leaving.abort(new Error('left'))
    await expect(second).rejects.toThrow('left')
    expect(await textOf(await first)).toContain('先来的。')
  })
})

describe('The process that sets documents', () => {
  it('does not start before there is something to set', async () => {
    const { started, close } = useTypesetter()
    await close()
    expect(started).toHaveLength(0)
  })

  it('is ended at a document that takes too long, and a new one sets the next', async () => {
    const { pdf, started } = useTypesetter({ templates, timeLimit: 3_000 })
    const [endless, next] = [faultOf(pdf('endless', {})), pdf('letter', letter('照常。'))]
    expect((await endless).code).toBe('too-slow')
    expect(await textOf(await next)).toContain('照常。')
    expect(started).toHaveLength(2)
    await gone(started[0])
    expect(started[0]?.signalCode).toBe('SIGKILL')
  })

  it('takes no other document along when it is aborted, as Rust does where it panics', async () => {
    const { pdf, started } = useTypesetter({ templates })
    await pdf('letter', letter('热身。'))
    const [lost, next] = [faultOf(pdf('endless', {})), pdf('letter', letter('后一份。'))]
    await pause(100)
    started[0]?.kill('SIGABRT')
    expect(await lost).toMatchObject({ code: 'crashed', cause: 'SIGABRT' })
    expect(await textOf(await next)).toContain('后一份。')
  })

  it('is replaced where it ended between two documents', async () => {
    const { pdf, started } = useTypesetter({ templates })
    await pdf('letter', letter('第一份。'))
    started[0]?.kill('SIGKILL')
    await gone(started[0])
    expect(await textOf(await pdf('letter', letter('第二份。')))).toContain('第二份。')
  })

  it('ends when it has long had nothing to do, and starts again', async () => {
    const { pdf, started } = useTypesetter({ templates, idleLimit: 150 })
    await pdf('letter', letter('第一份。'))
    await gone(started[0])
    expect(await textOf(await pdf('letter', letter('第二份。')))).toContain('第二份。')
    expect(started).toHaveLength(2)
  })

  it('gives its memory back after a document that took too much of it', async () => {
    const { pdf, started } = useTypesetter({ templates, mostMemory: 1 })
    expect(await textOf(await pdf('letter', letter('第一份。')))).toContain('第一份。')
    expect(await textOf(await pdf('letter', letter('第二份。')))).toContain('第二份。')
    expect(started).toHaveLength(2)
    await gone(started[0])
  })

  it('does not end of idleness while it works', async () => {
    const { pdf, started } = useTypesetter({ templates, idleLimit: 1 })
    const documents = Array.from({ length: 5 }, () => pdf('letter', letter('一份。')))
    expect(await Promise.all(documents)).toHaveLength(5)
    expect(started).toHaveLength(1)
  })

  it('ends with the site; what is under way and what waits is refused', async () => {
    const { pdf, started, close } = useTypesetter({ templates })
    await pdf('letter', letter('开始。'))
    const faults = [faultOf(pdf('endless', {})), faultOf(pdf('letter', letter('等着。')))]
    await pause(50)
    await close()
    expect((await Promise.all(faults)).map(({ code }) => code)).toEqual(['closed', 'closed'])
    expect((await faultOf(pdf('letter', letter('太晚。')))).code).toBe('closed')
    await gone(started[0])
    expect(started).toHaveLength(1)
  })

  it('ends by itself when the site is gone', async () => {
    const { pdf, started } = useTypesetter({ templates })
    await pdf('letter', letter('一份。'))
    started[0]?.disconnect()
    await gone(started[0])
    expect(started[0]?.exitCode).toBe(0)
  })

  it('does not end at Ctrl+C, which reaches it too: the site decides', async () => {
    const { pdf, started } = useTypesetter({ templates })
    await pdf('letter', letter('第一份。'))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) started[0]?.kill(signal)
    await pdf('letter', letter('第二份。'))
    expect(started).toHaveLength(1)
  })

  it('that cannot be started is told as that', async () => {
    const start = () => spawn(join(templates, 'no-such-program'), [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    const { pdf, close } = createTypesetter({ start })
    expect((await faultOf(pdf('letter', letter('一份。')))).code).toBe('not-started')
    await close()
  })

  it('lets only so many documents wait', async () => {
    const { pdf } = useTypesetter({ templates, mostWaiting: 2 })
    const two = [pdf('letter', letter('一。')), pdf('letter', letter('二。'))]
    expect((await faultOf(pdf('letter', letter('三。')))).code).toBe('busy')
    await Promise.all(two)
    expect(await textOf(await pdf('letter', letter('四。')))).toContain('四。')
  })

  it('asks nothing of the network', async () => {
    const heard: unknown[] = []
    const proxy = createServer((socket) => heard.push(socket.destroy())).listen(0, '127.0.0.1')
    onTestFinished(() => void proxy.close())
    await once(proxy, 'listening')
    const { port } = proxy.address() as { port: number }
    const env = { https_proxy: `http://127.0.0.1:${port}`, HTTPS_PROXY: `http://127.0.0.1:${port}` }
    const start = () =>
      fork(join(root, 'packages/typeset/process.js'), [templates], { env, execArgv: [], serialization: 'advanced' })
    const { pdf } = useTypesetter({ start })
    expect((await faultOf(pdf('network', {}))).cause).toContain('failed to download package')
    expect(heard).toEqual([])
  })
})
