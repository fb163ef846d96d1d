import { Extension } from '@tiptap/core';
import { closePopover } from '#components/open-popovers.ts';

/** What the keyboard asks of the page around the editor, as ProseMirror key names. */
export const PAGE_KEYS = {
  undo: 'Mod-z',
  redo: 'Mod-Shift-z',
  link: 'Mod-k',
  comment: 'Mod-Alt-m',
  find: 'Mod-f',
  shortcuts: 'Mod-/',
  leave: 'Escape',
} as const;

/** All of them, in the order in which they are listed. */
export const PAGE_NAMES = [
  'undo',
  'redo',
  'link',
  'comment',
  'find',
  'shortcuts',
  'leave',
] as const satisfies (keyof typeof PAGE_KEYS)[];

/** What the keyboard asks of the page around the editor. */
export interface EditorKeys {
  /** To the controls. */
  leave(): void;
  /** The link at the cursor. */
  link(): void;
  /** A comment on what is selected; undefined where nobody may see comments. */
  comment?(): void;
  find(): void;
  shortcuts(): void;
}

/** Hands keys to the page around the editor. */
export function pageKeys({ leave, link, comment, find, shortcuts }: EditorKeys): Extension {
  const done = (act: () => void) => () => {
    act();
    return true;
  };
  return Extension.create({
    name: 'pageKeys',
    // Last, so that whatever is open in the editor closes first.
    priority: 1,
    addKeyboardShortcuts: () => ({
      // ProseMirror keeps this key from the browser, which would close what is open.
      [PAGE_KEYS.leave]: () => closePopover() || done(leave)(),
      'Alt-F10': done(leave),
      // With nothing selected it is the page's key to search.
      [PAGE_KEYS.link]: ({ editor }) =>
        (!editor.state.selection.empty || editor.isActive('link')) && done(link)(),
      [PAGE_KEYS.find]: done(find),
      [PAGE_KEYS.shortcuts]: done(shortcuts),
      ...(comment && { [PAGE_KEYS.comment]: done(comment) }),
    }),
  });
}
