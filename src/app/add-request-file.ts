import type { Person } from '../domain/agency/person.ts'
import { appendRequestFile } from '../store/request-files.ts'
import { actOnRequest, type RequestActed, type RequestTarget } from './act-on-request.ts'
import type { Services } from './services.ts'
import { hexOf, sha256Of } from './sha256.ts'

/** Largest file of a dossier in bytes. */
export const largestRequestFile = 20 * 1024 * 1024

/** A file as it came in, its name fit to be shown. */
export interface FileBrought {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Adds files to a dossier together with the facts that say so. */
export async function addRequestFiles(
  services: Services,
  person: Person,
  target: RequestTarget,
  files: readonly FileBrought[],
): Promise<RequestActed> {
  return actOnRequest(services, person, target, 'add-file', async ({ transaction, look, at }) => {
    const facts = []
    for (const { name, bytes } of files) {
      const sha256 = sha256Of(bytes)
      // Files are given back to be saved, never shown as pages of ours: of what kind they are is not asked.
      const file = { name, sha256, addedAt: at, person: person.displayName, bytes }
      const fileId = await appendRequestFile(transaction, target, file)
      facts.push({ happened: 'file-added', on: look.today, fileId, name, sha256: hexOf(sha256) } as const)
    }
    return facts
  })
}
