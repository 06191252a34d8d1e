import { findDatabase } from './library.ts'
import { openJobs } from './open-jobs.ts'
import { openServices } from './open-services.ts'
import { type ServerSurroundings, stay, until } from './stay.ts'

/** Does the jobs that are waiting, without the site, until it is told to stop; gives the exit status. */
export const work = (around: ServerSurroundings): Promise<number> =>
  stay(around, async (start) => {
    const address = await findDatabase(start)
    const { services, pool } = await openServices(start, address)
    await openJobs(start, { address, services, pool })
    around.out('Gongkai 后台任务已开始运行。\n停止：按 Ctrl+C\n')
    await until(around.stop)
  })
