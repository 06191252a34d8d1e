/** Personal data of an applicant (`applicant.sealed`): opens for this body alone. */
export const applicantContext = (agencyId: number): string => `agency ${agencyId} applicant`

/** Secret of a person's second factor (`account.totp_secret`): opens for this account alone. */
export const totpContext = (accountId: number): string => `account ${accountId} totp`
