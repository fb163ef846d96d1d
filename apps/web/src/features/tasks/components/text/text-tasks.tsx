'use client';

import { returnToLines } from '@plenum/editor/tasks/edit-tasks';
import type { LineTask } from '@plenum/editor/tasks/line';
import { placeTasks } from '@plenum/editor/tasks/move-tasks';
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Doc } from 'yjs';
import { Button } from '#components/button.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { useLivePart } from '#lib/collab/use-live-document.ts';
import type { Assignable } from '../tasks-context.tsx';
import { DeletedLines } from './deleted-lines.ts';
import { KeptTasks } from './kept-tasks.tsx';
import { followWords } from './line-words.ts';
import { linesAmong } from './task-line.ts';

const NONE: ReadonlySet<string> = new Set();

/** At the last place, and no part of anything. */
const BELOW = { parentId: null, sectionId: null, before: null };

/**
 * The tasks of a text that is open: what is typed in their lines is understood, whoever deletes a line is asked whether the task goes, too, and
 * those that have no line any more stand below the text.
 */
export function TextTasks({ load }: { load: (documentId: string) => Promise<Assignable> }) {
  const { live, editor, documentId } = useOpenDocument();
  const mayWrite = useLivePart(live, { select: (state) => state.mayWrite, otherwise: false });
  const writer = mayWrite ? editor : null;
  const [deleted, setDeleted] = useState<readonly LineTask[]>([]);
  useEffect(() => {
    if (writer) return followWords(writer, async () => (await load(documentId)).people);
  }, [writer, load, documentId]);
  useDeletedLines(writer, { doc: live?.doc ?? null, onDeleted: setDeleted });
  if (!live) return null;
  const keep = () => {
    placeTasks(live.doc, deleted, { goal: BELOW, now: new Date().toISOString() });
    setDeleted([]);
  };
  return (
    <>
      <KeptTasks doc={live.doc} editor={editor} mayWrite={mayWrite} />
      <Question deleted={deleted} onKeep={keep} onClose={() => setDeleted([])} />
    </>
  );
}

/**
 * Calls back with the tasks that somebody has deleted with their lines, the last of them, and with none once that is undone: what was kept of
 * them has its line again.
 */
function useDeletedLines(
  writer: Editor | null,
  { doc, onDeleted }: { doc: Doc | null; onDeleted: (tasks: readonly LineTask[]) => void },
): void {
  useEffect(() => {
    if (!writer || !doc) return;
    const lines = new DeletedLines();
    const gone = new Set<string>();
    const follow = ({ transaction }: { transaction: Transaction }) => {
      const deleted = lines.follow(transaction, writer.state);
      const back = transaction.docChanged ? linesAmong(writer.state.doc, gone) : NONE;
      if (back.size > 0) {
        for (const id of back) gone.delete(id);
        returnToLines(doc, back);
      } else if (deleted.length === 0) return;
      for (const { id } of deleted) gone.add(id);
      onDeleted(deleted);
    };
    writer.on('transaction', follow);
    return () => {
      writer.off('transaction', follow);
    };
  }, [writer, doc, onDeleted]);
}

function Question({
  deleted,
  onKeep,
  onClose,
}: {
  deleted: readonly LineTask[];
  onKeep: () => void;
  onClose: () => void;
}) {
  const t = useTranslations('tasks.line');
  return (
    <div
      role="status"
      className="no-print sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-5 mt-4 flex justify-center md:bottom-4"
    >
      {deleted.length > 0 && (
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 rounded-base border border-line bg-raised py-1.5 ps-4 pe-1.5 shadow-overlay">
          <p className="min-w-0 flex-1 break-words">
            {t('deleted', { count: deleted.length, title: deleted[0]?.title ?? '' })}
          </p>
          <Button size="small" onClick={onKeep}>
            {t('keep', { count: deleted.length })}
          </Button>
          <IconButton icon={X} label={t('letGo')} onClick={onClose} />
        </div>
      )}
    </div>
  );
}
