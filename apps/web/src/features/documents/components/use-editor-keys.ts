import { type RefObject, useMemo } from 'react';
import type { DialogName } from './editor/editor-dialogs.tsx';
import { leaveText } from './editor/leave-text.ts';
import type { EditorKeys } from './editor/page-keys.ts';

/** What the keys of the text ask of the page around it. @param onComment null where nobody may see comments */
export function useEditorKeys({
  tools: { bubble, toolbar, toggle },
  onDialog,
  onComment,
}: {
  /** Where Escape leads, the first that is there. */
  tools: Record<'bubble' | 'toolbar', RefObject<HTMLDivElement | null>> & {
    toggle: RefObject<HTMLButtonElement | null>;
  };
  onDialog: (name: DialogName) => void;
  onComment: (() => void) | null;
}): EditorKeys {
  return useMemo(
    () => ({
      leave: () => leaveText(bubble.current, toolbar.current, toggle.current),
      link: () => onDialog('link'),
      find: () => onDialog('find'),
      shortcuts: () => onDialog('shortcuts'),
      ...(onComment && { comment: onComment }),
    }),
    [bubble, toolbar, toggle, onDialog, onComment],
  );
}
