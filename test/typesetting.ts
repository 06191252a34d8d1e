import type { ChildProcess } from 'node:child_process'
import { afterAll } from 'vitest'
import { startTypesettingProcess, type TypesettingFiles } from '../src/formats/typeset/start-process.ts'
import { createTypesetter, type TypesetterSettings } from '../src/formats/typeset/typesetter.ts'
import { root } from './database.ts'

/** The typesetter of the real program, ended after the tests of the file; `started` are the processes that it forked. */
export function useTypesetter(settings: Partial<TypesetterSettings> & Partial<TypesettingFiles> = {}) {
  const started: ChildProcess[] = []
  const start = () => {
    const child = startTypesettingProcess({ root, ...settings })
    started.push(child)
    return child
  }
  const typesetter = createTypesetter({ start, ...settings })
  afterAll(typesetter.close)
  return { ...typesetter, started }
}
