import type { MarkdownIt as Parser, StateInline } from 'markdown-it';
import type { DocumentLink } from 'mdast';
import { documentAt } from '../schema/document-link.ts';

declare module 'mdast' {
  /** A link to a document by its title, or to the page of a name that is yet to be written. */
  interface DocumentLink {
    type: 'documentLink';
    documentId: string | null;
    label: string;
  }
  interface PhrasingContentMap {
    documentLink: DocumentLink;
  }
  interface RootContentMap {
    documentLink: DocumentLink;
  }
}

/** A name in double brackets, and where it leads; of other brackets, what stands behind a bar and code it is none. */
const INLINE = /\[\[((?:\\[!-/:-@[-`{-~]|[^[\]\\`<|\n]){1,2000})\]\](?:\(([^()\s]{1,100})\)|(?!\())/y;

/** What means something within a line of Markdown; a bar would part cells even where it is escaped. */
const MEANING = /[!-/:-@[-`{-~]/g;

/**
 * Reads `[[Name]](/d/…)` as a link to a document by its title, and `[[Name]]` as one to a page that is yet to be written. With a character
 * of them escaped, or an address elsewhere, they are text and links as any other.
 */
export function readDocumentLinks(parser: Parser): void {
  parser.inline.ruler.before('link', 'document_link', (state: StateInline, silent: boolean): boolean => {
    if (state.env?.namesAreText || !state.src.startsWith('[[', state.pos)) return false;
    INLINE.lastIndex = state.pos;
    const match = INLINE.exec(state.src);
    const [whole = '', said = '', href] = match ?? [];
    const documentId = href === undefined ? null : documentAt(href);
    const label = parser.utils.unescapeAll(said);
    if (!match || label !== label.trim() || (href !== undefined && documentId === null)) return false;
    if (documentId === null && isDefined(state, said)) return false;
    if (!silent) state.push('document_link', '', 0).meta = { documentId, label };
    state.pos += whole.length;
    return true;
  });
}

/** Whether a reference has the name (CommonMark 0.31 §4.7), which then leads there. */
function isDefined({ env, md }: StateInline, name: string): boolean {
  return Object.hasOwn(env?.references ?? {}, md.utils.normalizeReference(name));
}

/** A link as it is read by {@link readDocumentLinks}. */
export function documentLinkMarkdown({ documentId, label }: DocumentLink): string {
  const name = label.replace(MEANING, (sign) => (sign === '|' ? '&#124;' : `\\${sign}`));
  return `[[${name}]]${documentId === null ? '' : `(/d/${documentId})`}`;
}
