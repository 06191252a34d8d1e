import type { LetterKind } from './kinds.ts'
import { applicationForm } from './write-application-form.ts'
import { clarificationNotice } from './write-clarification-notice.ts'
import { coAgencyLetter } from './write-co-agency-letter.ts'
import { coMakerConsultation } from './write-co-maker-consultation.ts'
import { consultationNotice } from './write-consultation-notice.ts'
import { correctingLetter } from './write-correcting-letter.ts'
import { delayNotice } from './write-delay-notice.ts'
import { deliveryReceipt } from './write-delivery-receipt.ts'
import { envelope } from './write-envelope.ts'
import { extensionNotice } from './write-extension-notice.ts'
import { feeNotice } from './write-fee-notice.ts'
import { alreadyPublic, granted, partlyGranted } from './write-granted.ts'
import {
  notProcessedExcessive,
  notProcessedPetition,
  notProcessedPublishedMaterial,
  notProcessedReissue,
  notProcessedRepeat,
} from './write-not-processed.ts'
import {
  otherwiseClarificationLapsed,
  otherwiseFeeUnpaid,
  otherwiseNotGovernmentInformation,
  otherwiseOther,
  otherwisePartyAffairs,
  otherwiseWithdrawn,
} from './write-otherwise.ts'
import { reasonsNotice } from './write-reasons-notice.ts'
import { receipt } from './write-receipt.ts'
import { corrected, notCorrected, transferred } from './write-record-replies.ts'
import {
  refusedDeliberative,
  refusedEnforcementFile,
  refusedInternalAffairs,
  refusedProhibitedByLaw,
  refusedSecurityStability,
  refusedStateSecret,
  refusedThirdPartyRights,
} from './write-refused.ts'
import { reviewSheet } from './write-review-sheet.ts'
import { thirdPartyConsultation } from './write-third-party-consultation.ts'
import { thirdPartyDisclosureNotice } from './write-third-party-disclosure-notice.ts'
import {
  refusedRegistryQuery,
  unavailableNeedsCreating,
  unavailableNotExisting,
  unavailableNotResponsible,
  unavailableStillUnclear,
} from './write-unavailable.ts'

/** Who writes which letter, with the details that it has to be told. */
export const letterWriters = {
  'application-form': applicationForm,
  receipt,
  'clarification-notice': clarificationNotice,
  'reasons-notice': reasonsNotice,
  'delay-notice': delayNotice,
  'extension-notice': extensionNotice,
  'third-party-consultation': thirdPartyConsultation,
  'consultation-notice': consultationNotice,
  'third-party-disclosure-notice': thirdPartyDisclosureNotice,
  'co-maker-consultation': coMakerConsultation,
  'co-agency-letter': coAgencyLetter,
  'fee-notice': feeNotice,
  'reply.already-public': alreadyPublic,
  'reply.granted': granted,
  'reply.partly-granted': partlyGranted,
  'reply.refused.state-secret': refusedStateSecret,
  'reply.refused.prohibited-by-law': refusedProhibitedByLaw,
  'reply.refused.security-stability': refusedSecurityStability,
  'reply.refused.third-party-rights': refusedThirdPartyRights,
  'reply.refused.internal-affairs': refusedInternalAffairs,
  'reply.refused.deliberative': refusedDeliberative,
  'reply.refused.enforcement-file': refusedEnforcementFile,
  'reply.refused.registry-query': refusedRegistryQuery,
  'reply.unavailable.not-existing': unavailableNotExisting,
  'reply.unavailable.not-responsible': unavailableNotResponsible,
  'reply.unavailable.needs-creating': unavailableNeedsCreating,
  'reply.unavailable.still-unclear': unavailableStillUnclear,
  'reply.not-processed.petition': notProcessedPetition,
  'reply.not-processed.repeat': notProcessedRepeat,
  'reply.not-processed.published-material': notProcessedPublishedMaterial,
  'reply.not-processed.excessive': notProcessedExcessive,
  'reply.not-processed.reissue': notProcessedReissue,
  'reply.otherwise.clarification-lapsed': otherwiseClarificationLapsed,
  'reply.otherwise.fee-unpaid': otherwiseFeeUnpaid,
  'reply.otherwise.withdrawn': otherwiseWithdrawn,
  'reply.otherwise.not-government-information': otherwiseNotGovernmentInformation,
  'reply.otherwise.party-affairs': otherwisePartyAffairs,
  'reply.otherwise.other': otherwiseOther,
  'reply.corrected': corrected,
  'reply.not-corrected': notCorrected,
  'reply.transferred': transferred,
  'correcting-letter': correctingLetter,
  'review-sheet': reviewSheet,
  'delivery-receipt': deliveryReceipt,
  envelope,
} as const satisfies { readonly [Kind in LetterKind]: unknown }
