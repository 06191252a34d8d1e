import type { Region } from '../../../../domain/redaction/regions.ts'
import { Pager } from '../../pager.tsx'
import { picturePath, type RedactionView, redactionPath, suggestionsOf } from './redaction-view.ts'

/** Marks of the page, with their numbers in the list beside it. */
function Boxes({ at, size }: { readonly at: RedactionView; readonly size: PageSize }) {
  const { marks } = at.redaction
  return (
    <g class="marks">
      {marks.flatMap((mark, nth) =>
        mark.page === at.page
          ? [
              <rect class="mark" {...inPoints(mark, size)} />,
              <text x={mark.left * size.width + 2} y={mark.top * size.height + 8}>
                {nth + 1}
              </text>,
            ]
          : [],
      )}
      {at.isOpen &&
        suggestionsOf(at.redaction, at.page).flatMap(({ regions }) =>
          regions
            .filter(({ page }) => page === at.page)
            .map((region) => <rect class="found" {...inPoints(region, size)} />),
        )}
    </g>
  )
}

interface PageSize {
  readonly width: number
  readonly height: number
}

const inPoints = ({ left, top, width, height }: Region, size: PageSize) => ({
  x: left * size.width,
  y: top * size.height,
  width: width * size.width,
  height: height * size.height,
})

/** A page of the file with its marks; a script lets one draw on it. */
export function Leaf({ at }: { readonly at: RedactionView }) {
  const { redaction, page } = at
  const size = redaction.pages[page - 1] ?? { width: 1, height: 1 }
  const count = redaction.marks.filter((mark) => mark.page === page).length
  return (
    <section class="leaf" aria-label="页面">
      <Pager page={page} pages={redaction.pages.length} pathOf={(number) => redactionPath(at, { page: number })} />
      <svg
        id="leaf"
        class={at.isOpen ? 'open' : undefined}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={`第 ${page} 页，遮盖 ${count} 处`}
      >
        <image href={picturePath(at, page, false)} width={size.width} height={size.height} preserveAspectRatio="none" />
        <Boxes at={at} size={size} />
      </svg>
    </section>
  )
}
