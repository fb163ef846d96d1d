'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { Users, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Avatar } from '#components/avatar.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { Select } from '#components/select-field.tsx';
import { useTasks } from './tasks-context.tsx';

/** People, and groups, who have a task. */
export function AssigneesField({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const { edits, mayWrite, assignable } = useTasks();
  const id = useId();
  const nameOf = (who: string) => task.names[who];
  const people = task.people.map((who) => {
    const known = assignable.people.find((person) => person.id === who);
    return { id: who, name: known?.displayName ?? nameOf(who) ?? t('somebody'), colour: known?.colour ?? 0 };
  });
  const groups = task.groups.map((who) => ({
    id: who,
    name: assignable.groups.find((group) => group.id === who)?.name ?? nameOf(who) ?? t('aGroup'),
  }));
  const others = [
    ...assignable.people
      .filter((person) => !task.people.includes(person.id))
      .map((person) => ({ value: `person ${person.id}`, label: person.displayName })),
    ...assignable.groups
      .filter((group) => !task.groups.includes(group.id))
      .map((group) => ({ value: `group ${group.id}`, label: group.name })),
  ];
  const add = (value: string, label: string) => {
    const [kind, who = ''] = value.split(' ');
    const names = { [who]: label };
    if (kind === 'person') edits.change(task.id, { people: [...task.people, who], names });
    if (kind === 'group') edits.change(task.id, { groups: [...task.groups, who], names });
  };
  const without = (ids: readonly string[], who: string) => ids.filter((one) => one !== who);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <h3 id={id} className="font-medium">
        {t('assignees')}
      </h3>
      {people.length + groups.length === 0 && <p className="text-ink-soft text-small">{t('nobody')}</p>}
      <ul>
        {people.map((person) => (
          <li key={person.id} className="flex min-h-9 items-center gap-2">
            <Avatar person={person} size="small" />
            <bdi className="min-w-0 flex-1 truncate">{person.name}</bdi>
            {mayWrite && (
              <IconButton
                icon={X}
                label={t('unassign', { name: person.name })}
                onClick={() => edits.change(task.id, { people: without(task.people, person.id) })}
              />
            )}
          </li>
        ))}
        {groups.map((group) => (
          <li key={group.id} className="flex min-h-9 items-center gap-2">
            <Users aria-hidden size={18} className="mx-0.75 shrink-0 text-ink-soft" />
            <bdi className="min-w-0 flex-1 truncate">{group.name}</bdi>
            {mayWrite && (
              <IconButton
                icon={X}
                label={t('unassign', { name: group.name })}
                onClick={() => edits.change(task.id, { groups: without(task.groups, group.id) })}
              />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && others.length > 0 && (
        <Select
          name="assignee"
          aria-label={t('assign')}
          value=""
          choices={[{ value: '', label: t('assign') }, ...others]}
          onChange={(event) => {
            const chosen = others.find(({ value }) => value === event.target.value);
            if (chosen) add(chosen.value, chosen.label);
          }}
        />
      )}
    </section>
  );
}
