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
