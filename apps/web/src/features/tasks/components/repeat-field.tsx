'use client';

import type { Repeat, Task } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { SelectField } from '#components/select-field.tsx';
import { useRepeatWords } from './repeat-words.ts';
import { useTasks } from './tasks-context.tsx';

/** The usual rules (RFC 5545, 3.3.10); others come from quick add and from calendar programs. */
const RULES = {
  day: 'FREQ=DAILY',
  week: 'FREQ=WEEKLY',
  twoWeeks: 'FREQ=WEEKLY;INTERVAL=2',
  month: 'FREQ=MONTHLY',
  year: 'FREQ=YEARLY',
} as const;

type Name = keyof typeof RULES;

/** When a task comes again after it was done. */
export function RepeatField({ task }: { task: Task }) {
  const t = useTranslations('tasks.repeat');
  const { edits, mayWrite } = useTasks();
  const repeatWords = useRepeatWords();
  const { id, repeat } = task;
  const names = Object.keys(RULES) as Name[];
  const known = names.find((name) => RULES[name] === repeat?.rule);
  const change = (next: Repeat | null) => edits.change(id, { repeat: next });
  return (
    <>
      <SelectField
        name="repeat"
        label={t('label')}
        value={repeat ? (known ?? 'own') : 'never'}
        disabled={!mayWrite}
        choices={[
          { value: 'never', label: t('never') },
          ...names.map((name) => ({ value: name, label: t(name) })),
          ...(repeat && !known ? [{ value: 'own', label: repeatWords(repeat) }] : []),
        ]}
        onChange={(event) => {
          const name = names.find((one) => one === event.target.value);
          if (name) change({ rule: RULES[name], afterDone: repeat?.afterDone ?? false });
          else if (event.target.value === 'never') change(null);
        }}
      />
      {repeat && (
        <Checkbox
          name="afterDone"
          label={t('afterDone')}
          checked={repeat.afterDone}
          disabled={!mayWrite}
          onChange={(event) => change({ ...repeat, afterDone: event.target.checked })}
        />
      )}
    </>
  );
}
