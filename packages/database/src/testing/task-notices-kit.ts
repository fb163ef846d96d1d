import type { Member } from '@plenum/domain/access/actor';
import { system } from '@plenum/domain/access/actor';
import type { DocumentProjection } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { InboxEntry } from '@plenum/domain/inbox/types';
import { authorize } from '../access/authorize.ts';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { listInbox } from '../inbox/entries.ts';
import { authorOf } from '../log/author.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { NOTHING } from './search-kit.ts';

/** Tasks as far as a test says what they are. */
export type SaidTasks = (Partial<DocumentProjection['tasks'][number]> & { blockId: string })[];

/** Somebody writes tasks, some milliseconds ago, and they are derived. */
export async function writeTasksOf(
  db: Database,
  {
    documentId,
    author,
    tasks,
    ago = 0,
  }: { documentId: DocumentId; author: Member; tasks: SaidTasks; ago?: number },
): Promise<void> {
  const append = { documentId, author: authorOf(author), update: Uint8Array.of(0, 0) };
  const [seq] = await postgresLog(db.pool).append([append]);
  const at = new Date(Date.now() - ago);
  await db.prisma.documentUpdate.updateMany({ where: { documentId, seq: Number(seq) }, data: { at } });
  const people = tasks.flatMap((task) => task.people ?? []);
  await postgresProjections(db.pool, { version: 1 }).write(documentId, {
    seq: Number(seq),
    projection: {
      ...NOTHING,
      tasks: tasks.map((task) => ({ parentId: null, text: task.blockId, isDone: false, ...task })),
      mentions: people.map((personId) => ({ personId, blockId: 'line' })),
    },
  });
}

/** What is new to somebody. */
export async function unreadOf(db: Database, actor: Member): Promise<InboxEntry[]> {
  const grant = await authorize(db, { actor, action: 'account.read', on: actor.personId });
  return (await listInbox(grant, { limit: 50, show: 'unread' })).items;
}

/** Takes all of it as seen. */
export async function readAll(db: Database, { personId }: Member): Promise<void> {
  await db.prisma.inboxEntry.updateMany({ where: { personId }, data: { readAt: new Date() } });
}

/** What an instance may do by itself. */
export function asInstance(db: Database): Promise<Grant<'instance.administer'>> {
  return authorize(db, { actor: system('test'), action: 'instance.administer', on: 'instance' });
}
