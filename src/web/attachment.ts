/** Signs that RFC 8187 wants written as %XX, besides those that `encodeURIComponent` does. */
const alsoEncoded = /['()*!]/g

const encoded = (name: string) =>
  encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    alsoEncoded,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/**
 * `Content-Disposition` for a file to keep (RFC 6266): its name, and a plain one for programs that know only ASCII.
 *
 * @param plain letters, digits, `-` and `.` alone
 */
export function attachment(name: string, plain: string): string {
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`
}
