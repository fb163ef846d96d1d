'use client';

import type { TaskId } from '@plenum/domain/tasks/types';
import { descriptionName } from '@plenum/editor/tasks/task-list';
import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { CompletionMenu } from '#features/documents/components/editor/completions/completion-menu.tsx';
import { FileUploads } from '#features/documents/components/editor/file-uploads.tsx';
import { TextEditor } from '#features/documents/components/editor/text-editor.tsx';
import { useFileTaker } from '#features/documents/components/use-file-taker.ts';
import { attachmentPath } from '#lib/paths.ts';
import { TaskFiles } from './task-files.tsx';
import { useTasks } from './tasks-context.tsx';

const nothing = () => {};

/** The same for all: others would have the editor built again. */
const KEYS = {
  /** To what closes the panel around. */
  leave: () => document.activeElement?.closest('aside')?.querySelector('button')?.focus(),
  link: nothing,
  find: nothing,
  shortcuts: nothing,
};

/** What is to be known about a task, in the editor of texts: everybody writes in it at once. Boxes in it are its checklist. */
export function DescriptionField({ id }: { id: TaskId }) {
  const t = useTranslations('tasks');
  const { live, documentId, workspaceId, me, token } = useOpenDocument();
  const { mayWrite } = useTasks();
  const { files, uploads, isWanted } = useFileTaker();
  const [editor, setEditor] = useState<Editor | null>(null);
  const fileUrl = useCallback(
    (fileId: string) => attachmentPath({ documentId, ...(token !== undefined && { token }) }, fileId),
    [documentId, token],
  );
  if (!live) return null;
  return (
    <>
      <section aria-label={t('description')} className="task-description">
        <h3 className="font-medium">{t('description')}</h3>
        <TextEditor
          live={live}
          field={descriptionName(id)}
          label={t('description')}
          me={me}
          mayWrite={mayWrite}
          locked={false}
          outdated={false}
          html=""
          isWhole
          startWriting={false}
          keys={KEYS}
          fileUrl={fileUrl}
          files={files}
          documentId={documentId}
          workspaceId={workspaceId}
          onEditor={setEditor}
        />
        {editor && mayWrite && <CompletionMenu editor={editor} />}
        {editor && mayWrite && isWanted && (
          <FileUploads ref={uploads} editor={editor} documentId={documentId} token={token} />
        )}
      </section>
      {editor && <TaskFiles editor={editor} files={files} fileUrl={fileUrl} mayWrite={mayWrite} />}
    </>
  );
}
