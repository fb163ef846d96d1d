'use client';

import type { GatheredHome, GatheredTask } from '@plenum/domain/tasks/gathered';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Doc } from 'yjs';
import { Button } from '#components/button.tsx';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { late } from '#lib/late.tsx';
import { gatheredKey } from './gathered.ts';
import { GatheredRow } from './gathered-row.tsx';
import { HomeSection } from './home-section.tsx';
import { useTasks } from './tasks-context.tsx';
import { type Gathered, useGathered, useSources } from './use-gathered.ts';

const SourcesDialog = late(async () => (await import('./sources-dialog.tsx')).SourcesDialog);

/** Below a list: the tasks of other homes that it shows, and the way to choose these. Not for guests, who were shown this list alone. */
export function GatheredTasks({
  live,
  meanwhile,
  onCount,
}: {
  live: LiveDocument;
  /** What the server read of them, until they have come. */
  meanwhile: ReactNode;
  /** Is told how many there are, those done counted. */
  onCount: (count: number) => void;
}) {
  const t = useTranslations('tasks.gathered');
  const { documentId, workspaceId } = useOpenDocument();
  const { mayWrite } = useTasks();
  const named = useSources(live.doc);
  const sources = workspaceId === null ? '' : named;
  const gathered = useGathered(live, { listId: documentId, sources });
  const [isChoosing, setIsChoosing] = useState(false);
  const isKnown = sources === '' || gathered.version > 0;
  const count = gathered.homes.reduce((sum, { tasks }) => sum + tasks.length, 0);
  useEffect(() => {
    if (isKnown) onCount(count);
  }, [isKnown, count, onCount]);
  if (workspaceId === null || (sources === '' && !mayWrite)) return null;
  return (
    <>
      {gathered.failed && (
        <p role="status" className="mt-6 text-ink-soft">
          {t('failed')}{' '}
          <Button look="quiet" size="small" onClick={gathered.reload}>
            {t('again')}
          </Button>
        </p>
      )}
      {isKnown ? <Homes gathered={gathered} /> : meanwhile}
      {mayWrite && (
        <div className="no-print mt-2 -ms-3">
          <Button look="quiet" size="small" onClick={() => setIsChoosing(true)}>
            {t('choose')}
          </Button>
        </div>
      )}
      {isChoosing && (
        <SourcesDialog
          doc={live.doc satisfies Doc}
          listId={documentId}
          workspaceId={workspaceId}
          homes={gathered.homes}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </>
  );
}

function Homes({ gathered }: { gathered: Gathered }) {
  const t = useTranslations('tasks.gathered');
  const all = useTranslations('tasks');
  const [showsDone, setShowsDone] = useState(false);
  const { today } = useTasks();
  const { homes, hasMore, version, reload } = gathered;
  // What is ticked while one looks stays where it is.
  const seenOpen = useRef(new Set<string>());
  for (const home of homes)
    for (const task of home.tasks) if (!task.isDone) seenOpen.current.add(gatheredKey(home, task));
  const isPast = (home: GatheredHome, task: GatheredTask) =>
    task.isDone && !seenOpen.current.has(gatheredKey(home, task));
  const past = homes.flatMap((home) => home.tasks.filter((task) => isPast(home, task))).length;
  return (
    <>
      {homes.map((home) => {
        const tasks = home.tasks.filter((task) => showsDone || !isPast(home, task));
        if (tasks.length === 0) return null;
        return (
          <HomeSection key={home.documentId} home={home}>
            <ul className="-ms-3">
              {tasks.map((task) => (
                <li key={task.id}>
                  <GatheredRow home={home} task={task} today={today} version={version} onTicked={reload} />
                </li>
              ))}
            </ul>
          </HomeSection>
        );
      })}
      {past > 0 && (
        <div className="no-print mt-2 -ms-3">
          <Button look="quiet" size="small" onClick={() => setShowsDone(!showsDone)}>
            {all(showsDone ? 'hideDone' : 'showDone', { count: past })}
          </Button>
        </div>
      )}
      {hasMore && <p className="mt-4 text-ink-soft text-small">{t('more', { count: homes.length })}</p>}
    </>
  );
}
