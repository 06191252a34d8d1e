import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Browser flows and real servers take a minute or more each: the last of them begins when half of the others have run. */
const long = ['/test/browser/', '/test/operations/']

class LongEarly extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => long.some((folder) => moduleId.includes(folder))
    const [early, others] = [sorted.filter(isLong), sorted.filter((file) => !isLong(file))]
    const between = Math.floor(others.length / 2 / Math.max(1, early.length))
    const first = early.flatMap((file, at) => [file, ...others.slice(at * between, (at + 1) * between)])
    return [...first, ...others.slice(early.length * between)]
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/one-server.ts'],
    env: { TZ: 'Asia/Shanghai' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Browser flows and real servers share the machine's cores with the rest, and wait for each other now and then.
    maxWorkers: 3,
    sequence: { sequencer: LongEarly },
  },
})
