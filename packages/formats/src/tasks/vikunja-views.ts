import { type Fields, field, key, number, records, text } from './fields.ts';
import type { ImportedSection } from './found-list.ts';

/** The sections of a project of Vikunja, and which one a task stands in; empty for none. */
export interface VikunjaBuckets {
  sections: ImportedSection[];
  sectionOf: (task: Fields) => string;
}

/**
 * The buckets of a project's first board. Since 0.24 a project has several, and says in `task_buckets` where each task stands; before, a task did
 * so itself.
 */
export function bucketsOf(project: Fields): VikunjaBuckets {
  const all = records(project, 'buckets');
  const boards = records(project, 'views').filter((view) => text(view, 'view_kind') === 'kanban');
  const used = boards.find((view) => all.some((bucket) => isOf(bucket, key(view, 'id'))));
  const view = used ? key(used, 'id') : all[0] ? key(all[0], 'project_view_id') : null;
  const done = key(used ?? project, 'done_bucket_id');
  const buckets = all
    .filter((bucket) => isOf(bucket, view))
    .sort((a, b) => (number(a, 'position') ?? 0) - (number(b, 'position') ?? 0));
  const titles = new Map(buckets.map((bucket) => [key(bucket, 'id') ?? '', text(bucket, 'title')]));
  const places = new Map(
    records(project, 'task_buckets')
      .filter((place) => isOf(place, view))
      .map((place) => [key(place, 'task_id'), key(place, 'bucket_id')]),
  );
  return {
    sections: buckets.map((bucket) => ({
      title: text(bucket, 'title'),
      isForDone: field(bucket, 'is_done_bucket') === true || (done !== null && key(bucket, 'id') === done),
    })),
    sectionOf: (task) => titles.get(places.get(key(task, 'id')) ?? key(task, 'bucket_id') ?? '') ?? '',
  };
}

/** The tasks of a project in the order of the view that comes first. */
export function orderOf(project: Fields, tasks: readonly Fields[]): Fields[] {
  const positions = records(project, 'positions');
  const [first] = [...records(project, 'views')].sort(
    (a, b) => (number(a, 'position') ?? 0) - (number(b, 'position') ?? 0),
  );
  const view = first ? key(first, 'id') : null;
  const known = new Map(
    positions
      .filter((one) => view === null || isOf(one, view))
      .map((one) => [key(one, 'task_id'), number(one, 'position')]),
  );
  const placeOf = (task: Fields) =>
    known.get(key(task, 'id')) ?? number(task, 'position') ?? number(task, 'index') ?? 0;
  return [...tasks].sort((a, b) => placeOf(a) - placeOf(b));
}

function isOf(one: Fields, view: string | null): boolean {
  return key(one, 'project_view_id') === view;
}
