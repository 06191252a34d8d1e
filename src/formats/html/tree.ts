import { html as htmlNames, parse, type Token, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5'
import { htmlCellLimit, htmlDepthLimit, htmlNodeLimit } from '../limits.ts'
import { Refused } from '../refusal.ts'
import { type Role, roleOf } from './roles.ts'

/** An element or, where `text` is a string, a text. Children are a doubly linked list: moving one costs the same anywhere. */
export interface HtmlNode {
  readonly name: string
  readonly role: Role
  readonly namespace: htmlNames.NS
  readonly hidden: boolean
  /** As declared; 0 is a legal row span. */
  readonly rowSpan: number
  readonly columnSpan: number
  text: string | null
  parent: HtmlNode | null
  previous: HtmlNode | null
  next: HtmlNode | null
  first: HtmlNode | null
  last: HtmlNode | null
}

type Map = TreeAdapterTypeMap<
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode
>

const noAttributes: Token.Attribute[] = []

const invisibly =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0+)?(?:p[tx]|r?em|%)?\s*(?:[;!]|$)|mso-hide\s*:\s*all)/i

function isHidden(attributes: readonly Token.Attribute[]): boolean {
  return attributes.some(({ name, value }) => name === 'hidden' || (name === 'style' && invisibly.test(value)))
}

function spanOf(attributes: readonly Token.Attribute[], wanted: string): number {
  const value = attributes.find(({ name }) => name === wanted)?.value
  const span = value === undefined ? 1 : Number.parseInt(value, 10)
  return span >= 0 ? span : 1
}

/** What a field shows: published forms have their figures in fields. */
function shownIn(name: string, attributes: readonly Token.Attribute[]): string | null {
  if (name !== 'input') return null
  const declared = (wanted: string) => attributes.find((attribute) => attribute.name === wanted)?.value
  return /^(?:text|number|tel)?$/i.test(declared('type') ?? '') ? (declared('value') ?? '') : null
}

function createNode(name: string, namespace: htmlNames.NS, attributes: readonly Token.Attribute[]): HtmlNode {
  const role = roleOf(name)
  const isCell = role === 'cell'
  return {
    name,
    role,
    namespace,
    hidden: attributes.length > 0 && isHidden(attributes),
    rowSpan: isCell ? spanOf(attributes, 'rowspan') : 1,
    columnSpan: isCell ? spanOf(attributes, 'colspan') : 1,
    text: shownIn(name, attributes),
    parent: null,
    previous: null,
    next: null,
    first: null,
    last: null,
  }
}

function createText(text: string): HtmlNode {
  const node = createNode('#text', htmlNames.NS.HTML, noAttributes)
  node.text = text
  return node
}

function insert(parent: HtmlNode, node: HtmlNode, reference: HtmlNode | null): void {
  const previous = reference ? reference.previous : parent.last
  node.parent = parent
  node.previous = previous
  node.next = reference
  if (previous) previous.next = node
  else parent.first = node
  if (reference) reference.previous = node
  else parent.last = node
}

function detach(node: HtmlNode): void {
  const { parent, previous, next } = node
  if (!parent) return
  if (previous) previous.next = next
  else parent.first = next
  if (next) next.previous = previous
  else parent.last = previous
  node.parent = node.previous = node.next = null
}

function childrenOf(parent: HtmlNode): HtmlNode[] {
  const children: HtmlNode[] = []
  for (let node = parent.first; node; node = node.next) children.push(node)
  return children
}

/** Builds the tree and refuses pages made to exhaust the reader, while they are being parsed. */
function createAdapter(): TreeAdapter<Map> {
  let depth = 0
  let nodes = 0
  let cells = 0
  let mode = htmlNames.DOCUMENT_MODE.NO_QUIRKS
  const count = (node: HtmlNode) => {
    if (node.role === 'cell') cells++
    if (++nodes > htmlNodeLimit || cells > htmlCellLimit) throw new Refused('html-too-large')
    return node
  }
  const putText = (parent: HtmlNode, text: string, reference: HtmlNode | null) => {
    const previous = reference ? reference.previous : parent.last
    if (previous && previous.text !== null) previous.text += text
    else insert(parent, count(createText(text)), reference)
  }
  return {
    createDocument: () => createNode('#document', htmlNames.NS.HTML, noAttributes),
    createDocumentFragment: () => createNode('#fragment', htmlNames.NS.HTML, noAttributes),
    createElement: (name, namespace, attributes) => count(createNode(name, namespace, attributes)),
    createCommentNode: () => createNode('#comment', htmlNames.NS.HTML, noAttributes),
    createTextNode: (text) => count(createText(text)),
    // A comment leaves no trace: texts on both sides of it join.
    appendChild: (parent, node) => node.name !== '#comment' && insert(parent, node, null),
    insertBefore: (parent, node, reference) => insert(parent, node, reference),
    insertText: (parent, text) => putText(parent, text, null),
    insertTextBefore: (parent, text, reference) => putText(parent, text, reference),
    detachNode: detach,
    onItemPush: () => {
      if (++depth > htmlDepthLimit) throw new Refused('html-too-deep')
    },
    onItemPop: () => {
      depth--
    },
    // Without attributes the parser sees alike formatting elements as the same and reopens at most three of them.
    getAttrList: () => noAttributes,
    adoptAttributes: () => {},
    getChildNodes: childrenOf,
    getFirstChild: (node) => node.first,
    getParentNode: (node) => node.parent,
    getTagName: (node) => node.name,
    getNamespaceURI: (node) => node.namespace,
    getTextNodeContent: (node) => node.text ?? '',
    getCommentNodeContent: () => '',
    getDocumentMode: () => mode,
    setDocumentMode: (_, found) => {
      mode = found
    },
    getDocumentTypeNodeName: () => '',
    getDocumentTypeNodePublicId: () => '',
    getDocumentTypeNodeSystemId: () => '',
    setDocumentType: () => {},
    getNodeSourceCodeLocation: () => null,
    setNodeSourceCodeLocation: () => {},
    updateNodeSourceCodeLocation: () => {},
    getTemplateContent: (node) => node,
    setTemplateContent: () => {},
    isCommentNode: (node): node is HtmlNode => node.name === '#comment',
    isDocumentTypeNode: (_node): _node is HtmlNode => false,
    isElementNode: (node): node is HtmlNode => node.text === null && !node.name.startsWith('#'),
    isTextNode: (node): node is HtmlNode => node.text !== null,
  }
}

/**
 * Parses a page or a fragment as a browser does.
 *
 * @throws Refused for a page nested too deep or too large
 */
export function parseTree(source: string): HtmlNode {
  return parse(source, { treeAdapter: createAdapter() })
}
