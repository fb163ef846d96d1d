'use client';

import type { Editor } from '@tiptap/core';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { SearchQuery, SearchResult } from 'prosemirror-search';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#components/button.tsx';
import { Checkbox } from '#components/checkbox.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { SEARCH_MARKS, showMarks } from './late-marks.ts';
import { MOST_MATCHES, matchesOf, matchFrom, queryFor, replacing, SearchMarks } from './search-marks.ts';

/** Milliseconds that the text rests before it is looked through anew. */
const REST = 200;

/** Finds a text in the document, and replaces it for whoever may write. */
export function FindBar({
  editor,
  mayWrite,
  onClose,
}: {
  editor: Editor;
  mayWrite: boolean;
  onClose: () => void;
}) {
  const t = useTranslations('documents.page.find');
  const [asked, setAsked] = useState(() => ({
    search: selectedText(editor),
    replace: '',
    caseSensitive: false,
    wholeWord: false,
  }));
  const { search, caseSensitive, wholeWord } = asked;
  const query = useMemo(
    () => queryFor(search, { caseSensitive, wholeWord }),
    [search, caseSensitive, wholeWord],
  );
  const { matches, current, setCurrent, goOnFrom } = useMatches(editor, query);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('input')?.select(), []);

  const go = (step: number) => {
    const next = matches.length === 0 ? -1 : (current + step + matches.length) % matches.length;
    setCurrent(next);
    showMatch(editor, matches[next]);
  };
  const replace = (which: 'one' | 'all') => {
    // Of the text as it is now, which may be newer than what is shown.
    const present = matchesOf(editor.state, query);
    const now = currentMatch(editor);
    const some =
      which === 'all' ? present : present.filter(({ from, to }) => from === now?.from && to === now.to);
    if (some.length === 0) return;
    editor.view.dispatch(replacing(editor.state, { matches: some, replacement: asked.replace }));
    // Behind what was put there, which may have in it what is looked for.
    if (which === 'one' && now) goOnFrom(now.from + asked.replace.length);
  };
  const close = () => {
    const now = currentMatch(editor);
    onClose();
    editor
      .chain()
      .focus()
      .setTextSelection(now ?? editor.state.selection)
      .run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // What is being composed is not said yet.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  const change = (part: Partial<typeof asked>) => setAsked({ ...asked, ...part });

  return (
    <search
      aria-label={t('title')}
      onKeyDown={onKeyDown}
      className="no-print fixed inset-x-2 top-16 z-20 flex flex-col gap-3 rounded-base border border-line bg-raised p-4 shadow-overlay sm:start-auto sm:w-96"
    >
      <div ref={field} className="flex items-end gap-1">
        <div className="min-w-0 flex-1">
          <TextField
            name="search"
            label={t('search')}
            value={asked.search}
            onChange={({ target }) => change({ search: target.value })}
            autoComplete="off"
            spellCheck={false}
            autoFocus
          />
        </div>
        <IconButton icon={ChevronUp} label={t('previous')} onClick={() => go(-1)} />
        <IconButton icon={ChevronDown} label={t('next')} onClick={() => go(1)} />
        <IconButton icon={X} label={t('close')} onClick={close} />
      </div>
      <p role="status" className="min-h-5 text-ink-soft text-small">
        {asked.search !== '' && said()}
      </p>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        <Checkbox
          name="caseSensitive"
          label={t('caseSensitive')}
          checked={asked.caseSensitive}
          onChange={({ target }) => change({ caseSensitive: target.checked })}
        />
        <Checkbox
          name="wholeWord"
          label={t('wholeWord')}
          checked={asked.wholeWord}
          onChange={({ target }) => change({ wholeWord: target.checked })}
        />
      </div>
      {mayWrite && (
        <>
          <TextField
            name="replace"
            label={t('replaceWith')}
            value={asked.replace}
            onChange={({ target }) => change({ replace: target.value })}
            autoComplete="off"
          />
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => replace('one')}>
              {t('replace')}
            </Button>
            <Button size="small" onClick={() => replace('all')}>
              {t('replaceAll')}
            </Button>
          </div>
        </>
      )}
    </search>
  );

  function said(): string {
    if (matches.length === 0) return t('none');
    const count = matches.length;
    return t(count === MOST_MATCHES ? 'many' : 'found', { at: current + 1, count });
  }
}

/** What a query finds, kept right while the text changes. */
function useMatches(editor: Editor, query: SearchQuery) {
  const [matches, setMatches] = useState<readonly SearchResult[]>([]);
  const [current, setCurrent] = useState(-1);
  const place = useRef(editor.state.selection.from);
  const look = useCallback(
    (from: number) => {
      const found = matchesOf(editor.state, query);
      setMatches(found);
      setCurrent(matchFrom(found, from));
    },
    [editor, query],
  );
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (!transaction.docChanged) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        look(currentMatch(editor)?.from ?? place.current);
      }, REST);
    };
    look(place.current);
    editor.on('transaction', later);
    return () => {
      clearTimeout(timer);
      editor.off('transaction', later);
    };
  }, [editor, look]);
  useEffect(() => {
    place.current = matches[current]?.from ?? place.current;
    // While it was looked for, the text may have gone on.
    const { doc } = editor.state;
    const isOld = matches.some(({ to }) => to > doc.content.size);
    showMarks(editor.view, SEARCH_MARKS, SearchMarks.of(doc, isOld ? [] : matches, current));
  }, [editor, matches, current]);
  useEffect(
    () => () => {
      if (!editor.isDestroyed) showMarks(editor.view, SEARCH_MARKS, null);
    },
    [editor],
  );
  return { matches, current, setCurrent, goOnFrom: look };
}

/** Where the match is by now that is being looked at. */
function currentMatch(editor: Editor): { from: number; to: number } | null {
  const marks = SEARCH_MARKS.getState(editor.state);
  return marks instanceof SearchMarks ? marks.current() : null;
}

function showMatch({ view }: Editor, match: SearchResult | undefined): void {
  if (!match) return;
  const { node } = view.domAtPos(match.from);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'center' });
}

/** What is selected, where it is a piece of one line. */
function selectedText({ state: { doc, selection } }: Editor): string {
  const { $from, $to } = selection;
  return $from.sameParent($to) ? doc.textBetween($from.pos, $to.pos).slice(0, 200) : '';
}
