import { hexOf, sha256Of } from '../sha256.ts'
import type { Mail } from './mailer.ts'

const idOf = (key: string) => hexOf(sha256Of(Buffer.from(key))).slice(0, 32)

/** A mail as nodemailer takes it: equal mails make equal messages, so that whoever gets one twice can tell. */
export const messageOf = ({ key, to, subject, text, at }: Mail, from: string) => ({
  from: { name: '', address: from },
  to: { name: '', address: to },
  subject,
  text,
  date: at,
  messageId: `<${idOf(key)}@${from.slice(from.lastIndexOf('@') + 1)}>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
})
