'use client';

import type { DocumentId } from '@plenum/domain/ids';
import type { Editor } from '@tiptap/core';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { IconButton } from '#components/icon-button.tsx';
import { useUploadProblem } from '#components/use-upload-problem.ts';
import { UploadError } from '#lib/files/send-request.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import type { FileTaker } from './file-keys.ts';
import { KeptPlace } from './kept-place.ts';

/** A file on its way, or one that was not taken. */
interface Upload {
  key: number;
  name: string;
  /** From 0 to 1. */
  part: number;
  /** Why it cannot go on at this moment; it does once it can. */
  waiting: UploadError | null;
  /** Why it was not taken; null while it is sent. */
  problem: string | null;
  stop: () => void;
}

let lastKey = 0;

/** Sends files that are put into the text to the server, one after the other, and shows how far they are. */
export function FileUploads({
  ref,
  editor,
  documentId,
  token,
}: {
  ref: Ref<FileTaker>;
  editor: Editor;
  documentId: DocumentId;
  token?: string | undefined;
}) {
  const t = useTranslations('documents.page.files');
  const problemOf = useUploadProblem();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Promise<void>>(Promise.resolve());

  const change = (key: number, part: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const forget = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));

  const send = async (file: File, key: number, place: KeptPlace, signal: AbortSignal) => {
    try {
      const uploaded = await uploadFile({
        documentId,
        token,
        file,
        onProgress: (part) => change(key, { part }),
        onWaiting: (waiting) => change(key, { waiting }),
        signal,
      });
      if (!editor.isDestroyed) show(editor, uploaded, place.position);
      forget(key);
    } catch (error) {
      if (error instanceof UploadError && error.end === 'stopped') forget(key);
      else change(key, { problem: problemOf(error) });
    } finally {
      place.letGo();
    }
  };
  const take = (files: readonly File[], position: number | null): boolean => {
    for (const file of files) {
      lastKey += 1;
      const key = lastKey;
      const abort = new AbortController();
      const place = new KeptPlace(editor, position ?? editor.state.selection.to);
      setUploads((all) => [
        ...all,
        { key, name: file.name, part: 0, waiting: null, problem: null, stop: () => abort.abort() },
      ]);
      before.current = before.current.then(() => send(file, key, place, abort.signal));
    }
    return true;
  };
  useImperativeHandle(ref, () => ({ onFiles: take, onAsk: () => input.current?.click() }));

  // Leaving the page would lose what is on its way.
  const isSending = uploads.some(({ problem }) => problem === null);
  useEffect(() => {
    if (!isSending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isSending]);

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('choose')}
        onChange={({ target }) => {
          take([...(target.files ?? [])], null);
          target.value = '';
        }}
      />
      {uploads.length > 0 && (
        <ul
          aria-label={t('list')}
          className="no-print fixed inset-x-3 bottom-20 z-20 ms-auto flex max-w-90 flex-col gap-2 rounded-base border border-line bg-raised p-3 shadow-overlay md:bottom-4"
        >
          {uploads.map(({ key, name, part, waiting, problem, stop }) => (
            <li key={key} className="flex items-center gap-2">
              <div className="min-w-0 flex-1">
                <bdi className="block truncate">{name}</bdi>
                {problem === null ? (
                  <>
                    <progress
                      aria-label={t('sending', { name })}
                      value={part}
                      className="h-2 w-full accent-ink"
                    />
                    <p role="status" className="text-small">
                      {waiting && (waiting.sentence ?? t('waiting'))}
                    </p>
                  </>
                ) : (
                  <p role="alert" className="text-small">
                    {problem}
                  </p>
                )}
              </div>
              <IconButton
                icon={X}
                label={t(problem === null ? 'stop' : 'close', { name })}
                onClick={() => (problem === null ? stop() : forget(key))}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Puts a file into the text: a picture as what it shows, with its description to be written, any other by its name. */
function show(
  editor: Editor,
  { id, name, size, width, height }: Awaited<ReturnType<typeof uploadFile>>,
  position: number,
): void {
  const node =
    width !== null
      ? { type: 'image', attrs: { fileId: id, alt: '', width, height } }
      : { type: 'attachment', attrs: { fileId: id, name, size } };
  const at = Math.min(position, editor.state.doc.content.size);
  editor.chain().insertContentAt(at, node, { updateSelection: true }).run();
}
