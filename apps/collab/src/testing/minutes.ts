import { authorize } from '@plenum/database/access/authorize';
import { getDocumentState } from '@plenum/database/documents/reads';
import { createDocument } from '@plenum/database/documents/writes';
import type { Member } from '@plenum/domain/access/actor';
import { addTasks } from '@plenum/editor/tasks/edit-tasks';
import { setSource } from '@plenum/editor/tasks/sources';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { tickTask } from '@plenum/exchange/tasks';
import { deriveNow } from '@plenum/exchange/testing/derive-now';
import { aTaskList, changeList } from './calendar-program.ts';
import type { RunningCollab } from './running-collab.ts';

/** The ids of the tasks of {@link someMinutes}. */
export const RICE = '0192f000-0000-4000-8000-00000000000a';
export const HALL = '0192f000-0000-4000-8000-00000000000b';

interface By {
  actor: Member;
  workspaceId: string;
}

/** Minutes called "Plenum in May" with two boxes, "Buy rice" and "Book the hall"; their id. */
export async function someMinutes(server: RunningCollab, { actor, workspaceId }: By): Promise<string> {
  const item = (id: string, text: string) => ({
    type: 'taskItem',
    attrs: { id, checked: false },
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  });
  const content = [{ type: 'taskList', content: [item(RICE, 'Buy rice'), item(HALL, 'Book the hall')] }];
  const create = await authorize(server.db, { actor, action: 'document.create', on: workspaceId });
  const seed = updateFromJson({ type: 'doc', content });
  return (await createDocument(create, { kind: 'pad', title: 'Plenum in May', seed })).id;
}

/** A list that shows the tasks of a document beside its own, "Wash up"; its id. */
export async function aListShowing(
  server: RunningCollab,
  { shown, ...by }: By & { shown: string },
): Promise<string> {
  const on = await aTaskList(server, by);
  const change = (doc: Parameters<typeof setSource>[0]) => {
    setSource(doc, { id: shown, isShown: true });
    addTasks(doc, [{ title: 'Wash up', position: 'a0' }]);
  };
  await changeList(server, { actor: by.actor, on, change });
  await deriveNow(server.db, on);
  return on;
}

/** Whether each box of some minutes is ticked. */
export async function boxesOf(
  server: RunningCollab,
  { actor, on }: { actor: Member; on: string },
): Promise<unknown> {
  const read = await authorize(server.db, { actor, action: 'document.read', on });
  const { content } = jsonFromUpdate((await getDocumentState(read)).update);
  return content?.[0]?.content?.map(({ attrs }) => attrs?.checked);
}

/** Ticks a box of some minutes, or takes that back, as somebody does who reads them. */
export async function tickBox(
  server: RunningCollab,
  { actor, on, ...tick }: { actor: Member; on: string; taskId: string; isDone: boolean },
): Promise<void> {
  await tickTask(await authorize(server.db, { actor, action: 'document.tick', on }), tick);
}
