'use client';

import type { DecisionPart, TaskPart } from '@plenum/editor/meetings/meeting-parts';
import { votesText } from '@plenum/editor/schema/decision-words';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { decisionWordsIn } from '#features/documents/components/editor/decision-words.ts';
import { dayInWords } from '#i18n/day.ts';
import { Part } from './part.tsx';

/** The decisions in the text. */
export function DecisionsInText({
  decisions,
  onShow,
}: {
  decisions: readonly DecisionPart[];
  onShow: (blockId: string) => void;
}) {
  const t = useTranslations('meetings.panel');
  const parts = useTranslations('documents.parts');
  const words = decisionWordsIn(parts);
  return (
    <Part title={t('decisions')}>
      {decisions.length === 0 && <p className="text-ink-soft text-small">{t('noDecisions')}</p>}
      <ul className="flex flex-col">
        {decisions.map(({ blockId, text, outcome }) => (
          <Line
            key={blockId}
            text={text || t('untitled')}
            about={[words[outcome.result], votesText(outcome, words)]}
            onShow={() => onShow(blockId)}
          />
        ))}
      </ul>
    </Part>
  );
}

/** The tasks in the text, with who has them and until when. */
export function TasksInText({
  tasks,
  onShow,
}: {
  tasks: readonly TaskPart[];
  onShow: (blockId: string) => void;
}) {
  const t = useTranslations('meetings.panel');
  const locale = useLocale();
  return (
    <Part title={t('tasks')}>
      <p className="text-ink-soft text-small">{t('noTasks')}</p>
      <ul className="flex flex-col">
        {tasks.map(({ blockId, text, isDone, assignee, due }) => (
          <Line
            key={blockId}
            text={text || t('untitled')}
            about={[
              isDone ? t('taskDone') : '',
              assignee ? <bdi key="who">{t('assignee', { name: assignee })}</bdi> : '',
              due ? t('due', { date: dayInWords(locale, due) }) : '',
            ]}
            onShow={() => onShow(blockId)}
          />
        ))}
      </ul>
    </Part>
  );
}

function Line({ text, about, onShow }: { text: string; about: readonly ReactNode[]; onShow: () => void }) {
  const said = about.filter((one) => one !== '');
  return (
    <li>
      <button
        type="button"
        onClick={onShow}
        className="w-full rounded-small px-1 py-1.5 text-start text-small hover:bg-sunken"
      >
        <span dir="auto" className="line-clamp-2 break-words">
          {text}
        </span>
        {said.length > 0 && (
          <span className="text-ink-soft">
            {said.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and stay in their order
              <span key={index}>
                {index > 0 && ' · '}
                {one}
              </span>
            ))}
          </span>
        )}
      </button>
    </li>
  );
}
