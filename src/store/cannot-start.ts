/** Thrown where the program cannot start; the message is one sentence for the operator: what is wrong, what to do. */
export class CannotStart extends Error {
  override readonly name: string = 'CannotStart'
}

interface SystemError extends Error {
  readonly code?: string
  readonly path?: string
}

/** The sentence for a failed access to a file or folder, where the operator can do something about it. */
function sayFileFault(error: unknown, folder: string): string | undefined {
  const { code } = error as SystemError
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `磁盘已满，无法写入数据目录 ${folder}。请腾出至少 200 MB 空间后再启动。`
  if (code === 'EROFS')
    return `磁盘是只读的，无法写入数据目录 ${folder}。请换用可写的磁盘，或用 GONGKAI_DATA 另指一个目录。`
  if (code === 'EACCES' || code === 'EPERM')
    return `当前用户无权读写数据目录 ${folder}。请改用它的属主来启动，或用 GONGKAI_DATA 另指一个目录。`
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return `数据目录 ${folder} 的路径上有一个同名文件，请用 GONGKAI_DATA 另指一个目录。`
  if (code === 'ENOENT') return `无法建立数据目录 ${folder}，它的上级目录可能不可写。请用 GONGKAI_DATA 另指一个目录。`
  return undefined
}

/** Runs `work`; a fault of the file system that the operator can mend becomes a {@link CannotStart}. */
export async function orCannotStart<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const sentence = sayFileFault(error, folder)
    if (sentence === undefined) throw error
    throw new CannotStart(sentence, { cause: error })
  }
}
