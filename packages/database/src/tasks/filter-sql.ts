import type { DueDays, FilterTerms, TaskFilter } from '@plenum/domain/tasks/filter/types';
import { Prisma } from '../generated/client.ts';

/** A filter whose places have been looked up. */
export interface PlacedFilter extends TaskFilter {
  /** The workspaces that it asks for, where it names some, and those that it excludes. */
  workspaces: { wants: string[]; excludes: string[] };
}

/** As SQL, that the task `t` of the workspace `w`, which somebody has by themselves where `a.self`, is one that a filter asks for. */
export function matches(filter: PlacedFilter): Prisma.Sql {
  const { wants, excludes, workspaces } = filter;
  const all = [
    stateIn(filter),
    ...(wants.words.length > 0 ? [Prisma.sql`t.folded LIKE ALL(${patterns(wants)}::text[])`] : []),
    ...(excludes.words.length > 0 ? [Prisma.sql`t.folded NOT LIKE ALL(${patterns(excludes)}::text[])`] : []),
    ...(wants.labels.length > 0 ? [Prisma.sql`t.label_keys @> ${wants.labels}::text[]`] : []),
    ...(excludes.labels.length > 0 ? [Prisma.sql`NOT t.label_keys && ${excludes.labels}::text[]`] : []),
    ...(wants.priorities.length > 0 ? [Prisma.sql`t.priority = ANY(${wants.priorities}::int[])`] : []),
    ...(excludes.priorities.length > 0 ? [Prisma.sql`t.priority <> ALL(${excludes.priorities}::int[])`] : []),
    ...(wants.due.length > 0 ? [Prisma.sql`(${Prisma.join(wants.due.map(dueIn), ' OR ')})`] : []),
    ...excludes.due.map((days) => Prisma.sql`NOT coalesce(${dueIn(days)}, false)`),
    ...(wants.places.length > 0 ? [Prisma.sql`w.id = ANY(${workspaces.wants}::uuid[])`] : []),
    ...(excludes.places.length > 0 ? [Prisma.sql`w.id <> ALL(${workspaces.excludes}::uuid[])`] : []),
    ...(wants.self ? [Prisma.sql`a.self`] : []),
    ...(excludes.self ? [Prisma.sql`NOT a.self`] : []),
  ];
  return Prisma.join(all, ' AND ');
}

function stateIn({ open, done }: TaskFilter): Prisma.Sql {
  if (open && done) return Prisma.sql`true`;
  if (done) return Prisma.sql`t.done`;
  return open ? Prisma.sql`NOT t.done` : Prisma.sql`false`;
}

/** Folded words are letters, digits and spaces, and so no patterns of their own. */
function patterns({ words }: FilterTerms): string[] {
  return words.map((word) => `%${word}%`);
}

function dueIn(days: DueDays | 'none'): Prisma.Sql {
  if (days === 'none') return Prisma.sql`t.due_day IS NULL`;
  return Prisma.sql`(t.due_day >= ${days.from ?? '-infinity'}::date AND t.due_day < ${days.before ?? 'infinity'}::date)`;
}
