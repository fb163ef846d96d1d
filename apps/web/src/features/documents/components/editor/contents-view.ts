import { headingsOf, MAX_TABLES_OF_CONTENTS, TableOfContents } from '@plenum/editor/schema/contents';
import type { Editor } from '@tiptap/core';

/** Milliseconds for which a change rests before the headings are read again. */
const REST = 300;

/** A table of contents that follows the text, and leads to what it lists. */
export const LiveContents = TableOfContents.extend<{ label: string; none: string }>({
  addOptions: () => ({ label: '', none: '' }),

  addNodeView() {
    const { label, none } = this.options;
    let tables = 0;
    return ({ editor }) => {
      const dom = document.createElement('nav');
      dom.className = 'contents';
      dom.contentEditable = 'false';
      dom.setAttribute('aria-label', label);
      if (tables >= MAX_TABLES_OF_CONTENTS) return { dom, ignoreMutation: () => true };
      tables += 1;
      const draw = () => dom.replaceChildren(listOf(editor, none));
      let timer: ReturnType<typeof setTimeout> | undefined;
      const later = ({ transaction }: { transaction: { docChanged: boolean } }) => {
        if (!transaction.docChanged) return;
        clearTimeout(timer);
        timer = setTimeout(draw, REST);
      };
      draw();
      editor.on('transaction', later);
      return {
        dom,
        ignoreMutation: () => true,
        destroy() {
          tables -= 1;
          clearTimeout(timer);
          editor.off('transaction', later);
        },
      };
    };
  },
});

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
