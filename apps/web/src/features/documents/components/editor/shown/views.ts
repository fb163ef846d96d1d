import { TableOfContents } from '@plenum/editor/schema/contents';
import { shownPath } from '@plenum/editor/schema/shown-path';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { showContents } from './contents.ts';
import { ShownPages } from './shown-pages.ts';

/** What a reader's language calls what stands in a place before there is something, and where to ask what is shown. */
export interface ViewWords {
  part(name: 'contents' | 'noHeadings' | 'shownPage' | 'shownNoMore'): string;
  address: string;
}

const pagesOf = new WeakMap<Editor, ShownPages>();

/** Shows in the element of a block what it has the place for, as long as it is there. */
export function showIn(
  dom: HTMLElement,
  { editor, node, words }: { editor: Editor; node: Node; words: ViewWords },
): () => void {
  if (node.type.name === TableOfContents.name) return showContents(dom, { editor, words });
  if (!dom.hasChildNodes()) dom.append(beginning(dom, words));
  const pages = pagesOf.get(editor) ?? new ShownPages(words.address, words.part('shownNoMore'));
  pagesOf.set(editor, pages);
  return pages.add(dom);
}

/** A way to what will be shown, which stays where it cannot be asked for; a place that is empty would be nowhere on the screen. */
function beginning({ dataset: { page, block } }: HTMLElement, words: ViewWords): HTMLElement {
  const line = document.createElement('p');
  if (page === undefined) {
    line.textContent = '…';
    return line;
  }
  const link = document.createElement('a');
  const path = shownPath({ documentId: page, blockId: block ?? null });
  // By a link one reads it where the link leads.
  const shared = /^\/s\/[^/]+\//.exec(words.address)?.[0];
  link.href = shared === undefined ? path : path.replace('/d/', shared);
  link.textContent = words.part('shownPage');
  line.append(link);
  return line;
}
