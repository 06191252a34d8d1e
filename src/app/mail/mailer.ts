/** A mail to one person. */
export interface Mail {
  /** Of all bodies and times: the same key is the same mail, however often it is sent. */
  readonly key: string
  /** Address of one person, without a name. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly at: Date
}

/** Sends mail: into a folder, or over SMTP. */
export interface Mailer {
  /**
   * Settles when the mail is out of our hands; it may be sent again with the same key.
   *
   * @throws {MailNotSent}
   */
  readonly send: (mail: Mail) => Promise<void>
}

/** A mail did not go out; the message names nobody. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent'
  /** The way is closed for every mail, not for this one alone. */
  readonly isClosed: boolean

  constructor(message: string, isClosed: boolean) {
    super(message)
    this.isClosed = isClosed
  }
}
