import { spawnSync } from 'node:child_process'

/** PostgreSQL refuses to run as root, so root lends it another identity. */
export interface Identity {
  readonly kind: 'self' | 'namespace' | 'setuid'
  /** Owner that the files must have, where it is not simply whoever runs the program. */
  readonly owner?: number
}

/** The user and group `nobody`. */
export const nobody = 65534

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** The environment of PostgreSQL's programs: fixed, so that no variable of the operator changes what they do. */
export const postgresEnvironment = { PATH: searchPath, LC_ALL: 'C', TZ: 'Asia/Shanghai' } as const

const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`]

/** A user namespace as root keeps every file root's own; where it is forbidden (as in many containers), setuid. */
export function chooseIdentity(): Identity {
  if (process.getuid?.() !== 0) return { kind: 'self' }
  const trial = spawnSync('unshare', [...namespace, 'true'], { env: postgresEnvironment, stdio: 'ignore' })
  return trial.status === 0 ? { kind: 'namespace', owner: 0 } : { kind: 'setuid', owner: nobody }
}

export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

/** How to start `program` under the identity. */
export function launchAs(identity: Identity, program: string, args: readonly string[]): Launch {
  if (identity.kind === 'namespace') return { command: 'unshare', args: [...namespace, program, ...args] }
  if (identity.kind === 'setuid') return { command: program, args, uid: nobody, gid: nobody }
  return { command: program, args }
}

/** Whether the identity can enter `folder` and read it. */
export function canEnter(identity: Identity, folder: string): boolean {
  if (identity.kind !== 'setuid') return true
  const trial = spawnSync('sh', ['-c', 'cd "$1" && ls . >/dev/null', 'sh', folder], {
    env: postgresEnvironment,
    stdio: 'ignore',
    uid: nobody,
    gid: nobody,
  })
  return trial.status === 0
}
