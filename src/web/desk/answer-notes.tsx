/** What came of a form, at the head of the page that follows: done, or why not. */
export function AnswerNotes({
  done,
  refusal,
}: {
  readonly done?: string | undefined
  readonly refusal?: string | undefined
}) {
  return (
    <>
      {done && (
        <p class="banner" role="status">
          {done}
        </p>
      )}
      {refusal && (
        <div class="ds-alert" data-color="danger" role="alert">
          {refusal}
        </div>
      )}
    </>
  )
}
