import { sendWaitingMail } from '../app/mail/send-waiting.ts'
import { mailJob } from '../app/mail/tell-applicant.ts'
import type { Job } from './job.ts'

/** Asked for whenever mail was laid aside; each minute besides, for what could not be sent or asked for. */
export const sendMailJob: Job = {
  name: mailJob,
  every: '* * * * *',
  missed: 'left',
  run: async (services, stop) => {
    const { sent, failed } = await sendWaitingMail(services, { stop })
    if (sent + failed > 0) services.log.info({ sent, failed }, 'mail sent')
  },
}
