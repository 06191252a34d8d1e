import { removeOldDrafts } from '../app/public/drafts.ts'
import type { Job } from './job.ts'

/** Every hour: what the public wrote and did not file is not kept longer than it was told. */
export const removeDraftsJob: Job = {
  name: 'remove-drafts',
  every: '25 * * * *',
  run: async (services, stop) => {
    const drafts = await removeOldDrafts(services, stop)
    if (drafts > 0) services.log.info({ drafts }, 'drafts removed')
  },
}
