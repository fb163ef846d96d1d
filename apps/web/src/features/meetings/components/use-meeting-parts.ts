import { type MeetingParts, meetingParts } from '@plenum/editor/meetings/meeting-parts';
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';

/** Milliseconds for which a change rests before the text is looked through anew. */
const REST = 400;

/** What the meeting works through, as the text has it by now. */
export function useMeetingParts(editor: Editor): MeetingParts {
  const [parts, setParts] = useState(() => meetingParts(editor.state.doc));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      setParts(meetingParts(editor.state.doc));
    };
    const later = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) timer ??= setTimeout(look, REST);
    };
    look();
    editor.on('transaction', later);
    return () => {
      clearTimeout(timer);
      editor.off('transaction', later);
    };
  }, [editor]);
  return parts;
}
