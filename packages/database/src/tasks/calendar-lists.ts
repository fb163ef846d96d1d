import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { pastStateOf } from '../documents/past-state.ts';
import type { LogPosition } from '../log/log.ts';
import { Parameters } from '../search/parameters.ts';
import { MAY_READ, scopeOf } from '../search/scope.ts';

/** Lists that one person is shown at once. */
const MOST_LISTS = 500;

/** A list of tasks, and where its log is. */
export type TaskListHead = LogPosition & {
  id: DocumentId;
  title: string;
  /** It shows tasks of other homes beside its own. */
  hasSources: boolean;
};

/** The task lists that somebody may read in all their workspaces, by their titles; not those in the archive. At most 500. */
export async function listTaskLists(grant: Grant<'workspace.list'>): Promise<TaskListHead[]> {
  const parameters = new Parameters();
  const { rows } = await grant.db.pool.query<TaskListHead>(
    `WITH ${scopeOf(grant, parameters)}
     SELECT d.id, d.title, d.epoch, d.last_seq AS seq,
            EXISTS (SELECT 1 FROM task_source s WHERE s.list_id = d.id) AS "hasSources"
       FROM document d
      WHERE d.kind = 'tasks' AND d.archived_at IS NULL AND ${MAY_READ}
      ORDER BY d.title, d.id LIMIT ${MOST_LISTS}`,
    parameters.values,
  );
  return rows;
}

/** A list of tasks, and where its log is. @throws AppError `not_found` where it is something else, or gone meanwhile. */
export async function getTaskListHead({
  db,
  documentId: id,
}: Grant<'document.read' | 'document.write'>): Promise<TaskListHead> {
  const document = await db.prisma.document.findFirst({
    where: { id, kind: 'tasks', deletedAt: null, isTemplate: false },
    select: { title: true, epoch: true, lastSeq: true, taskSources: { take: 1, select: { listId: true } } },
  });
  if (!document) throw notFound();
  const { title, epoch, lastSeq: seq, taskSources } = document;
  return { id, title, epoch, seq, hasSources: taskSources.length > 0 };
}

/** A list's content as it was after a row of its log: a Yjs update (V1). For whoever compares it with what is there now, and shows that alone. */
export function getPastTasks(
  { db, documentId }: Grant<'document.read' | 'document.write'>,
  seq: number,
): Promise<Uint8Array> {
  return pastStateOf(db, { documentId, seq });
}

/** The time zone (IANA) in which somebody gets their letters; null for who gets none. */
export async function findOwnZone({ db, personId }: Grant<'account.read'>): Promise<string | null> {
  const mail = await db.prisma.inboxMail.findUnique({ where: { personId }, select: { timeZone: true } });
  return mail?.timeZone ?? null;
}

/** The language in which somebody gets their letters; null for who gets none. */
export async function findOwnLanguage({ db, personId }: Grant<'account.read'>): Promise<string | null> {
  const mail = await db.prisma.inboxMail.findUnique({ where: { personId }, select: { language: true } });
  return mail?.language ?? null;
}
