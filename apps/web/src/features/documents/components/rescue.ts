import type { Editor } from '@tiptap/core';

/** Puts the whole text on the clipboard, formatted and plain. @returns whether it is there */
export async function copyText(editor: Editor): Promise<boolean> {
  try {
    const item = new ClipboardItem({
      'text/html': new Blob([editor.getHTML()], { type: 'text/html' }),
      'text/plain': new Blob([plainText(editor)], { type: 'text/plain' }),
    });
    await navigator.clipboard.write([item]);
    return true;
  } catch {
    return copySelection(editor);
  }
}

/** Saves the text on this device, as a page that every browser opens and every word processor reads. */
export function downloadText(editor: Editor): void {
  const page = `<!doctype html><meta charset="utf-8"><title>Plenum</title>${editor.getHTML()}`;
  const url = URL.createObjectURL(new Blob([page], { type: 'text/html' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `${document.title.replace(/[^\p{L}\p{N} -]+/gu, '').trim() || 'plenum'}.html`;
  anchor.click();
  URL.revokeObjectURL(url);
}

/** Without a secure context there is no clipboard to write to, but the browser still copies what is selected. */
function copySelection(editor: Editor): boolean {
  if (editor.isDestroyed) return false;
  const selection = window.getSelection();
  selection?.selectAllChildren(editor.view.dom);
  const copied = document.execCommand('copy');
  selection?.removeAllRanges();
  return copied;
}

function plainText(editor: Editor): string {
  return editor.getText({ blockSeparator: '\n\n' });
}
