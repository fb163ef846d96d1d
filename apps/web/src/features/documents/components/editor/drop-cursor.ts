import { Extension } from '@tiptap/core';
import { Plugin, type PluginView } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Shows where what is dragged over the text would go. Its code comes when something is. */
export const DropCursor = Extension.create({
  name: 'dropCursor',
  addProseMirrorPlugins: () => [new Plugin({ view: (view) => new LateView(view) })],
});

class LateView implements PluginView {
  readonly #view: EditorView;
  #isComing = false;
  #isGone = false;
  #cursor: PluginView | undefined;

  constructor(view: EditorView) {
    this.#view = view;
    view.dom.addEventListener('dragenter', this.#come);
  }

  update(...changed: Parameters<NonNullable<PluginView['update']>>): void {
    this.#cursor?.update?.(...changed);
  }

  destroy(): void {
    this.#isGone = true;
    this.#view.dom.removeEventListener('dragenter', this.#come);
    this.#cursor?.destroy?.();
  }

  readonly #come = async (): Promise<void> => {
    if (this.#isComing) return;
    this.#isComing = true;
    try {
      const { dropCursor } = await import('@tiptap/pm/dropcursor');
      if (!this.#isGone) this.#cursor = dropCursor({ color: 'currentColor' }).spec.view?.(this.#view);
    } catch {
      // Without a network: what is dragged next asks again.
      this.#isComing = false;
    }
  };
}
