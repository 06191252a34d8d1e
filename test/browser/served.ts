import type { Services } from '../../src/app/services.ts'
import { listen } from '../../src/listen.ts'
import type { AppOptions } from '../../src/web/app.tsx'
import { createSite } from '../../src/web/page-cache/site.ts'

/** The real application with its page cache on a free port of this machine. */
export async function served(
  services: Services,
  options: AppOptions,
): Promise<{ url: string; close: () => Promise<void> }> {
  const listener = await listen('127.0.0.1', 0)
  const site = createSite(services, options)
  listener.answerWith((request, env) => site.fetch(request, env as object), site.answer)
  return { url: `http://127.0.0.1:${listener.port}`, close: listener.close }
}
