// @ts-check
// The process that sets documents. Typst is native code: where it panics it ends the process that it runs in, so it
// runs in none but its own. It is forked with the folder of templates and the folders of the body's own fonts; every
// message that comes in is a document to set, every message that goes out the answer to one.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'

/**
 * @typedef {import('../../src/formats/typeset/ask-process.ts').TypesettingRequest} Request
 * @typedef {import('../../src/formats/typeset/ask-process.ts').TypesettingResult} Result
 */

const [templates = '.', ...ownFonts] = process.argv.slice(2)

// Typst would fetch an imported package from the network. No connection to port 0 can come about.
for (const name of ['http_proxy', 'https_proxy', 'all_proxy']) {
  process.env[name] = process.env[name.toUpperCase()] = 'http://127.0.0.1:0'
}

/** @param {string} file */
const folderOf = (file) => fileURLToPath(new URL('.', import.meta.resolve(`@expo-google-fonts/noto-serif-sc/${file}`)))

// Two of the eight weights: each takes 15 MB.
const serif = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'].map(folderOf)

const compiler = NodeCompiler.create({
  workspace: templates,
  fontArgs: [{ fontPaths: [...ownFonts, ...serif] }],
})

/** Documents after which Typst forgets what it has worked out and not used again; more take memory and save no time. */
const remembered = 1

/**
 * @param {Request} request
 * @returns {Result}
 */
function set({ template, data }) {
  const result = compiler.compile({ mainFilePath: join(templates, `${template}.typ`), inputs: { data } })
  const document = result.result
  if (!document || result.hasError()) return { fault: diagnosed(result.takeDiagnostics()) }
  return { pdf: accessible(document) ?? compiler.pdf(document) }
}

/**
 * PDF/UA-1 (ISO 14289-1). It may not hold a character that no font has; such a document is tagged all the same, and
 * only does not call itself accessible.
 *
 * @param {import('@myriaddreamin/typst-ts-node-compiler').NodeTypstDocument} document
 */
function accessible(document) {
  try {
    return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 })
  } catch {
    return undefined
  }
}

/** @param {import('@myriaddreamin/typst-ts-node-compiler').NodeError | null} error */
const diagnosed = (error) => (error?.shortDiagnostics ?? []).map(({ message }) => message).join('; ')

/** @param {unknown} error */
const said = (error) => (error instanceof Error ? error.message : String(error))

/** @param {Request} request @returns {Result} */
function resultOf(request) {
  try {
    return set(request)
  } catch (error) {
    return { fault: said(error) }
  } finally {
    compiler.evictCache(remembered)
  }
}

/** @param {Request} request @returns {import('../../src/formats/typeset/ask-process.ts').TypesettingAnswer} */
const answer = (request) => ({ ...resultOf(request), memory: process.memoryUsage.rss() })

process.on('message', (request) => process.send?.(answer(/** @type {Request} */ (request))))

// Ctrl+C reaches all processes of a terminal; the one that forked this one decides when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
