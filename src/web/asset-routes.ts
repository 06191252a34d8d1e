import { Hono } from 'hono'
import type { Asset } from './assets.ts'
import type { Env } from './context.ts'
import { patterns } from './paths.ts'

/** Serves files whose name holds their hash, compressed beforehand. */
export function assetRoutes(assets: readonly Asset[]): Hono<Env> {
  const byFile = new Map(assets.map((asset) => [asset.file, asset]))
  return new Hono<Env>().get(patterns.asset, (c, next) => {
    const asset = byFile.get(c.req.param('file'))
    if (!asset) return next()
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Content-Type', asset.type)
    c.header('ETag', `"${asset.file}"`)
    c.header('Vary', 'Accept-Encoding')
    if (c.req.header('if-none-match') === `"${asset.file}"`) return c.body(null, 304)
    const accepted = c.req.header('accept-encoding') ?? ''
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
    if (encoding) c.header('Content-Encoding', encoding)
    return c.body(encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.plain)
  })
}
