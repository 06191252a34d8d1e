import type { Link } from '../../../domain/trail/link.ts'
import { kindSays } from '../../../domain/trail/link-words.ts'

/** The details of a link; empty where its text cannot be read. */
export function detailsOf({ text }: Pick<Link, 'text'>): Readonly<Record<string, unknown>> {
  try {
    const { details } = JSON.parse(text) as { readonly details?: unknown }
    return typeof details === 'object' && details !== null ? (details as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}

/** What a link tells, and the reason where one was given. */
export function LinkWords({ link }: { readonly link: Link }) {
  const { reason } = detailsOf(link)
  return (
    <>
      {kindSays(link.kind)}
      {typeof reason === 'string' && reason !== '' && <small>{reason}</small>}
    </>
  )
}
