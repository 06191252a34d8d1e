interface PagesProps {
  readonly page: number
  readonly pages: number
  readonly at: (page: number) => string
}

const around = 2

/** First and last page and those around this one; 0 stands for a gap. */
function pageNumbers(page: number, pages: number): readonly number[] {
  const near = Array.from({ length: 2 * around + 1 }, (_, index) => page - around + index)
  const shown = [...new Set([1, ...near, pages])].filter((one) => one >= 1 && one <= pages).sort((a, b) => a - b)
  return shown.flatMap((one, index) => (index > 0 && one - (shown[index - 1] ?? 0) > 1 ? [0, one] : [one]))
}

/** Ways to the other pages of a list. */
export function Pages({ page, pages, at }: PagesProps) {
  if (pages < 2) return null
  return (
    <nav class="pages" aria-label="分页">
      {page > 1 && <a href={at(page - 1)}>上一页</a>}
      {pageNumbers(page, pages).map((one) =>
        one === 0 ? (
          <span>…</span>
        ) : one === page ? (
          <b aria-current="page">{one}</b>
        ) : (
          <a href={at(one)} aria-label={`第 ${one} 页`}>
            {one}
          </a>
        ),
      )}
      {page < pages && <a href={at(page + 1)}>下一页</a>}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
    </nav>
  )
}
