import type { Task } from '@plenum/domain/tasks/types';

/** A line of the days one below the other: a day, or a task that is due on it; null for what is due on none. */
export interface AgendaRow {
  key: string;
  day: string | null;
  /** Null for the day itself. */
  task: Task | null;
}

/** The lines of the days on which something is due, and then of what is due on none. */
export function agendaRows({
  days,
  byDay,
  undated,
}: {
  days: readonly string[];
  byDay: ReadonlyMap<string, readonly Task[]>;
  undated: readonly Task[];
}): AgendaRow[] {
  return [...days.flatMap((day) => rowsOfDay(day, byDay.get(day) ?? [])), ...rowsOfDay(null, undated)];
}

function rowsOfDay(day: string | null, tasks: readonly Task[]): AgendaRow[] {
  if (tasks.length === 0) return [];
  return [{ key: day ?? 'none', day, task: null }, ...tasks.map((task) => ({ key: task.id, day, task }))];
}
