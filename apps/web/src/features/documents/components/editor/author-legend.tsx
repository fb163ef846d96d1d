'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import type { Editor } from '@tiptap/core';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { documentContributorsPath } from '#lib/paths.ts';
import { AuthorColours, type ShownWriter } from './author-colours.ts';
import { AUTHOR_MARKS, showMarks } from './late-marks.ts';
import { Writers } from './writers.ts';

/** Milliseconds that a change rests before its author is looked up: Yjs hears of what is typed after ProseMirror. */
const REST = 150;

/** Names that are listed; the page about contributors has all. */
const MOST = 24;

/** Colours the text by who wrote it for as long as it is there, and says whose the colours are. */
export function AuthorLegend({
  live,
  editor,
  documentId,
  me,
}: {
  live: LiveDocument;
  editor: Editor;
  documentId: DocumentId;
  me: { id: string; name: string; colour: number };
}) {
  const t = useTranslations('documents.page.authors');
  const [writers, setWriters] = useState<readonly ShownWriter[]>([]);
  const [here, setHere] = useState<ShownWriter | null>(null);
  const label = useLabel();
  const words = useRef({ t, label });
  useEffect(() => {
    words.current = { t, label };
  });
  const { id, name, colour } = me;

  useEffect(() => {
    const { view } = editor;
    const fragment = live.doc.getXmlFragment(FRAGMENT_NAME);
    const record = new Writers({
      live,
      documentId,
      me: { id, name, colour },
      texts: {
        nameless: (kind) => words.current.t(kind),
        label: (...who) => words.current.label(...who),
      },
      onNews: () => draw(AuthorColours.of(view.state.doc, fragment, writersOf)),
    });
    const writersOf = (text: Y.Text) => record.of(text);
    const shown = () => {
      const marks = AUTHOR_MARKS.getState(view.state);
      return marks instanceof AuthorColours ? marks : null;
    };
    const draw = (marks: AuthorColours) => {
      showMarks(view, AUTHOR_MARKS, marks);
      setWriters(marks.writers());
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const marks = shown();
      setHere(marks?.writerBefore(view.state.selection.head) ?? null);
      if (!marks?.isStale) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        const stale = shown();
        if (stale) draw(stale.refreshed(view.state.doc, fragment, writersOf));
      }, REST);
    };
    editor.on('transaction', look);
    return () => {
      record.stop();
      clearTimeout(timer);
      editor.off('transaction', look);
      if (!editor.isDestroyed) showMarks(view, AUTHOR_MARKS, null);
    };
  }, [live, editor, documentId, id, name, colour]);

  return (
    <section
      aria-label={t('title')}
      className="no-print mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-y py-2 text-small"
    >
      {writers.length === 0 && <p className="text-ink-soft">{t('nobody')}</p>}
      <ul className="flex min-w-0 flex-wrap gap-x-3 gap-y-1">
        {writers.slice(0, MOST).map((writer) => (
          <li key={writer.key} className="flex min-w-0 items-center gap-1.5">
            <span
              aria-hidden
              data-author={writer.colour ?? undefined}
              className={`size-3 shrink-0 rounded-full ${writer.colour === null ? 'bg-pressed' : 'bg-author'}`}
            />
            <bdi className="min-w-0 truncate">{writer.name}</bdi>
          </li>
        ))}
        {writers.length > MOST && (
          <li className="text-ink-soft">{t('more', { count: writers.length - MOST })}</li>
        )}
      </ul>
      {here && (
        <p className="min-w-0 text-ink-soft">
          <bdi>{t('here', { label: here.label })}</bdi>
        </p>
      )}
      <Link
        href={documentContributorsPath(documentId)}
        prefetch={false}
        className="ms-auto underline decoration-line-strong underline-offset-4 hover:decoration-ink"
      >
        {t('all')}
      </Link>
    </section>
  );
}

/** Says who wrote something and when, in the browser's zone. */
function useLabel(): (name: string, at: Date | null) => string {
  const t = useTranslations('documents.page.authors');
  const format = useFormatter();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (name, at) =>
    at === null
      ? t('now', { name })
      : t('at', { name, time: format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short', timeZone }) });
}
