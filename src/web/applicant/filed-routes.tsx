import { Hono } from 'hono'
import type { Receipt } from '../../app/public/file-request.ts'
import type { Services } from '../../app/services.ts'
import { dayInChina } from '../../domain/calendar/plain-date.ts'
import { submissionReceipt } from '../../domain/request/letters/submission-receipt.ts'
import { typesetSubmissionReceipt } from '../../formats/letters/typeset-submission-receipt.ts'
import { TypesettingFailed } from '../../formats/typeset/typesetting-failed.ts'
import { findAgency } from '../../store/agencies.ts'
import { findOffice } from '../../store/disclosure-offices.ts'
import { findRequest } from '../../store/requests.ts'
import { attachment } from '../attachment.ts'
import type { Ctx, Env } from '../context.ts'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { siteAddress } from '../site-address.ts'
import { forgetReceipt, receiptIn } from './cookies.ts'
import { FiledPage } from './filed-page.tsx'

/** Without the typesetter the page itself can be printed. */
function unset(error: unknown): undefined {
  if (!(error instanceof TypesettingFailed)) throw error
}

/** What a browser has just filed: shown for a while, printed, forgotten. */
export function filedRoutes(services: Services): Hono<Env> {
  const { db, seals, now, typeset, publicUrl } = services

  const withReceipt = (answer: (c: Ctx, about: Awaited<ReturnType<typeof read>>) => Promise<Response>) => {
    return async (c: Ctx) => {
      const receipt = receiptIn(c, seals, now())
      return receipt ? answer(c, await read(receipt)) : c.redirect(paths.follow, 303)
    }
  }

  async function read(receipt: Receipt) {
    const { agencyId } = receipt
    const [agency, office, row] = await Promise.all([
      findAgency(db, agencyId),
      findOffice(db, agencyId),
      findRequest(db, receipt),
    ])
    if (!agency || !row) throw new Error('What a receipt was given for is not there')
    return { receipt, organ: agency.name, office, content: row.content }
  }

  return new Hono<Env>()
    .get(
      paths.asked,
      withReceipt(async (c, about) => show(c, <FiledPage c={c} {...about} />)),
    )
    .post(paths.asked, (c) => {
      forgetReceipt(c)
      return c.redirect(paths.follow, 303)
    })
    .get(
      paths.askedReceipt,
      withReceipt(async (c, { receipt, organ, office, content }) => {
        const { number, receipt: no, code, filedAt } = receipt
        const followAt = `${siteAddress(c, publicUrl)}${paths.follow}`
        const submittedOn = dayInChina(filedAt)
        const paper = submissionReceipt({
          ...{ organ, number, receipt: no, code, submittedOn, content },
          phone: office.phone,
          followAt,
        })
        const pdf = await typesetSubmissionReceipt(typeset, paper, { signal: c.req.raw.signal }).catch(unset)
        if (!pdf) return show(c, <FiledPage c={c} {...{ receipt, organ, office, content }} printed={false} />, 503)
        c.header('Content-Type', 'application/pdf')
        c.header('Content-Disposition', attachment(`提交回执 ${no}.pdf`, 'receipt.pdf'))
        return c.body(new Uint8Array(pdf))
      }),
    )
}
