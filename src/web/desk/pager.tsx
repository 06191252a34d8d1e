interface PagerProps {
  readonly page: number
  readonly pages: number
  readonly pathOf: (page: number) => string
}

/** The way through a list of several pages; nothing where there is one. */
export function Pager({ page, pages, pathOf }: PagerProps) {
  if (pages < 2) return null
  return (
    <nav class="pages" aria-label="分页">
      {page > 1 && <a href={pathOf(page - 1)}>上一页</a>}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && <a href={pathOf(page + 1)}>下一页</a>}
    </nav>
  )
}
