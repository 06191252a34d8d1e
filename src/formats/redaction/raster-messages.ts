import type { OperatorList } from '../pdf/read-marks.ts'

/** What a page image is made of: pages of a PDF, or one picture (PNG, JPEG). */
export interface RasterSource {
  readonly kind: 'pdf' | 'image'
  readonly bytes: Uint8Array
}

/** In parts of the page, from its upper left: 0 to 1. */
export interface PagePart {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** An opaque box, with what stands in it where it fits. */
export interface Cover extends PagePart {
  readonly label: string
}

/** Of a page as it is shown, in points. */
export interface PageSize {
  readonly width: number
  readonly height: number
}

/** What packages/raster/process.js is asked for; pages count from 1, lists by page begin with page 1. */
export type RasterJob =
  | { readonly job: 'open' }
  | { readonly job: 'read' }
  | { readonly job: 'draw'; readonly page: number; readonly covers: readonly Cover[] }
  | { readonly job: 'flatten'; readonly covers: readonly (readonly Cover[])[] }
  | { readonly job: 'blank'; readonly boxes: readonly (readonly PagePart[])[] }

export type RasterRequest = RasterJob & RasterSource

/** What a file carries besides what its pages show. */
export interface Traces {
  /** Names of files within the file. */
  readonly attachments: readonly string[]
  /** Names of properties that tell who made it, with what and when. */
  readonly properties: readonly string[]
  /** Comments, notes and other things laid over the pages. */
  readonly annotations: number
  /** Layers that are not shown. */
  readonly hiddenLayers: number
}

export interface OpenedSource {
  readonly sizes: readonly PageSize[]
  readonly traces: Traces
}

/** What a page draws, to be followed by `readMarks`. */
export interface DrawnPage extends PageSize {
  readonly transform: readonly number[]
  readonly operators: OperatorList
  readonly fonts: Readonly<Record<string, { readonly vertical: boolean; readonly fontMatrix: readonly number[] }>>
  readonly ops: Readonly<Record<string, number>>
}

/** A page as nothing but pixels. */
export interface FlatPage extends PageSize {
  /** Pixels. */
  readonly across: number
  readonly down: number
  readonly colours: 'gray' | 'rgb'
  /** How a PDF unpacks the bytes. */
  readonly filter: 'FlateDecode' | 'DCTDecode'
  readonly bytes: Uint8Array
}

/** One piece of an answer: of a job about all pages, a piece for each. */
export interface RasterPieces {
  readonly open: OpenedSource
  readonly read: DrawnPage
  /** A PNG. */
  readonly draw: Uint8Array
  readonly flatten: FlatPage
  /** For each box, whether nothing is to be seen in it. */
  readonly blank: readonly boolean[]
}

export type RasterFaultCode = 'encrypted' | 'damaged' | 'too-many-pages' | 'too-large' | 'lost-picture'

/** What comes back: pieces, then an end; `memory` is what the process occupies now, in bytes. */
export type RasterAnswer =
  | { readonly piece: RasterPieces[keyof RasterPieces] }
  | { readonly fault: RasterFaultCode; readonly said: string; readonly memory: number }
  | { readonly done: true; readonly memory: number }
