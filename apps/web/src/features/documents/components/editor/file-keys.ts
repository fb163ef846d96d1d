import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    fileKeys: {
      /** Has somebody choose files from their device, to be put in at the cursor. */
      askForFile(): ReturnType;
    };
  }
}

/** Who takes files for the text. */
export interface FileTaker {
  /** Takes files for a place in the text; null for the cursor. False where none are taken. */
  onFiles(files: readonly File[], position: number | null): boolean;
  /** Has somebody choose files. */
  onAsk(): void;
}

/** Hands files that are pasted, dropped or asked for to the page around the editor. */
export const FileKeys = Extension.create<FileTaker>({
  name: 'fileKeys',

  addOptions: () => ({ onFiles: () => false, onAsk: () => {} }),

  addCommands() {
    return {
      askForFile: () => () => {
        this.options.onAsk();
        return true;
      },
    };
  },

  addProseMirrorPlugins() {
    const { onFiles } = this.options;
    return [
      new Plugin({
        props: {
          handlePaste: (_view, { clipboardData }) => {
            // Word processors send a picture of what they copied beside the text.
            if (!clipboardData || clipboardData.types.includes('text/html')) return false;
            return hasAny(clipboardData.files) && onFiles([...clipboardData.files], null);
          },
          handleDrop: (view, event) => {
            const files = event.dataTransfer?.files;
            if (!files || !hasAny(files)) return false;
            event.preventDefault();
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
            return onFiles([...files], place?.pos ?? null);
          },
        },
      }),
    ];
  },
});

function hasAny(files: FileList): boolean {
  return files.length > 0;
}
