/** Something that is not allowed, said so that one learns what is. */
export interface Refusal {
  readonly code: string
  /** What is refused, why, and what is possible instead, for people. */
  readonly says: string
  /** Article of the law, as 条例第四十九条. */
  readonly article?: string
}
