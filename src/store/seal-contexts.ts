/** Personal data of an applicant (`applicant.sealed`): opens for this body alone. */
export const applicantContext = (agencyId: number): string => `agency ${agencyId} applicant`

/** A request that somebody is writing on the portal (`public_draft.sealed`). */
export const draftContext = (agencyId: number): string => `agency ${agencyId} draft`

/** A mail to an applicant (`outgoing_mail.sealed`): opens for this body alone. */
export const mailContext = (agencyId: number): string => `agency ${agencyId} mail`

/** Secret of a person's second factor (`account.totp_secret`): opens for this account alone. */
export const totpContext = (accountId: number): string => `account ${accountId} totp`
