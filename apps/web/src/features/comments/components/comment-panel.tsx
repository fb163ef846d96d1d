'use client';

import { MAX_QUOTE, type ThreadCard } from '@plenum/domain/comments/types';
import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '#components/button.tsx';
import { Problem } from '#components/problem.tsx';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { SidePanel } from '#features/documents/components/beside/side-panel.tsx';
import { COMMENT_MARKS, showMarks } from '#features/documents/components/editor/late-marks.ts';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { settleThread } from '../actions.ts';
import { anchorOf, CommentMarks, type Places, placesOf, rangeOf } from './comment-marks.ts';
import { type Draft, NewThread } from './new-thread.tsx';
import { acceptSuggestion, canBeSuggestedFor, isAsSuggested } from './suggestions.ts';
import { ThreadList } from './thread-list.tsx';
import { useThreads } from './use-threads.ts';

/** Milliseconds for which a change rests before places are looked up anew. */
const REST = 400;

/** The threads beside the text, whose places are marked in it; live. */
export function CommentPanel({
  live,
  editor,
  token,
  mayComment,
  mayModerate,
}: {
  live: LiveDocument;
  editor: Editor;
  token?: string;
  mayComment: boolean;
  mayModerate: boolean;
}) {
  const t = useTranslations('comments');
  const { documentId, show: open, onCount, asked, answer } = useOpenDocument();
  const { threads, failed, reload } = useThreads({ live, documentId, token });
  const [current, setCurrent] = useState<string | null>(null);
  const [places, setPlaces] = useState<Places>(new Map());
  const [draft, setDraft] = useState<Draft | null>(null);

  const waiting = threads.filter(({ resolvedAt }) => resolvedAt === null).length;
  useEffect(() => onCount('comments', waiting), [waiting, onCount]);

  useEffect(() => {
    const { view } = editor;
    const draw = () => {
      // Nothing is to be drawn again at every letter that somebody writes.
      if (threads.length === 0 && !COMMENT_MARKS.getState(view.state)) return;
      const found = placesOf(view.state, threads);
      setPlaces(found);
      const marks = CommentMarks.of(view.state.doc, { threads, places: found, current });
      showMarks(view, COMMENT_MARKS, marks);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        draw();
      }, REST);
    };
    draw();
    live.doc.on('update', later);
    return () => {
      clearTimeout(timer);
      live.doc.off('update', later);
    };
  }, [live, editor, threads, current]);

  useEffect(() => {
    const look = () => {
      const marks = COMMENT_MARKS.getState(editor.state);
      const { selection } = editor.state;
      setCurrent(marks instanceof CommentMarks && selection.empty ? marks.threadAt(selection.head) : null);
    };
    editor.on('selectionUpdate', look);
    return () => {
      editor.off('selectionUpdate', look);
      if (!editor.isDestroyed) showMarks(editor.view, COMMENT_MARKS, null);
    };
  }, [editor]);

  // A press on what is commented on opens it.
  useEffect(() => {
    if (editor.isDestroyed) return;
    const { dom } = editor.view;
    const press = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('.commented')) open('comments');
    };
    dom.addEventListener('click', press);
    return () => dom.removeEventListener('click', press);
  }, [editor, open]);

  const begin = useCallback(() => {
    const { state } = editor;
    const { from, to } = state.selection;
    const anchor = anchorOf(state, { from, to });
    if (!anchor) return;
    const text = state.doc.textBetween(from, to, ' ');
    const canSuggest = text.length <= MAX_QUOTE && canBeSuggestedFor(state, { from, to });
    setDraft({ ...anchor, quote: text.slice(0, MAX_QUOTE), canSuggest });
  }, [editor]);
  const panel = useRef<HTMLElement>(null);
  const onAsked = useEffectEvent(() => {
    answer();
    open('comments');
    // Words that are typed already are about what was selected then.
    if (draft) panel.current?.querySelector<HTMLElement>('textarea[name=body]')?.focus();
    else begin();
  });
  useEffect(() => {
    if (asked) onAsked();
  }, [asked]);

  const show = (thread: ThreadCard) => {
    if (!places.has(thread.id)) return null;
    return () => {
      const range = rangeOf(editor.state, thread);
      if (range) editor.chain().focus().setTextSelection(range.from).scrollIntoView().run();
    };
  };
  const settle = async (some: readonly ThreadCard[]) => {
    for (const { id } of some) {
      const form = new FormData();
      const fields = { documentId, ...(token !== undefined && { token }), threadId: id, isResolved: 'true' };
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const state = await settleThread(null, form).catch(() => null);
      // It is in the text already; that it is still open is seen, and can be settled by hand.
      if (state?.status !== 'done') break;
    }
    reload();
  };
  const isAcceptable = (thread: ThreadCard) => isAsSuggested(editor.state, thread, places.get(thread.id));
  const acceptable = editor.isEditable ? threads.filter(isAcceptable) : [];
  const accept = (some: readonly ThreadCard[]) =>
    settle(some.filter((thread) => acceptSuggestion(editor, thread)));
  const place = { documentId, mayComment, mayModerate, ...(token !== undefined && { token }) };
  return (
    <SidePanel ref={panel} panel="comments" title={t('title')} close={t('close')}>
      {mayComment &&
        (draft ? (
          <NewThread
            place={place}
            draft={draft}
            onDone={() => {
              setDraft(null);
              reload();
              editor.commands.focus();
            }}
            onCancel={() => {
              setDraft(null);
              editor.commands.focus();
            }}
          />
        ) : (
          <NewButton editor={editor} onBegin={begin} />
        ))}
      {failed && (
        <div className="flex flex-col items-start gap-2">
          <Problem>{t('failed')}</Problem>
          <Button size="small" onClick={reload}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
      {acceptable.length > 1 && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => accept(acceptable)}>
            {t('acceptAll', { count: acceptable.length })}
          </Button>
          <Button size="small" look="quiet" onClick={() => settle(acceptable)}>
            {t('declineAll')}
          </Button>
        </div>
      )}
      <ThreadList
        place={place}
        threads={threads}
        current={current}
        onShow={show}
        onDone={reload}
        {...(editor.isEditable && {
          onAccept: (thread: ThreadCard) => (acceptable.includes(thread) ? () => accept([thread]) : null),
        })}
      />
    </SidePanel>
  );
}

function NewButton({ editor, onBegin }: { editor: Editor; onBegin: () => void }) {
  const t = useTranslations('comments');
  const [isSelected, setSelected] = useState(!editor.state.selection.empty);
  useEffect(() => {
    const look = () => setSelected(!editor.state.selection.empty);
    editor.on('selectionUpdate', look);
    return () => {
      editor.off('selectionUpdate', look);
    };
  }, [editor]);
  if (!isSelected) return <p className="text-ink-soft text-small">{t('selectFirst')}</p>;
  return (
    // The text keeps its selection.
    <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={onBegin}>
      {t('new')}
    </Button>
  );
}
