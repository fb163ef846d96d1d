import type { Priority } from '@plenum/domain/tasks/types';
import { isRecord } from '@plenum/editor/schema/json';
import { type Fields, field, key, number, record, records, text, texts } from './fields.ts';
import type { FoundList, FoundTask } from './found-list.ts';
import { TASKS_FORMAT, TASKS_VERSION } from './json-from-tasks.ts';
import type { Reading } from './reading.ts';
import { newerTasks } from './refusals.ts';

/** Whether some JSON says that it is Plenum's own. */
export function isOwnJson(json: unknown): json is Fields {
  return isRecord(json) && field(json, 'format') === TASKS_FORMAT;
}

/**
 * A list as Plenum writes it (`WrittenTasks`), whoever has changed it since. The people and groups are ids that stand there: whether they are here, and
 * may have a task, nobody has looked.
 * @throws AppError `invalid_input` for one of a later version.
 */
export function listFromOwnJson(json: Fields, reading: Reading): FoundList {
  if ((number(json, 'version') ?? 0) > TASKS_VERSION) throw newerTasks();
  const sections = records(json, 'sections').map((section) => ({
    title: text(section, 'title'),
    isForDone: field(section, 'isForDone') === true,
  }));
  const tasks = reading.counted(records(json, 'tasks')).map((task) => taskFrom(task, { reading, sections }));
  return { title: text(json, 'title'), sections, tasks };
}

function taskFrom(
  task: Fields,
  { reading: { times, losses }, sections }: { reading: Reading } & Pick<FoundList, 'sections'>,
): FoundTask {
  const when = (name: string) => {
    const said = text(task, name);
    const read = said === '' ? null : times.when(said);
    if (said !== '' && read === null) losses.add('unreadDates', { place: said });
    return read;
  };
  const members = [...records(task, 'people'), ...records(task, 'groups')];
  const ids = (name: string) => records(task, name).flatMap((member) => key(member, 'id') ?? []);
  const repeat = record(task, 'repeat');
  const priority = number(task, 'priority');
  const reminders = field(task, 'reminders');
  return {
    key: key(task, 'id'),
    parent: key(task, 'parent'),
    title: text(task, 'title'),
    isDone: field(task, 'isDone') === true,
    doneAt: times.instant(text(task, 'doneAt')),
    createdAt: times.instant(text(task, 'createdAt')),
    start: when('start'),
    due: when('due'),
    reminders: Array.isArray(reminders) ? reminders.filter((one) => typeof one === 'number') : [],
    repeat: repeat && { rule: text(repeat, 'rule'), afterDone: field(repeat, 'afterDone') === true },
    priority: priority !== null && isPriority(priority) ? priority : 0,
    labels: texts(task, 'labels'),
    people: ids('people'),
    groups: ids('groups'),
    names: Object.fromEntries(
      members.flatMap((member) => {
        const [id, name] = [key(member, 'id'), text(member, 'name')];
        return id === null || name === '' ? [] : [[id, name]];
      }),
    ),
    section: sections[number(task, 'section') ?? -1]?.title ?? '',
    description: text(task, 'description'),
    blockedByKeys: texts(task, 'blockedBy'),
    relatesToKeys: texts(task, 'relatesTo'),
    foreign: text(task, 'foreign') || null,
    uid: text(task, 'uid') || null,
  };
}

function isPriority(value: number): value is Priority {
  return [0, 1, 2, 3, 4].includes(value);
}
