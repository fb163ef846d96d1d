import { personOf } from '@plenum/domain/access/actor';
import type { DocumentId, InboxEntryId, PersonId } from '@plenum/domain/ids';
import { MOST_COUNTED } from '@plenum/domain/inbox/kinds';
import type { Digest, DigestDocument } from '@plenum/domain/inbox/mail';
import type { InboxFilter } from '@plenum/domain/inbox/schema';
import type { InboxEntry } from '@plenum/domain/inbox/types';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import { Prisma } from '../generated/client.ts';
import { beforeTime, pageOf, timeCursor } from '../page.ts';

type Row = Omit<InboxEntry, 'change' | 'task'> & {
  since: number | null;
  last: number;
  seesHistory: boolean;
  taskId: string;
  task: string | null;
};

/** What somebody is to learn, the latest first, of documents that they may read. */
export async function listInbox(
  { db, personId }: Grant<'account.read'>,
  { limit, cursor, show }: PageQuery & InboxFilter,
): Promise<Page<InboxEntry>> {
  const before = beforeTime({ limit, cursor });
  const rows = await db.prisma.$queryRaw<Row[]>`
    SELECT e.id::text, e.kind::text, d.id::text AS "documentId", d.workspace_id::text AS "workspaceId", w.name AS workspace,
           d.title, d.icon, d.kind::text AS "documentKind", e.block_id AS "taskId", t.text AS task, e.reminder, e.at, e.read_at IS NULL AS "isUnread",
           e.since_seq AS since, d.last_seq AS last, r.role >= 'editor' AS "seesHistory"
      ${entriesOf(personId)} ${show === 'unread' ? UNREAD : Prisma.empty}
        ${before ? Prisma.sql`AND (e.at, e.id) < (${before.time}, ${before.id}::uuid)` : Prisma.empty}
     ORDER BY e.at DESC, e.id DESC LIMIT ${limit + 1}`;
  const { items, next } = pageOf({ rows, limit, cursorOf: ({ at, id }) => timeCursor(at, id) });
  return {
    items: items.map(({ since, last, seesHistory, taskId, task, ...entry }) => ({
      ...entry,
      task: task === null ? null : { id: taskId, title: task },
      change: since !== null && seesHistory ? { since, last } : null,
    })),
    next,
  };
}

/** How much there is to learn; {@link MOST_COUNTED} and one for more than these. */
export async function countUnread({ db, personId }: Grant<'account.read'>): Promise<number> {
  const [found] = await db.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT 1 ${entriesOf(personId)} ${UNREAD} LIMIT ${MOST_COUNTED + 1}) unread`;
  return found?.count ?? 0;
}

/** An entry as a letter tells of it. */
export interface Told {
  id: InboxEntryId;
  at: Date;
}

/** Documents that a digest names, and tasks of each. */
const MOST_NAMED = 30;
const MOST_TASKS_NAMED = 10;

/** An entry, with what of its document and its task can be told. */
type ToldRow = Told &
  Omit<DigestDocument, 'id' | 'tasks'> & { documentId: DocumentId; taskId: string; task: string | null };

/** What has become new for somebody, which they have not seen and no letter has told them. */
export async function getDigest(
  { db, personId }: Grant<'account.read'>,
  { tellsTitles }: { tellsTitles: boolean },
): Promise<Digest & { told: Told[] }> {
  const rows = await db.prisma.$queryRaw<ToldRow[]>`
    SELECT e.id::text, e.at, d.id::text AS "documentId", d.title, w.id::text AS "workspaceId", w.name AS workspace,
           e.block_id AS "taskId", CASE WHEN d.kind = 'tasks' THEN t.text END AS task
      ${entriesOf(personId)} ${UNREAD} AND (e.told_at IS NULL OR e.told_at < e.at)
     ORDER BY e.at DESC, e.id DESC LIMIT ${MOST_COUNTED + 1}`;
  return {
    count: rows.length,
    documents: tellsTitles ? documentsOf(rows) : [],
    told: rows.map(({ id, at }) => ({ id, at })),
  };
}

/** The documents of entries, each once, with the tasks that they are about. */
function documentsOf(rows: readonly ToldRow[]): DigestDocument[] {
  const documents = new Map<DocumentId, Omit<DigestDocument, 'tasks'> & { tasks: Map<string, string> }>();
  for (const { documentId, title, workspaceId, workspace, taskId, task } of rows) {
    const known = documents.get(documentId);
    const document = known ?? { id: documentId, title, workspaceId, workspace, tasks: new Map() };
    documents.set(documentId, document);
    if (task !== null) document.tasks.set(taskId, task);
  }
  return [...documents.values()].slice(0, MOST_NAMED).map(({ tasks, ...document }) => {
    const named = [...tasks].slice(0, MOST_TASKS_NAMED).map(([id, title]) => ({ id, title }));
    return named.length > 0 ? { ...document, tasks: named } : document;
  });
}

/**
 * Takes entries as seen, of what somebody may read: those that are named, those up to a moment, or all. What happened since then is news, also
 * where it is told later.
 */
export async function markRead(
  { db, personId }: Grant<'account.organise'>,
  { ids, until }: { ids?: readonly InboxEntryId[] | undefined; until?: Date | undefined } = {},
): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE inbox_entry SET read_at = at
     WHERE read_at IS NULL ${until ? Prisma.sql`AND at <= ${until}` : Prisma.empty}
       AND id IN (SELECT e.id ${entriesOf(personId)} ${UNREAD} ${ids ? Prisma.sql`AND e.id = ANY(${[...ids]}::uuid[])` : Prisma.empty})`;
}

/** Takes what somebody was to learn of a document as seen, now that they open it; that it is to be looked through stays. */
export async function markSeen({
  actor,
  db,
  documentId,
}: Grant<'document.read' | 'document.readComments'>): Promise<void> {
  const personId = personOf(actor);
  if (personId === null) return;
  await db.prisma.$executeRaw`
    UPDATE inbox_entry SET read_at = now()
     WHERE person_id = ${personId}::uuid AND document_id = ${documentId}::uuid AND read_at IS NULL AND kind <> 'review'`;
}

const UNREAD = Prisma.sql`AND e.read_at IS NULL`;

function entriesOf(personId: PersonId): Prisma.Sql {
  return Prisma.sql`
      FROM inbox_entry e
      JOIN document d ON d.id = e.document_id AND d.deleted_at IS NULL
      JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL
      LEFT JOIN task_item t ON t.document_id = e.document_id AND t.block_id = e.block_id
     CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
     CROSS JOIN LATERAL (SELECT ${Prisma.raw(ROLE_ON_DOCUMENT)} AS role) r
     WHERE e.person_id = ${personId}::uuid AND r.role IS NOT NULL`;
}
