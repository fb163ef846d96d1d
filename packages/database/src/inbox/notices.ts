import type { DocumentId, PersonId } from '@plenum/domain/ids';
import type pg from 'pg';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import type { Prisma } from '../generated/client.ts';
import { BELIEVED } from '../presence/postgres-presences.ts';

/** Hours after which nobody is told any more what somebody wrote, and minutes for what is projected for the first time: that is restored. */
const TOLD_HOURS = 24;
const FIRST_TOLD_MINUTES = 15;

/**
 * As SQL, who hears of the document `$1`, and since when: whoever watches it, or a page above it with all that lies below, and may read what
 * they watch.
 */
const WATCHERS = `
  WITH RECURSIVE up AS (
    SELECT id, parent_id, true AS is_itself FROM document WHERE id = $1::uuid AND NOT is_template
    UNION SELECT d.id, d.parent_id, false FROM document d JOIN up ON d.id = up.parent_id
  )
  SELECT q.person_id, min(q.since) AS since
    FROM up JOIN watch q ON q.document_id = up.id AND (up.is_itself OR q.is_branch) JOIN document d ON d.id = up.id
   WHERE ${ROLE_ON_DOCUMENT} IS NOT NULL GROUP BY q.person_id`;

/** As SQL, that an entry which is there already tells of it again. One that is unread moves once a minute at most. */
export const AGAIN = `
  ON CONFLICT (person_id, document_id, kind, block_id) DO UPDATE
    SET at = excluded.at, read_at = NULL, reminder = excluded.reminder,
        since_seq = CASE WHEN e.read_at IS NULL THEN e.since_seq ELSE excluded.since_seq END`;
/** Tasks of a document of which somebody is told one by one; of more at once they are told together. */
const MOST_TASKS = 5;

/** As SQL, the task that an entry is about, of rows with `person_id`, `document_id` and `block_id`. */
export const ENTRY_TASK = `CASE WHEN count(*) OVER (PARTITION BY person_id, document_id) > ${MOST_TASKS} THEN '' ELSE block_id END`;

const AGAIN_IF_NEW = `${AGAIN}
  WHERE CASE WHEN e.read_at IS NULL THEN excluded.at > e.at + interval '1 minute' ELSE excluded.at > e.read_at END`;

/** As SQL, by whom rows of the log of the document `$1` in `($2, $3]` are, and when each wrote last, as far as that is news. */
const WRITTEN = `
  SELECT u.author_kind, u.author_id, max(u.at) AS at FROM document_update u
   WHERE u.document_id = $1::uuid AND u.seq > $2 AND u.seq <= $3 AND u.at > now() - interval '${TOLD_HOURS} hours'
     AND ($2 > 0 OR EXISTS (
           SELECT 1 FROM document_update f WHERE f.document_id = $1::uuid AND f.seq = 1
              AND f.at > now() - interval '${FIRST_TOLD_MINUTES} minutes'))
   GROUP BY 1, 2`;

/** As SQL, that a row was written by somebody else than `p.person_id`. */
const BY_OTHERS = `(u.author_kind, u.author_id) IS DISTINCT FROM ('person'::author_kind, p.person_id)`;

/** As SQL, the last of those rows that was written before `p.since`. */
const LAST_BEFORE = `
  SELECT max(o.seq) FROM document_update o
   WHERE o.document_id = $1::uuid AND o.seq > $2 AND o.seq <= $3 AND o.at <= p.since`;

/** Whoever has it open sees it change. */
const CHANGED = `
  INSERT INTO inbox_entry AS e (id, person_id, document_id, kind, at, since_seq)
  SELECT gen_random_uuid(), p.person_id, $1::uuid, 'changed', max(u.at), coalesce((${LAST_BEFORE}), $2)
    FROM (${WATCHERS}) p JOIN (${WRITTEN}) u ON u.at > p.since AND ${BY_OTHERS}
   WHERE NOT EXISTS (
           SELECT 1 FROM document_presence o JOIN live_node n ON n.id = o.node_id AND n.seen_at > now() - interval '${BELIEVED} seconds'
            WHERE o.document_id = $1::uuid AND o.kind = 'person' AND o.who = p.person_id)
   GROUP BY p.person_id, p.since
  ${AGAIN_IF_NEW}`;

const NAMED = `
  WITH named AS (SELECT * FROM unnest($4::uuid[], $6::text[]) AS n (who, block_id)),
       heard AS (SELECT n.who AS person_id, $1::uuid AS document_id, n.block_id FROM named n JOIN person ON person.id = n.who
                  UNION SELECT g.person_id, $1::uuid, n.block_id FROM named n JOIN group_member g ON g.group_id = n.who)
  INSERT INTO inbox_entry AS e (id, person_id, document_id, kind, block_id, at)
  SELECT gen_random_uuid(), p.person_id, $1::uuid, $5::notice_kind, p.about, max(u.at)
    FROM (SELECT person_id, ${ENTRY_TASK} AS about FROM heard) p JOIN (${WRITTEN}) u ON ${BY_OTHERS}
   GROUP BY p.person_id, p.about
  ${AGAIN_IF_NEW}`;

/** What is said now is news, whenever somebody looked last. */
const SAID = `
  INSERT INTO inbox_entry AS e (id, person_id, document_id, kind, at)
  SELECT gen_random_uuid(), p.person_id, $1::uuid, p.kind::notice_kind, clock_timestamp()
    FROM (
      SELECT DISTINCT n.person_id, 'addressed' AS kind FROM unnest($3::uuid[]) AS n (person_id)
      UNION ALL
      SELECT h.person_id, 'commented'
        FROM (SELECT person_id FROM (${WATCHERS}) w
              UNION SELECT c.person_id FROM comment c WHERE c.thread_id = $2::uuid AND c.person_id IS NOT NULL) h
       WHERE h.person_id <> ALL($3::uuid[])
    ) p
   WHERE p.person_id IS DISTINCT FROM $4::uuid
  ${AGAIN}`;

/** Rows of a document's log: those after one, up to another. */
export interface Rows {
  after: number;
  to: number;
}

/** A task, and one who has got it: a person or a group. */
export interface Assigned {
  blockId: string;
  who: string;
}

/** Tells those who watch a document that somebody else wrote in it, in the transaction that takes in those rows. */
export async function tellOfChange(
  client: pg.PoolClient,
  documentId: DocumentId,
  { after, to }: Rows,
): Promise<void> {
  await client.query(CHANGED, [documentId, after, to]);
}

/** Tells people that somebody else has named them in a text, in the transaction that takes in those rows. */
export async function tellOfNaming(
  client: pg.PoolClient,
  documentId: DocumentId,
  { after, to, ids }: Rows & { ids: readonly PersonId[] },
): Promise<void> {
  if (ids.length === 0) return;
  await client.query(NAMED, [documentId, after, to, ids, 'mentioned', ids.map(() => '')]);
}

/**
 * Tells people that somebody else has given them tasks, in the transaction that takes in those rows.
 * @param told.assigned the tasks, each with a person, or a group for all who are in it.
 */
export async function tellOfTasks(
  client: pg.PoolClient,
  documentId: DocumentId,
  { after, to, assigned }: Rows & { assigned: readonly Assigned[] },
): Promise<void> {
  if (assigned.length === 0) return;
  const [ids, blockIds] = [assigned.map(({ who }) => who), assigned.map(({ blockId }) => blockId)];
  await client.query(NAMED, [documentId, after, to, ids, 'assigned', blockIds]);
}

/**
 * Tells whoever is named in a comment, and whoever watches the document or said something in the thread, in the transaction in which it is
 * said. Nobody is told of what they say themselves.
 */
export async function tellOfComment(
  tx: Prisma.TransactionClient,
  said: { documentId: DocumentId; threadId: string; named: readonly PersonId[]; by: PersonId | null },
): Promise<void> {
  await tx.$executeRawUnsafe(SAID, said.documentId, said.threadId, said.named, said.by);
}
