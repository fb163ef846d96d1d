'use client';

import type { GatheredHome, GatheredTask } from '@plenum/domain/tasks/gathered';
import { Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { AvatarStack } from '#components/avatar-stack.tsx';
import { Badge } from '#components/badge.tsx';
import { late } from '#lib/late.tsx';
import { blockPath } from '#lib/paths.ts';
import { TickForm } from './tick-form.tsx';
import { DueText } from './when-text.tsx';

// It knows rules, which most pages have none of.
const RepeatMark = late(async () => (await import('./repeat-mark.tsx')).RepeatMark);

/** A task of another home: it is ticked here, and its title leads there. */
export function GatheredRow({
  home: { documentId, mayTick },
  task,
  today,
  version,
  onTicked,
}: {
  home: Pick<GatheredHome, 'documentId' | 'mayTick'>;
  task: GatheredTask;
  /** The day that it is here, as ISO 8601. */
  today: string;
  /** Of what is shown: what was ticked here counts until there is another one. */
  version: number;
  onTicked?: () => void;
}) {
  const t = useTranslations('tasks');
  const [own, setOwn] = useState({ version: -1, isDone: false });
  const isDone = own.version === version ? own.isDone : task.isDone;
  const ticked = useCallback(
    (done: boolean) => {
      setOwn({ version, isDone: done });
      onTicked?.();
    },
    [version, onTicked],
  );
  const { id, title, due, priority, labels, people, groups, repeat } = task;
  return (
    <div className="flex min-h-11 items-start gap-1 border-line border-b pe-1">
      <TickForm task={{ documentId, id, title }} isDone={isDone} mayTick={mayTick} onTicked={ticked} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-2">
        <a
          href={blockPath(documentId, id)}
          className={`min-w-0 flex-1 basis-40 break-words ${isDone ? 'text-ink-soft line-through' : ''}`}
        >
          <bdi>{title || t('untitledTask')}</bdi>
        </a>
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-small">
          {repeat && <RepeatMark repeat={repeat} />}
          {due && <DueText due={due} today={today} isDone={isDone} />}
          {priority > 0 && (
            <span className="inline-flex items-center gap-1">
              <Flag aria-hidden size={14} />
              {t(`priority.${priority}`)}
            </span>
          )}
          {[...labels, ...groups.map(({ name }) => name)].map((label) => (
            <Badge key={label}>
              <bdi className="max-w-40 truncate">{label}</bdi>
            </Badge>
          ))}
          <AvatarStack people={people} />
        </span>
      </div>
    </div>
  );
}
