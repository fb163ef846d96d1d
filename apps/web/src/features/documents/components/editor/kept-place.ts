import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { mappingOf } from './late-marks.ts';

/** A place in the text that stays with what is around it while others write, until it is let go. */
export class KeptPlace {
  position: number;
  readonly #editor: Editor;
  readonly #follow = ({ transaction }: { transaction: Transaction }): void => {
    if (transaction.docChanged) this.position = mappingOf(transaction, transaction.before).map(this.position);
  };

  constructor(editor: Editor, position: number) {
    this.#editor = editor;
    this.position = position;
    editor.on('transaction', this.#follow);
  }

  letGo(): void {
    this.#editor.off('transaction', this.#follow);
  }
}
