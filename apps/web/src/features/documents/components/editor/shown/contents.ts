import { headingsOf, MAX_TABLES_OF_CONTENTS } from '@plenum/editor/schema/contents';
import type { Editor } from '@tiptap/core';
import type { ViewWords } from './views.ts';

/** Milliseconds for which a change rests before the headings are read again. */
const REST = 300;

/** How many tables of contents each editor shows. */
const tables = new WeakMap<Editor, number>();

/** A table of contents that follows the text, and leads to what it lists. */
export function showContents(
  dom: HTMLElement,
  { editor, words }: { editor: Editor; words: ViewWords },
): () => void {
  const others = tables.get(editor) ?? 0;
  dom.setAttribute('aria-label', words.part('contents'));
  // One landmark of a name is enough.
  if (others > 0) dom.setAttribute('role', 'group');
  if (others >= MAX_TABLES_OF_CONTENTS) {
    dom.replaceChildren();
    return () => {};
  }
  tables.set(editor, others + 1);
  const draw = () => dom.replaceChildren(listOf(editor, words.part('noHeadings')));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = ({ transaction }: { transaction: { docChanged: boolean } }) => {
    if (!transaction.docChanged) return;
    clearTimeout(timer);
    timer = setTimeout(draw, REST);
  };
  draw();
  editor.on('transaction', later);
  return () => {
    tables.set(editor, (tables.get(editor) ?? 1) - 1);
    clearTimeout(timer);
    editor.off('transaction', later);
  };
}

function listOf(editor: Editor, none: string): HTMLElement {
  const headings = headingsOf(editor.state.doc);
  if (headings.length === 0) {
    const nothing = document.createElement('p');
    nothing.textContent = none;
    return nothing;
  }
  const list = document.createElement('ol');
  list.setAttribute('role', 'list');
  for (const { node } of headings) {
    const item = document.createElement('li');
    item.dataset.level = String(node.attrs.level);
    item.dir = 'auto';
    const link = document.createElement('a');
    link.textContent = node.textContent;
    link.href = `#block-${node.attrs.id}`;
    item.append(link);
    list.append(item);
  }
  return list;
}
