import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { createDocument } from '@plenum/database/documents/writes';
import { listMembers } from '@plenum/database/workspaces/reads';
import type { PersonCard } from '@plenum/domain/accounts/types';
import { MAX_TITLE } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { searchFold } from '@plenum/domain/fold';
import type { TaskDraft } from '@plenum/domain/tasks/types';
import { type Assigned, listFromDrafts } from '@plenum/editor/tasks/list-from-drafts';
import type { Converter } from '@plenum/formats/convert';
import type { Loss } from '@plenum/formats/losses';
import type { SentFile } from './import-document.ts';

/** People of a workspace by whose names tasks are given. */
const MOST_PEOPLE = 200;

/**
 * Makes lists of a file of tasks, one for each board or project in it. Tasks are given to people of the workspace who are called as the file
 * says; where several are, or nobody is, to nobody.
 * @param zone the IANA zone of whoever sends it.
 * @throws AppError as the converter does.
 */
export async function importTasks(
  grant: Grant<'document.create'>,
  {
    file,
    zone,
    untitled,
    converter,
  }: { file: SentFile; zone: string; untitled: string; converter: Converter },
): Promise<{ documents: DocumentCard[]; losses: Loss[] }> {
  const { actor, db, workspaceId: on } = grant;
  const { lists, losses } = await converter.importTasks({ name: file.name, content: file.content, zone });
  const read = await authorize(db, { actor, action: 'workspace.read', on });
  const { items } = await listMembers(read, { limit: MOST_PEOPLE });
  const whoHas = (draft: TaskDraft) => assignedTo(draft, items);
  const documents: DocumentCard[] = [];
  for (const { title, ...list } of lists) {
    const seed = listFromDrafts(list, whoHas);
    const name = (title || untitled).slice(0, MAX_TITLE);
    documents.push(await createDocument(grant, { kind: 'tasks', title: name, seed }));
  }
  return { documents, losses };
}

function assignedTo(
  { assigneeNames = [], people = [], names = {} }: TaskDraft,
  known: readonly PersonCard[],
): Assigned {
  const said = [...assigneeNames, ...people.flatMap((id) => names[id] ?? [])].map(searchFold);
  const found = said.flatMap((name) => {
    const called = known.filter((person) =>
      [person.displayName, person.username].some((one) => searchFold(one) === name),
    );
    return called.length === 1 ? called : [];
  });
  return {
    people: [...new Set(found.map(({ id }) => id))],
    groups: [],
    names: Object.fromEntries(found.map(({ id, displayName }) => [id, displayName])),
  };
}
