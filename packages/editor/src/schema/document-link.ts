import { Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { safeAttributes } from './attributes.ts';

/** What a link between documents reads as, wherever nobody asks what the other one is called now. */
export function documentLinkText({ attrs }: ProseMirrorNode): string {
  return String(safeAttributes('documentLink', attrs).label);
}

/** Where members read a document, and what a path leads to; null for any other. */
export function documentAt(href: unknown): string | null {
  return (
    (typeof href === 'string' && /^\/d\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i.exec(href)?.[1]) || null
  );
}

/** The same of a link in an editor, which leads guests from one document to the one beside it. */
function documentOf(link: HTMLElement): string | null {
  const href = link.getAttribute('href');
  return documentAt(href) ?? documentAt(`/d/${href}`);
}

/** What an editor makes of links between documents. */
export interface DocumentLinkOptions {
  /** What a document is called now, by its id, or by a name that it has got by now; as far as that is known here. */
  titleOf(key: string): string | null;
  /** Where it is read, for whoever reads it elsewhere than members do. */
  hrefOf?: ((id: string) => string) | undefined;
  /** Where somebody is led who follows the name of a page that is not written yet. */
  wantedUrl?: ((name: string) => string) | undefined;
  /** What is said of one. */
  wanted: string;
}

/**
 * A link to a document by its id, which reads as that one's title; without an id, to the page that is yet to be written by the name of its
 * label. The label is what the other one was called when the link was put in.
 */
export const DocumentLink = Node.create<DocumentLinkOptions>({
  name: 'documentLink',
  group: 'inline',
  inline: true,
  atom: true,
  addOptions: () => ({ titleOf: () => null, wanted: '' }),
  extendNodeSchema: ({ name }) => (name === 'documentLink' ? { leafText: documentLinkText } : {}),
  addAttributes: () => ({
    documentId: { default: null, parseHTML: documentOf },
    label: { default: '', parseHTML: (element) => element.textContent },
  }),
  // Before the mark of a link.
  parseHTML: () => [{ tag: '.document-link', priority: 60 }],
  renderHTML({ node }) {
    const { documentId: id } = safeAttributes('documentLink', node.attrs);
    const label = documentLinkText(node);
    const { titleOf, hrefOf, wantedUrl, wanted } = this.options;
    const title = titleOf(String(id ?? label));
    const isWanted = !id && !title;
    return [
      'a',
      {
        class: isWanted ? 'document-link wanted' : 'document-link',
        dir: 'auto',
        href: id ? (hrefOf?.(String(id)) ?? `/d/${id}`) : wantedUrl?.(label),
        title: isWanted ? wanted : null,
      },
      title ?? label,
    ];
  },
  renderText: ({ node }) => documentLinkText(node),
});
