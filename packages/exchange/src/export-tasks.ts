import type { Grant } from '@plenum/database/access/grant';
import { listAssignable } from '@plenum/database/documents/access';
import { getDocument } from '@plenum/database/documents/reads';
import type { TaskId } from '@plenum/domain/tasks/types';
import { markdownFromJson } from '@plenum/editor/markdown/markdown-from-json';
import { DESCRIPTIONS, readTaskList } from '@plenum/editor/tasks/task-list';
import { ownDocument } from '@plenum/editor/yjs/json-from-update';
import { csvFromTasks } from '@plenum/formats/tasks/csv-from-tasks';
import type { TaskFile } from '@plenum/formats/tasks/exported-list';
import { icsFromTasks } from '@plenum/formats/tasks/ics-from-tasks';
import { jsonFromTasks } from '@plenum/formats/tasks/json-from-tasks';
import { markdownFromTasks } from '@plenum/formats/tasks/markdown-from-tasks';
import type * as Y from 'yjs';
import { readNow } from './change-document.ts';
import type { TaskFormat } from './task-formats.ts';
import { listOthers } from './with-others.ts';

const WRITERS = { csv: csvFromTasks, ics: icsFromTasks, json: jsonFromTasks, markdown: markdownFromTasks };

/**
 * A list as a file, with the names of those who have something as far as the one who asks may know them. As Markdown, which is for people, it has
 * also the tasks of other homes that it shows them; what comes back as a list has its own alone, or they would be there twice.
 * @param as.from before the title of each such home, in the language of whoever reads.
 */
export async function exportTasks(
  grant: Grant<'document.read'>,
  { format, from }: { format: TaskFormat; from: string },
): Promise<TaskFile & { title: string }> {
  const [{ title }, { people, groups }, { result }, homes] = await Promise.all([
    getDocument(grant),
    listAssignable(grant),
    readNow(grant, (doc) => ({ ...readTaskList(doc), descriptions: descriptionsIn(doc) })),
    format === 'markdown' ? listOthers(grant) : [],
  ]);
  const names = new Map<string, string>(result.tasks.flatMap((task) => Object.entries(task.names)));
  for (const { id, displayName } of people) names.set(id, displayName);
  for (const { id, name } of groups) names.set(id, name);
  const others = homes.map((home) => ({ title: `${from} ${home.title}`, tasks: home.tasks }));
  return { title, ...WRITERS[format]({ title, ...result, names, others }) };
}

function descriptionsIn(doc: Y.Doc): Map<TaskId, string> {
  const names = [...doc.share.keys()].filter((name) => name.startsWith(DESCRIPTIONS));
  const written = names.map((name): [TaskId, string] => [
    name.slice(DESCRIPTIONS.length),
    markdownFromJson(ownDocument(doc.getXmlFragment(name)).toJSON()).trim(),
  ]);
  return new Map(written.filter(([, markdown]) => markdown !== ''));
}
