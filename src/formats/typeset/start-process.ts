import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

export interface TypesettingFiles {
  /** Folder of the installed project. */
  readonly root: string
  /** Folder of templates; absent: the project's own. */
  readonly templates?: string
  /** Folder of the body's own fonts. */
  readonly fonts?: string
}

/** Forks the process that sets documents. It knows nothing of the environment, in which passwords may stand. */
export function startTypesettingProcess({ root, templates, fonts }: TypesettingFiles): ChildProcess {
  const folders = [templates ?? join(root, 'data'), ...(fonts === undefined ? [] : [fonts])]
  return fork(join(root, 'packages/typeset/process.js'), folders, {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}
