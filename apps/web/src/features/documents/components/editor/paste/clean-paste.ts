import { Extension } from '@tiptap/core';
import type { Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { afterFirstLetter } from '../after-first-letter.ts';
import type { pasteCleaner } from './paste-cleaner.ts';

/** Cleans what is pasted. What does so comes after the first letter; what is pasted before waits for it, and without a network is taken as it is. */
export const CleanPaste = Extension.create({
  name: 'cleanPaste',

  addProseMirrorPlugins() {
    const { editor } = this;
    let cleaner: typeof pasteCleaner | undefined;
    let isAgain = false;
    const come = async (): Promise<void> => {
      cleaner ??= await import('./paste-cleaner.ts').then(
        (late) => late.pasteCleaner,
        () => undefined,
      );
    };
    return [
      new Plugin({
        view: (view) => {
          const callOff = afterFirstLetter(editor, () => void come());
          view.dom.addEventListener('dragenter', come, { once: true });
          return { destroy: callOff };
        },
        props: {
          transformPastedHTML: (html) => cleaner?.transformPastedHTML(html) ?? html,
          // Nothing has it done as ever.
          clipboardTextParser: (text, $context, plain) =>
            cleaner?.clipboardTextParser(text, $context, plain) as Slice,
          handlePaste(view, event) {
            const html = event.clipboardData?.getData('text/html');
            const text = event.clipboardData?.getData('text/plain');
            if (cleaner || isAgain || !(html || text)) return false;
            void come().then(() => {
              if (view.isDestroyed || !view.editable) return;
              isAgain = true;
              const inHtml = html || cleaner?.htmlFromPlainText(text ?? '');
              if (inHtml) view.pasteHTML(inHtml);
              else view.pasteText(text ?? '');
              isAgain = false;
            });
            return true;
          },
        },
      }),
    ];
  },
});
