import { describe, expect, test } from 'vitest';
import de from '../../../messages/de/inbox.json' with { type: 'json' };
import en from '../../../messages/en/inbox.json' with { type: 'json' };
import { sayingOf } from './saying-of.ts';

const task = { id: 't', title: 'Rice' };

describe('what an entry of the inbox says', () => {
  test.each([
    [0, 'Due now: Rice (Camp)', 'Jetzt fällig: Rice (Camp)'],
    [60, 'Due in 1 hour: Rice (Camp)', 'Fällig in 1 Stunde: Rice (Camp)'],
    [90, 'Due in 90 minutes: Rice (Camp)', 'Fällig in 90 Minuten: Rice (Camp)'],
    [2880, 'Due in 2 days: Rice (Camp)', 'Fällig in 2 Tagen: Rice (Camp)'],
    [null, 'Due: Rice (Camp)', 'Fällig: Rice (Camp)'],
  ])('TASK-631 names a task that is due, with %s minutes left', (reminder, english, german) => {
    const said = (['en', 'de'] as const).map((locale) => {
      const { key, when } = sayingOf({ kind: 'due', task, reminder }, locale);
      const filled = { en, de }[locale].what[key].replace('{when}', when);
      return filled.replace('<task></task>', 'Rice').replace('<title></title>', 'Camp');
    });
    expect(said).toEqual([english, german]);
  });

  test('TASK-631 says of several tasks, and of one that is gone, where they are', () => {
    const keyOf = (kind: 'assigned' | 'due', reminder: number | null = null) =>
      sayingOf({ kind, task: null, reminder }, 'en').key;
    expect([keyOf('assigned'), keyOf('due'), keyOf('due', 0), keyOf('due', 60)]).toEqual([
      'assigned',
      'due',
      'due',
      'dueSoon',
    ]);
    expect(sayingOf({ kind: 'assigned', task, reminder: null }, 'en').key).toBe('assignedTask');
  });
});
