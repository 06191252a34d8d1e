/** `[a, b, c, d, e, f]` as in PDF: x′ = ax + cy + e, y′ = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number]

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** First `inner`, then `outer`. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [p, q, r, s, t, u] = inner
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f]
}

export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): { x: number; y: number } {
  return { x: a * x + c * y + e, y: b * x + d * y + f }
}

/** Reads six numbers from an operator's arguments, which pdf.js gives as a list or as one typed array. */
export function toMatrix(values: ArrayLike<unknown> | undefined): Matrix {
  if (values === undefined || values.length < 6) return identity
  const six: Matrix = [
    Number(values[0]),
    Number(values[1]),
    Number(values[2]),
    Number(values[3]),
    Number(values[4]),
    Number(values[5]),
  ]
  return six.every(Number.isFinite) ? six : identity
}
