import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export interface RasterFiles {
  /** Folder of the installed project. */
  readonly root: string
  /** Files of the body's own fonts. */
  readonly fonts?: readonly string[]
}

/** The font that comes with the typesetter: for labels, and where a PDF only names a Chinese font. */
const serif = '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'

/** Megabytes of script memory; a file that needs more ends the process and nothing else. */
const memory = 1024

/** Forks the process that draws pages. It knows nothing of the environment, in which passwords may stand. */
export function startRasterProcess({ root, fonts = [] }: RasterFiles): ChildProcess {
  const { resolve } = createRequire(join(root, 'packages/typeset/package.json'))
  return fork(join(root, 'packages/raster/process.js'), [resolve(serif), ...fonts], {
    env: {},
    execArgv: [`--max-old-space-size=${memory}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}
