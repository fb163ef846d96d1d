import { Extension } from '@tiptap/core';
import { Fragment, type ResolvedPos, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** What understands what is pasted; null until it has come, and `missing` while something is pasted for which it could not come. */
let tools: Tools | 'missing' | null = null;

type Tools = typeof import('./clean-html.ts') & typeof import('./plain-text.ts');

/** Lets the code come that understands what is pasted. */
export async function loadPasteTools(): Promise<void> {
  const [html, text] = await Promise.all([import('./clean-html.ts'), import('./plain-text.ts')]);
  tools = { ...html, ...text };
}

const toolsNow = () => (tools === 'missing' ? null : tools);

/**
 * Keeps the structure of what is pasted from elsewhere, and drops what only means something there. What is pasted before the code for that
 * has come is pasted when it comes.
 */
export const CleanPaste = Extension.create({
  name: 'cleanPaste',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => toolsNow()?.cleanHtml(html) ?? html,
          clipboardTextParser: (text, $context, plain) =>
            (plain ? null : toolsNow()?.meaningOf(text, $context)) ?? linesOf(text, $context),
          handleDOMEvents: { paste: hold, dragenter: () => void loadPasteTools().catch(() => {}) },
        },
      }),
    ];
  },
});

function hold(view: EditorView, event: ClipboardEvent): boolean {
  const { clipboardData: pasted } = event;
  if (tools || !pasted || !view.editable) return false;
  const html = pasted.getData('text/html');
  if (html === '' && pasted.files.length > 0) return false;
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', pasted.getData('text/plain'));
  if (html !== '') clipboardData.setData('text/html', html);
  event.preventDefault();
  const paste = () => {
    if (view.isDestroyed) return;
    view.dom.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  };
  loadPasteTools().then(paste, () => {
    tools = 'missing';
    paste();
    tools = null;
  });
  return true;
}

/** A paragraph for each line, marked as the text around. */
function linesOf(text: string, $context: ResolvedPos): Slice {
  const { schema } = $context.doc.type;
  const marks = $context.marks();
  const lines = text
    .split(/(?:\r\n?|\n)+/)
    .map((line) => schema.nodes.paragraph?.create(null, line === '' ? null : schema.text(line, marks)))
    .filter((line) => line !== undefined);
  return Slice.maxOpen(Fragment.from(lines));
}
