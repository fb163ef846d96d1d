'use client';

import './tasks.css';
import type { GatheredHome, GatheredTask } from '@plenum/domain/tasks/gathered';
import { useTranslations } from 'next-intl';
import { GatheredRow } from './gathered-row.tsx';
import { HomeSection } from './home-section.tsx';

/** The tasks of other homes below a list as the server read it: they are ticked without scripting, too. */
export function ReadHomes({
  homes,
  hasMore,
  today,
  isListEmpty,
}: {
  homes: readonly GatheredHome[];
  hasMore: boolean;
  today: string;
  isListEmpty: boolean;
}) {
  const t = useTranslations('tasks');
  return (
    <>
      {isListEmpty && homes.length === 0 && <p className="text-ink-soft">{t('empty')}</p>}
      {homes.map((home) => (
        <HomeSection key={home.documentId} home={home}>
          <Rows home={home} tasks={home.tasks.filter(({ isDone }) => !isDone)} today={today} />
          <Done home={home} tasks={home.tasks.filter(({ isDone }) => isDone)} today={today} />
        </HomeSection>
      ))}
      {hasMore && (
        <p className="mt-4 text-ink-soft text-small">{t('gathered.more', { count: homes.length })}</p>
      )}
    </>
  );
}

interface Tasks {
  home: GatheredHome;
  tasks: readonly GatheredTask[];
  today: string;
}

function Rows({ home, tasks, today }: Tasks) {
  if (tasks.length === 0) return null;
  return (
    <ul className="-ms-3">
      {tasks.map((task) => (
        <li key={task.id}>
          <GatheredRow home={home} task={task} today={today} version={0} />
        </li>
      ))}
    </ul>
  );
}

function Done(done: Tasks) {
  const t = useTranslations('tasks');
  if (done.tasks.length === 0) return null;
  return (
    <details className="mt-2">
      <summary>{t('showDone', { count: done.tasks.length })}</summary>
      <Rows {...done} />
    </details>
  );
}
