'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '#components/button.tsx';
import { useScripted } from '#components/use-scripted.ts';
import { renameDocument } from '../actions.ts';

/** How long after the last letter a title is saved. */
const PAUSE_MS = 800;

type Saving = { kind: 'idle' } | { kind: 'saving' } | { kind: 'saved' } | { kind: 'failed'; message: string };

/** The document's title, written in place. Enter goes on to the text; what can't be saved says so and stays. */
export function TitleField({
  ref,
  documentId,
  title,
  canRename,
  onShow,
  onSaved,
  onEnter,
}: {
  ref: RefObject<HTMLTextAreaElement | null>;
  documentId: string;
  title: string;
  canRename: boolean;
  /** While it is typed. */
  onShow: (title: string) => void;
  onSaved: (title: string) => void;
  onEnter: () => void;
}) {
  const t = useTranslations('documents.page');
  const scripted = useScripted();
  const [typed, setTyped] = useState(title);
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const saved = useRef(title);
  const dirty = typed.trim() !== saved.current;

  useEffect(() => {
    // Somebody else's title, unless one of our own is being written.
    const before = saved.current;
    setTyped((now) => (now.trim() === before ? title : now));
    saved.current = title;
  }, [title]);

  async function save() {
    const wanted = typed.trim();
    if (wanted === saved.current || saving.kind === 'saving') return;
    setSaving({ kind: 'saving' });
    const result = await rename({ documentId, title: wanted });
    if (result !== null) return setSaving({ kind: 'failed', message: result || t('titleFailed') });
    saved.current = wanted;
    setSaving({ kind: 'saved' });
    onSaved(wanted);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a pause after the last letter, whatever has been drawn since
  useEffect(() => {
    if (!dirty || saving.kind === 'saving' || saving.kind === 'failed') return;
    const timer = setTimeout(save, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, saving]);

  useEffect(() => {
    document.title = `${typed.trim() || t('untitled')} · Plenum`;
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [typed, dirty, t]);

  function type(text: string) {
    const line = text.replace(/[\r\n]+/g, ' ');
    setTyped(line);
    onShow(line);
    setSaving({ kind: 'idle' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter();
  }

  if (!canRename) {
    return (
      <h1 dir="auto" className="title mb-8">
        {title}
      </h1>
    );
  }
  return (
    <div className="mb-3">
      {scripted ? (
        <h1 className="title grow-field" data-text={typed}>
          <textarea
            ref={ref}
            rows={1}
            value={typed}
            maxLength={200}
            dir="auto"
            aria-label={t('title')}
            aria-invalid={saving.kind === 'failed' || undefined}
            placeholder={t('untitled')}
            onChange={(event) => type(event.target.value)}
            onBlur={save}
            onKeyDown={onKeyDown}
          />
        </h1>
      ) : (
        // What is typed into a field that no script listens to would be lost.
        <h1 dir="auto" className="title">
          {title || t('untitled')}
        </h1>
      )}
      <div role="status" className="flex min-h-8 flex-wrap items-center gap-2 text-ink-soft text-small">
        {saving.kind === 'saving' && t('titleSaving')}
        {saving.kind === 'saved' && <span className="sr-only">{t('titleSaved')}</span>}
        {saving.kind === 'failed' && (
          <>
            <strong className="text-ink">{saving.message}</strong>
            <Button size="small" onClick={save}>
              {t('tryAgain')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** @returns null when it worked, else why not; an empty string where only the connection is known to have failed */
async function rename({ documentId, title }: { documentId: string; title: string }): Promise<string | null> {
  const form = new FormData();
  form.set('documentId', documentId);
  form.set('title', title);
  try {
    const state = await renameDocument(null, form);
    return state?.status === 'failed' ? (state.fields.title ?? state.message) : null;
  } catch {
    return '';
  }
}
