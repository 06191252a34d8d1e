import { printables } from '../../../../app/print-paper.ts'
import type { PlainDate } from '../../../../domain/calendar/plain-date.ts'
import { type LetterKind, letterKinds } from '../../../../domain/request/letters/kinds.ts'
import type { LetterLine } from '../../../../store/letters.ts'
import { paths } from '../../../paths.ts'
import { chineseDay } from '../../../report/numerals.ts'
import { RedactButton } from '../redaction/redact-button.tsx'
import type { Beside } from './beside.ts'
import { deliveredWords } from './delivery-words.ts'
import { allows, type DossierView } from './view.ts'

/** By these a third party or a body that made it too is asked. */
const asksFor: readonly LetterKind[] = ['third-party-consultation', 'co-maker-consultation']

/** Letters to the applicant bear their name: the list shows it masked. */
const addressee = ({ kind, addressee: to }: LetterLine, { row }: DossierView) =>
  letterKinds[kind].to === 'applicant' ? row.masked_name : to

/** The delivery of a letter that asks somebody is recorded with the asking: their workdays run from it (art. 32). */
function deliveredOn(letter: LetterLine, { dossier }: DossierView): PlainDate | undefined {
  const served = dossier.deliveries.findLast(({ letterId }) => letterId === letter.id)
  const asked = dossier.parties.findLast(
    ({ party, askedOn }) => asksFor.includes(letter.kind) && party === letter.addressee && askedOn === letter.issuedOn,
  )
  return served?.on ?? asked?.delivered
}

/** A number, or for papers without one their day; whoever may not open it sees that it is there. */
function LetterLink({ view, letter }: { readonly view: DossierView; readonly letter: LetterLine }) {
  const { agencyId, id } = view.key
  const name = letter.number ?? letter.issuedOn
  if (!allows(view, 'read-file')) return <>{name}</>
  return (
    <>
      <a href={paths.requestLetter(agencyId, id, letter.id, 'pdf')}>{name}</a>{' '}
      <a class="go" href={paths.requestLetter(agencyId, id, letter.id, 'docx')}>
        DOCX<span class="sr-only">（{name}）</span>
      </a>
    </>
  )
}

const shortTitle = ({ kind }: LetterLine) => letterKinds[kind].title.replace(/^政府信息(?:公开)?(?:申请)?/, '')

/** The letters that went out, with their delivery. */
export function LettersPanel({ view }: { readonly view: DossierView }) {
  return (
    <section class="panel" id="letters">
      <h2>文书</h2>
      {view.letters.length === 0 && <p class="missing">还没有发出文书。</p>}
      {view.letters.length > 0 && (
        <dl class="facts">
          {view.letters.map((letter) => (
            <>
              <dt>{shortTitle(letter)}</dt>
              <dd>
                <LetterLink view={view} letter={letter} />
                <small>
                  致 {addressee(letter, view)} · {letter.issuedOn} · {deliveredWords(deliveredOn(letter, view))}
                </small>
              </dd>
            </>
          ))}
        </dl>
      )}
      {allows(view, 'reveal-applicant') && <PrintForms view={view} />}
    </section>
  )
}

/** Papers with the applicant's data: printing them is looking at them. */
function PrintForms({ view: { key } }: { readonly view: DossierView }) {
  return (
    <div class="print-forms">
      {Object.entries(printables).map(([kind, { says }]) => (
        <form method="post" action={paths.requestAction(key.agencyId, key.id, kind)}>
          <button class="ds-button" data-variant="tertiary" type="submit">
            {says}（留痕）
          </button>
        </form>
      ))}
    </div>
  )
}

const sizeWords = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** What was added to the dossier as files. */
export function FilesPanel({ view, beside: { files } }: { readonly view: DossierView; readonly beside: Beside }) {
  const { agencyId, id } = view.key
  if (!allows(view, 'read-file')) return null
  return (
    <section class="panel" id="files">
      <h2>材料</h2>
      {files.length === 0 && <p class="missing">还没有材料。</p>}
      {files.length > 0 && (
        <ul class="beside-list">
          {files.map((file) => (
            <li>
              <a href={paths.requestFile(agencyId, id, file.id)}>{file.name}</a>
              <small>
                {sizeWords(file.size)} · {file.person} · {chineseDay(file.addedAt)}
                {file.mediaType !== '' && ` · ${file.scanned || '未经查毒'}`}
              </small>
              <RedactButton view={view} file={file} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
