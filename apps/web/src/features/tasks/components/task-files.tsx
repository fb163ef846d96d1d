'use client';

import { type DescriptionFile, filesIn } from '@plenum/editor/tasks/description-files';
import type { Editor } from '@tiptap/core';
import { Image, Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/button.tsx';
import type { FileTaker } from '#features/documents/components/editor/file-keys.ts';

/** The files in what is written about a task; another one is put at its end. */
export function TaskFiles({
  editor,
  files,
  fileUrl,
  mayWrite,
}: {
  editor: Editor;
  files: FileTaker;
  fileUrl: (fileId: string) => string;
  mayWrite: boolean;
}) {
  const t = useTranslations('tasks.files');
  const found = useFilesIn(editor);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  if (found.length === 0 && !mayWrite) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <h3 id={id} className="font-medium">
        {t('title')}
      </h3>
      {found.length > 0 && (
        <ul>
          {found.map(({ fileId, name, isPicture }) => {
            const Icon = isPicture ? Image : Paperclip;
            return (
              <li key={fileId} className="flex min-h-9 items-center gap-2">
                <Icon aria-hidden size={16} className="shrink-0 text-ink-soft" />
                <a
                  href={fileUrl(fileId)}
                  {...(isPicture ? { target: '_blank', rel: 'noreferrer' } : { download: name })}
                  className="min-w-0 flex-1 truncate underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                >
                  <bdi>{name || t(isPicture ? 'picture' : 'file')}</bdi>
                </a>
              </li>
            );
          })}
        </ul>
      )}
      {mayWrite && (
        <div>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label={t('add')}
            onChange={({ target }) => {
              files.onFiles([...(target.files ?? [])], editor.state.doc.content.size);
              target.value = '';
            }}
          />
          <Button size="small" onClick={() => input.current?.click()}>
            <Paperclip aria-hidden size={16} />
            {t('add')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** The files in a text that is being written. */
function useFilesIn(editor: Editor): readonly DescriptionFile[] {
  const [found, setFound] = useState(() => filesIn(editor.state.doc));
  useEffect(() => {
    const look = () => {
      const now = filesIn(editor.state.doc);
      setFound((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    look();
    editor.on('update', look);
    return () => {
      editor.off('update', look);
    };
  }, [editor]);
  return found;
}
