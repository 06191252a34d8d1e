import { actionOf } from '../../domain/request/actions.ts'
import { type Dossier, foldDossier } from '../../domain/request/dossier.ts'
import { givenFiles, isDeliveredByReading, lettersForApplicant } from '../../domain/request/given-papers.ts'
import { findAgency } from '../../store/agencies.ts'
import { findLetter } from '../../store/letters.ts'
import { findRequestFileBytes } from '../../store/request-files.ts'
import { findEntries, type RequestKey } from '../../store/requests.ts'
import { addFacts } from '../act-on-request.ts'
import { lookFor } from '../look.ts'
import type { Services } from '../services.ts'
import { withOwnRequest } from './act-as-applicant.ts'

/** A letter or file as it goes to the applicant. */
export interface TakenPaper {
  readonly name: string
  readonly bytes: Uint8Array
}

async function dossierOf(services: Services, key: RequestKey): Promise<Dossier | undefined> {
  const agency = await findAgency(services.db, key.agencyId)
  return agency && foldDossier(await findEntries(services.db, key), await lookFor(services, agency))
}

const minute = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' })

const mayBeDelivered = (dossier: Dossier, letterId: number) =>
  isDeliveredByReading(dossier, letterId) && actionOf('deliver').in.includes(dossier.status)

/** Reading a letter that was sent over the site is its delivery, once: what was read again changes nothing. */
async function noteDelivery(services: Services, key: RequestKey, letterId: number): Promise<void> {
  await withOwnRequest(services, key, async (held) => {
    const { dossier, look, at, row } = held
    if (!mayBeDelivered(dossier, letterId)) return { ok: true, version: row.version }
    const proof = `申请人于 ${minute.format(at)} 网上下载`
    return addFacts(held, [{ happened: 'served', on: look.today, letterId, way: 'online', proof }])
  })
}

/** Whether taking it counts as reading: a browser that only asks how large it is has read nothing. */
interface Taking {
  readonly isRead: boolean
}

/** A letter that is for the applicant; undefined where there is none of that id for them. */
export async function takeLetter(
  services: Services,
  key: RequestKey,
  letterId: number,
  { isRead }: Taking,
): Promise<TakenPaper | undefined> {
  const dossier = await dossierOf(services, key)
  if (!dossier || !lettersForApplicant(dossier).includes(letterId)) return undefined
  const letter = await findLetter(services.db, key, letterId)
  if (!letter) return undefined
  if (isRead && mayBeDelivered(dossier, letterId)) await noteDelivery(services, key, letterId)
  return { name: `${letter.number ?? letter.title}.pdf`, bytes: letter.pdf }
}

/** A file that was given with a reply; reading it shows that the reply arrived. */
export async function takeFile(
  services: Services,
  key: RequestKey,
  fileId: number,
  { isRead }: Taking,
): Promise<TakenPaper | undefined> {
  const dossier = await dossierOf(services, key)
  const given = dossier && givenFiles(dossier).findLast((one) => one.fileId === fileId)
  const file = given && (await findRequestFileBytes(services.db, key, fileId))
  if (!file) return undefined
  if (isRead && mayBeDelivered(dossier, given.letterId)) await noteDelivery(services, key, given.letterId)
  return { name: given.name, bytes: file.bytes }
}
