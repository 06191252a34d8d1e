// Builds dist/ from src/. Several builds at once do no harm: each file is moved into place whole, main.js last.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { fingerprint, root, stampFile } from './set-up.mjs'

/**
 * Bundled although installed: these few pieces of a library of many files let the command line start without reading
 * the rest of it.
 */
const bundled = /^zod\/(mini|v4\/locales\/)/

/** Leaves what npm installs where it is. */
const installed = {
  name: 'installed',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) =>
      kind === 'entry-point' || bundled.test(path) || importer.includes('node_modules')
        ? undefined
        : { path, external: true },
    )
  },
}

function put(path, contents) {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, contents)
  renameSync(unfinished, path)
}

/** Chunks of earlier builds stay for a week: a server that still runs on them may load one late. */
function removeOldChunks(folder) {
  const week = 7 * 24 * 3600 * 1000
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > week) rmSync(path, { force: true })
  }
}

export async function bundle(entry, folder) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, entry)],
    outdir: join(root, folder),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins: [installed],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    chunkNames: 'chunks/[name]-[hash]',
    logLevel: 'warning',
  })
  const isEntry = ({ path }) => path === join(root, folder, 'main.js')
  for (const file of outputFiles.filter((file) => !isEntry(file))) put(file.path, file.contents)
  for (const file of outputFiles.filter(isEntry)) put(file.path, file.contents)
  // Else its service stays a child of the server that this very process becomes.
  await esbuild.stop()
  removeOldChunks(join(root, folder, 'chunks'))
}

/** Scripts of pages, for the browser. */
async function bundleIslands() {
  const folder = join(root, 'src/web/islands')
  const { outputFiles } = await esbuild.build({
    entryPoints: readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
    outdir: join(root, 'dist/assets'),
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'warning',
  })
  for (const { path, contents } of outputFiles) put(path, contents)
}

export async function build() {
  const stamp = fingerprint(['src'])
  await bundleIslands()
  await bundle('src/main.ts', 'dist')
  const assets = join(root, 'src/web/assets')
  if (existsSync(assets)) cpSync(assets, join(root, 'dist/assets'), { recursive: true })
  put(stampFile, stamp)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch((error) => {
    // esbuild itself has told the faults of the sources.
    if (!error.errors) throw error
    process.exit(1)
  })
}
