import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Services } from '../../src/app/services.ts'
import { type AppOptions, createApp } from '../../src/web/app.tsx'

/** The real application on a free port of this machine. */
export async function served(
  services: Services,
  options: AppOptions,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = serve({ fetch: createApp(services, options).fetch, hostname: '127.0.0.1', port: 0 })
  if (!server.listening) await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
