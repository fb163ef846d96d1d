'use client';

import type { DocumentId } from '@plenum/domain/ids';
import type { NodeJson } from '@plenum/editor/schema/json';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button, ButtonLink } from '#components/button.tsx';
import { Problem } from '#components/problem.tsx';
import { documentPath } from '#lib/paths.ts';
import { createFromCopy } from '../../actions.ts';
import { afterGrace, type Pending } from './after-grace.ts';

type State =
  | { kind: 'idle' }
  | { kind: 'opening' }
  | { kind: 'opened'; id: DocumentId }
  | { kind: 'failed'; message: string }
  | { kind: 'discarding' };

/** A copy that the server does not take: to download, to open as a document of its own, or to discard. */
export function RescueActions({
  title,
  workspaceId,
  read,
  onDownloaded,
  onOpened,
  onDiscard,
}: {
  title: string;
  /** Where a new document would be made; null where none can be. */
  workspaceId: string | null;
  read: () => Promise<NodeJson>;
  onDownloaded?: () => void;
  /** It is a document of its own now, with that id. */
  onOpened: (id: DocumentId) => void;
  /** Deletes it for good; rejects where that fails. */
  onDiscard: () => Promise<void>;
}) {
  const t = useTranslations('documents.page.rescue');
  const [state, setState] = useState<State>({ kind: 'idle' });
  const buttons = useRef<HTMLDivElement>(null);
  const isDiscarding = state.kind === 'discarding';

  const discarding = useRef<Pending | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time runs from the press, whatever is drawn meanwhile
  useEffect(() => {
    if (!isDiscarding) return;
    const pending = afterGrace(() => {
      onDiscard().catch(() => setState({ kind: 'failed', message: t('notDeleted') }));
    });
    discarding.current = pending;
    return pending.end;
  }, [isDiscarding]);

  // What was pressed is gone.
  const isOpened = state.kind === 'opened';
  useEffect(() => {
    if (isOpened) buttons.current?.querySelector('a')?.focus();
  }, [isOpened]);

  async function download() {
    try {
      const { downloadMarkdown } = await import('#lib/device/download-markdown.ts');
      downloadMarkdown({ title, content: await read() });
      onDownloaded?.();
    } catch {
      setState({ kind: 'failed', message: t('failed') });
    }
  }

  async function openAsNew() {
    if (workspaceId === null || state.kind === 'opening') return;
    setState({ kind: 'opening' });
    const result = await make({ workspaceId, title: t('title', { title }).slice(0, 200), read });
    if (result.kind === 'failed') return setState({ kind: 'failed', message: result.message || t('failed') });
    setState(result);
    onOpened(result.id);
  }

  return (
    <>
      <div role="status" className="mt-2 empty:absolute">
        {state.kind === 'opening' && t('opening')}
        {state.kind === 'opened' && t('opened')}
        {isDiscarding && t('discarding')}
      </div>
      {state.kind === 'failed' && <Problem role="alert">{state.message}</Problem>}
      <div ref={buttons} className="mt-3 flex flex-wrap gap-2">
        {state.kind === 'opened' ? (
          <ButtonLink size="small" href={documentPath(state.id)}>
            {t('goThere')}
          </ButtonLink>
        ) : (
          <>
            {!isDiscarding && (
              <Button size="small" onClick={download}>
                {t('download')}
              </Button>
            )}
            {!isDiscarding && workspaceId !== null && (
              <Button size="small" onClick={openAsNew} aria-disabled={state.kind === 'opening'}>
                {t('open')}
              </Button>
            )}
            <Button
              key="discard"
              size="small"
              onClick={() => {
                if (isDiscarding) discarding.current?.undo();
                setState({ kind: isDiscarding ? 'idle' : 'discarding' });
              }}
            >
              {t(isDiscarding ? 'undo' : 'discard')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

/** An empty message where nothing is known but that it failed. */
async function make({
  workspaceId,
  title,
  read,
}: {
  workspaceId: string;
  title: string;
  read: () => Promise<NodeJson>;
}): Promise<{ kind: 'opened'; id: DocumentId } | { kind: 'failed'; message: string }> {
  const form = new FormData();
  form.set('workspaceId', workspaceId);
  form.set('title', title);
  try {
    form.set('content', JSON.stringify(await read()));
    const state = await createFromCopy(null, form);
    if (state?.status === 'done') return { kind: 'opened', id: state.result };
    return { kind: 'failed', message: state?.message ?? '' };
  } catch {
    return { kind: 'failed', message: '' };
  }
}
