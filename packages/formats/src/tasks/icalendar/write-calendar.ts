import type { Task } from '@plenum/domain/tasks/types';
import { isZone } from '@plenum/domain/tasks/when';
import { writeContentLines } from './content-lines.ts';
import { readForeign } from './foreign.ts';
import { zoneLines } from './vtimezone.ts';
import { zonesNamedIn } from './zone-names.ts';

/** The components of a calendar in which one task is written. */
export interface TaskComponents {
  task: Task;
  /** Unfolded, from `BEGIN` to `END`. */
  lines: string[];
}

/**
 * A calendar (RFC 5545, 3.4) with tasks and the zones that they name, each once: as this system knows them, from the first year on in which one of the tasks is,
 * or as they came.
 * @param head properties of the calendar itself, as lines.
 */
export function writeCalendar(components: readonly TaskComponents[], head: readonly string[] = []): string {
  return writeContentLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plenum//Tasks//EN',
    ...head,
    ...timezones(components),
    ...components.flatMap(({ lines }) => lines),
    'END:VCALENDAR',
  ]);
}

function timezones(components: readonly TaskComponents[]): string[] {
  const first = new Map<string, { year: number; task: Task }>();
  for (const { task, lines } of components) {
    const year = yearOf(task);
    for (const zone of zonesNamedIn(lines)) {
      const known = first.get(zone);
      if (!known || year < known.year) first.set(zone, { year, task: known?.task ?? task });
    }
  }
  return [...first]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([zone, { year, task }]) => {
      if (isZone(zone)) return zoneLines(zone, year);
      const own = readForeign(task.foreign).beside.find(
        ({ name, raw }) =>
          name === 'VTIMEZONE' && raw.some((line) => line.toUpperCase() === `TZID:${zone}`.toUpperCase()),
      );
      return own?.raw ?? [];
    });
}

/** The first year in which a task is, as far as zones are known of. */
function yearOf({ start, due, createdAt }: Task): number {
  const years = [start, due, createdAt].flatMap((when) => (when ? Number(when.slice(0, 4)) : []));
  return Math.min(Math.max(years.length === 0 ? 2020 : Math.min(...years), 1901), 2989);
}
