import type { Child } from 'hono/jsx'

/** A frame in which a wide table scrolls, also by keyboard. */
export function Scroll({ label, children }: { readonly label: string; readonly children?: Child }) {
  return (
    <section class="scroll" tabindex={0} aria-label={label}>
      {children}
    </section>
  )
}
