import { encode } from 'uqr'

/** A QR code as one path of unit squares, for an SVG of `size` units with its quiet zone. */
export interface QrCode {
  readonly size: number
  readonly path: string
}

/** Draws a text as a QR code; a seventh of it may be spoiled (level M), with four units of quiet around it. */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const runs = data.flatMap((row, y) => darkRuns(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`))
  return { size, path: runs.join('') }
}

/** Where dark squares stand side by side in a row: from where, how many. */
function darkRuns(row: readonly boolean[]): readonly (readonly [from: number, width: number])[] {
  const runs: [number, number][] = []
  row.forEach((isDark, x) => {
    const last = runs.at(-1)
    if (isDark && last && last[0] + last[1] === x) last[1] += 1
    else if (isDark) runs.push([x, 1])
  })
  return runs
}
