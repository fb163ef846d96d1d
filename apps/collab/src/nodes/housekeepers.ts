import type { Database } from '@plenum/database/client';
import { keepHouse } from '@plenum/database/housekeeping';
import { remindOfTasks } from '@plenum/database/tasks/reminders';
import type { Logger } from 'pino';
import { asInstance } from '../as-instance.ts';
import type { Clock } from '../room/ports.ts';
import { Housekeeper } from './housekeeper.ts';

/** Milliseconds between two rounds of what can wait, and of what is due at its minute. */
const HOURLY = 3_600_000;
const WITHIN_A_MINUTE = 30_000;

/** Does what is due in an instance, until it is closed: what can wait once an hour, and reminding people within the minute. */
export function housekeepers({ db, clock, log }: { db: Database; clock: Clock; log: Logger }): {
  close(): void;
} {
  const all = [
    new Housekeeper({
      clock,
      every: HOURLY,
      keepHouse: async () => keepHouse(await asInstance(db, 'the instance keeps house')),
      onFailed: (err) => log.error({ err }, 'what is due could not be done, trying again in an hour'),
    }),
    new Housekeeper({
      clock,
      every: WITHIN_A_MINUTE,
      keepHouse: async () => remindOfTasks(await asInstance(db, 'people are reminded of tasks')),
      onFailed: (err) =>
        log.error({ err }, 'people could not be reminded of tasks, trying again in a moment'),
    }),
  ];
  return {
    close: () => {
      for (const keeper of all) keeper.close();
    },
  };
}
