import { Extension } from '@tiptap/core';
import { Fragment, type ResolvedPos, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** What understands what is pasted; null until it has come, and `missing` while something is pasted for which it could not come. */
let tools: Tools | 'missing' | null = null;

type Tools = typeof import('./clean-html.ts') & typeof import('./plain-text.ts');

/** Milliseconds for it to come to something that was pasted, which is then taken as the browser's editor reads it. */
const PATIENCE = 5_000;

/** What ProseMirror knows of the keys that are pressed; of these Shift and Insert paste as ever. */
interface Keys {
  shiftKey: boolean;
  lastKeyCode: number | null;
}
const INSERT = 45;

/** What waited is being pasted, whose text is not meant to be taken letter by letter. */
let isReplayed = false;

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
            (plain && !isReplayed ? null : toolsNow()?.meaningOf(text, $context)) ?? linesOf(text, $context),
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
  const text = pasted.getData('text/plain');
  event.preventDefault();
  // ProseMirror's own sign of "paste without formatting".
  const { shiftKey, lastKeyCode } = (view as EditorView & { input: Keys }).input;
  const isPlain = shiftKey && lastKeyCode !== INSERT;
  // No event of our own: not every browser lets one carry what is pasted.
  const paste = () => {
    if (view.isDestroyed || !view.editable) return;
    isReplayed = !isPlain;
    if (html === '' || isPlain) view.pasteText(text);
    else view.pasteHTML(html);
    isReplayed = false;
  };
  const late = new Promise<never>((_, fail) => {
    setTimeout(fail, PATIENCE);
  });
  Promise.race([loadPasteTools(), late]).then(paste, () => {
    tools ??= 'missing';
    paste();
    if (tools === 'missing') tools = null;
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
