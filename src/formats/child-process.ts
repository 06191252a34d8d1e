import type { ChildProcess } from 'node:child_process'

/** While a process works, nobody's program ends; an idle process keeps no program from ending. */
export function hold(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}

export function release(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}

/** A process that starts when it is first asked for, again after it has ended, and ends when it has long been idle. */
export function createProcess(start: () => ChildProcess, idleLimit: number) {
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  const end = () => {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = undefined
  }
  const begin = () => {
    const begun = start()
    // Without a listener an error would end the site; one that ends between two pieces of work is simply replaced.
    begun
      .on('error', () => undefined)
      .once('exit', () => {
        if (child === begun) child = undefined
      })
    return begun
  }
  return {
    get: () => {
      clearTimeout(idle)
      child ??= begin()
      return child
    },
    rest: () => {
      idle = setTimeout(end, idleLimit).unref()
    },
    end,
  }
}
