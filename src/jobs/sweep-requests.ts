import { sweepRequests } from '../app/sweep-requests.ts'
import type { Job } from './job.ts'

/** At ten past midnight in China, when the statutory day has begun. */
export const sweepRequestsJob: Job = {
  name: 'sweep-requests',
  every: '10 16 * * *',
  run: async (services, stop) => {
    const swept = await sweepRequests(services, { stop })
    if (!swept) throw new Error('another process walks over the requests')
    const { dates, ...counts } = swept
    services.log.info(counts, 'requests swept')
  },
}
