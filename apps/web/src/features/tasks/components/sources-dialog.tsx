'use client';

import type { GatheredHome } from '@plenum/domain/tasks/gathered';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import { setSource } from '@plenum/editor/tasks/sources';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import type { Doc } from 'yjs';
import { Button } from '#components/button.tsx';
import { Checkbox } from '#components/checkbox.tsx';
import { Dialog } from '#components/dialog.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { usePlaces } from '#features/search/components/use-places.ts';
import { useSources } from './use-gathered.ts';

/** Chooses whose tasks a list shows beside its own: those of all texts of the workspace, or of some documents. */
export function SourcesDialog({
  doc,
  listId,
  workspaceId,
  homes,
  onClose,
}: {
  doc: Doc;
  listId: string;
  workspaceId: string;
  homes: readonly GatheredHome[];
  onClose: () => void;
}) {
  const t = useTranslations('tasks.gathered');
  const sources = useSources(doc).split(' ').filter(Boolean);
  const named = sources.filter((id) => id !== workspaceId);
  const titles = useRef(new Map<string, string>());
  for (const { documentId, document } of homes) titles.current.set(documentId, document);
  const show = (id: string, isShown: boolean) => setSource(doc, { id, isShown });
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('title')} intro={t('intro')}>
      <div className="flex flex-col gap-5">
        <Checkbox
          name="workspace"
          label={t('workspace')}
          hint={t('workspaceHint')}
          checked={sources.includes(workspaceId)}
          onChange={(event) => show(workspaceId, event.target.checked)}
        />
        {named.length > 0 && (
          <ul aria-label={t('named')} className="-ms-1">
            {named.map((id) => {
              const title = titles.current.get(id) ?? t('unknown');
              return (
                <li
                  key={id}
                  className="flex min-h-11 items-center justify-between gap-3 border-line border-b"
                >
                  <bdi className="min-w-0 break-words ps-1">{title}</bdi>
                  <IconButton icon={X} label={t('remove', { title })} onClick={() => show(id, false)} />
                </li>
              );
            })}
          </ul>
        )}
        {sources.length < TASK_LIMITS.sources ? (
          <FindDocument
            except={[listId, ...named]}
            onFound={(id, title) => {
              titles.current.set(id, title);
              show(id, true);
            }}
          />
        ) : (
          <p>{t('full', { most: TASK_LIMITS.sources })}</p>
        )}
      </div>
    </Dialog>
  );
}

function FindDocument({
  except,
  onFound,
}: {
  except: readonly string[];
  onFound: (id: string, title: string) => void;
}) {
  const t = useTranslations('tasks.gathered');
  const [typed, setTyped] = useState('');
  const { places, state } = usePlaces(typed);
  const id = useId();
  const found = new Map<string, string>();
  for (const { documentId, title } of places)
    if (documentId !== null && !except.includes(documentId)) found.set(documentId, title);
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-semibold">
        {t('find')}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        dir="auto"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="h-11 w-full rounded-base border border-line-strong bg-paper px-3"
      />
      <p role="status" className="mt-1 min-h-6 text-ink-soft text-small">
        {state === 'failed' ? t('findFailed') : state !== 'searching' && found.size === 0 && t('nothing')}
      </p>
      <ul aria-label={t('found')}>
        {[...found].map(([documentId, title]) => (
          <li key={documentId} className="flex min-h-11 items-center justify-between gap-3">
            <bdi className="min-w-0 break-words">{title}</bdi>
            <Button
              size="small"
              aria-label={t('addOne', { title })}
              onClick={() => onFound(documentId, title)}
            >
              {t('add')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
