import { Details } from '@plenum/editor/schema/details';
import type { NodeViewRenderer } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Details with a button that folds them, for whoever looks; where the cursor goes they are open. */
export const FoldingDetails = Details.extend<{ label: string }>({
  addOptions: () => ({ label: '' }),

  addNodeView() {
    const { label } = this.options;
    return detailsView(label);
  },

  addProseMirrorPlugins() {
    return [new Plugin({ view: () => ({ update: openAtCursor }) })];
  },
});

function detailsView(label: string): NodeViewRenderer {
  return ({ editor, HTMLAttributes: { class: _, ...attributes } }) => {
    const dom = document.createElement('div');
    for (const [name, value] of Object.entries(attributes)) dom.setAttribute(name, String(value));
    dom.className = 'details';
    const button = document.createElement('button');
    button.type = 'button';
    button.contentEditable = 'false';
    button.className = 'details-toggle';
    button.setAttribute('aria-label', label);
    const contentDOM = document.createElement('div');
    contentDOM.className = 'details-content';
    dom.append(button, contentDOM);
    setOpen(dom, editor.isEditable);
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', () => setOpen(dom, dom.dataset.open !== 'true'));
    return {
      dom,
      contentDOM,
      ignoreMutation: ({ type, target }) =>
        type !== 'selection' && (type === 'attributes' || !contentDOM.contains(target)),
    };
  };
}

function setOpen(details: HTMLElement, isOpen: boolean): void {
  details.dataset.open = String(isOpen);
  details.querySelector(':scope > button')?.setAttribute('aria-expanded', String(isOpen));
}

/** In whatever is folded away nobody would see what they write. */
function openAtCursor({ state: { selection }, nodeDOM }: EditorView): void {
  const { $head } = selection;
  for (let depth = $head.depth; depth > 0; depth -= 1) {
    if ($head.node(depth).type.name !== 'details' || $head.index(depth) === 0) continue;
    const dom = nodeDOM($head.before(depth));
    if (dom instanceof HTMLElement && dom.dataset.open === 'false') setOpen(dom, true);
  }
}
