'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { dayInWords } from '#i18n/day.ts';
import { useTasks } from '../tasks-context.tsx';
import type { SaidStep } from './said-steps.ts';
import { useActivity } from './use-activity.ts';

/** Steps that are listed, the newest. */
const MOST = 50;

/** Who changed what of a task, and when; asked for when somebody opens it. */
export function Activity({ task }: { task: Task }) {
  const t = useTranslations('tasks.activity');
  const { live, workspaceId } = useOpenDocument();
  const { mayWrite } = useTasks();
  const [isOpen, setOpen] = useState(false);
  // Who wrote what is for those who write here, and no guests.
  if (!live || workspaceId === null || !mayWrite) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer py-2.5 font-medium">{t('heading')}</summary>
      {isOpen && <Steps doc={live.doc} task={task} />}
    </details>
  );
}

function Steps({ doc, task }: { doc: Parameters<typeof useActivity>[0]; task: Task }) {
  const t = useTranslations('tasks.activity');
  const { documentId } = useOpenDocument();
  const { steps, failed } = useActivity(doc, { documentId, task });
  if (failed) return <p className="text-ink-soft text-small">{t('failed')}</p>;
  if (!steps) return <p className="text-ink-soft text-small">{t('loading')}</p>;
  return (
    <ol className="flex flex-col gap-2 text-small">
      {steps.slice(0, MOST).map((step) => (
        <Step key={`${step.client} ${step.clock}`} step={step} task={task} />
      ))}
    </ol>
  );
}

function Step({ step, task }: { step: SaidStep; task: Task }) {
  const t = useTranslations('tasks.activity');
  const format = useFormatter();
  const what = useWords(step, task);
  const { author, at } = step;
  const name = author ? (author.name ?? t(`nameless.${author.kind}`)) : t('somebody');
  return (
    <li className="break-words">
      {t.rich('step', { what, name, who: (chunks) => <bdi className="font-medium">{chunks}</bdi> })}{' '}
      <span className="whitespace-nowrap text-ink-soft">
        {at ? (
          <time dateTime={at.toISOString()}>
            {format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' })}
          </time>
        ) : (
          t('now')
        )}
      </span>
    </li>
  );
}

/** What a step did, as the end of a sentence that begins with who did it. */
function useWords({ field, member, value }: SaidStep, task: Task): string {
  const t = useTranslations('tasks.activity');
  const locale = useLocale();
  const { tasks, sections } = useTasks();
  const other = (id: unknown) => (typeof id === 'string' ? tasks.get(id)?.title : undefined) ?? t('aTask');
  switch (field) {
    case 'task':
      return t('made');
    case 'title':
      return typeof value === 'string' ? t('title', { title: value.slice(0, 200) }) : t('oldTitle');
    case 'isDone':
      return typeof value === 'boolean' ? t(value ? 'done' : 'open') : t('ticked');
    case 'people':
    case 'groups': {
      const who = (member !== null && task.names[member]) || t('somebody');
      return t(value === undefined ? 'passed' : value === false ? 'taken' : 'given', { who });
    }
    case 'labels':
      return t(value === undefined ? 'label' : value === false ? 'unlabelled' : 'labelled', {
        label: (member ?? '').slice(0, 50),
      });
    case 'due':
    case 'start':
      if (typeof value !== 'string') return t(value === null ? `no.${field}` : `changed.${field}`);
      return t(`day.${field}`, { day: dayWords(locale, value) });
    case 'sectionId': {
      const section = sections.find(({ id }) => id === value);
      return section ? t('section', { title: section.title }) : t('changed.sectionId');
    }
    case 'blockedBy':
    case 'relatesTo':
      return t(value === false ? `untied.${field}` : `tied.${field}`, { title: other(member) });
    default:
      return t(`changed.${field}`);
  }
}

/** A day, with its time if it has one; what is none as it is, cut. */
function dayWords(locale: string, when: string): string {
  const [, day, time = ''] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(when) ?? [];
  const isDay = day !== undefined && !Number.isNaN(Date.parse(day));
  return isDay ? `${dayInWords(locale, day)} ${time}`.trim() : when.slice(0, 40);
}
