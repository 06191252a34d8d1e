import type { Hono } from 'hono'
import type { Env } from './context.ts'

/** Methods that some page answers at this address; none where there is no page. */
export function allowedMethods(app: Hono<Env>, path: string): readonly string[] {
  const answers = (method: string) => app.router.match(method, path)[0].some(([[, route]]) => route.method === method)
  return ['GET', 'POST'].filter(answers).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}
