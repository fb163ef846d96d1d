import type { DocumentId, PersonId } from '@plenum/domain/ids';
import type pg from 'pg';
import type { Prisma } from '../generated/client.ts';

/** Hours after which nobody is told any more what somebody wrote: what is projected so late is restored or made anew. */
const TOLD_HOURS = 24;

/** As SQL, who hears of the document `$1`, and since when: whoever watches it, or a page above it with all that lies below. */
const WATCHERS = `
  WITH RECURSIVE up AS (
    SELECT id, parent_id, true AS is_itself FROM document WHERE id = $1::uuid AND NOT is_template
    UNION SELECT d.id, d.parent_id, false FROM document d JOIN up ON d.id = up.parent_id
  )
  SELECT w.person_id, min(w.since) AS since FROM watch w JOIN up ON w.document_id = up.id
   WHERE up.is_itself OR w.is_branch GROUP BY w.person_id`;

/**
 * As SQL, what becomes of an entry that is there already. One that is unread says as much as another would, so that it moves once a minute at
 * most; what happened before somebody looked is not news.
 */
const AGAIN = `
  ON CONFLICT (person_id, document_id, kind) DO UPDATE
    SET at = excluded.at, read_at = NULL,
        since_seq = CASE WHEN e.read_at IS NULL THEN e.since_seq ELSE excluded.since_seq END
  WHERE CASE WHEN e.read_at IS NULL THEN excluded.at > e.at + interval '1 minute' ELSE excluded.at > e.read_at END`;

/** As SQL, the last row of the log of the document `$1` in `($2, $3]` that somebody else than `p.person_id` wrote, if it is news since `p.since`. */
const WRITTEN_BY_OTHERS = `
  SELECT max(u.at) AS at FROM document_update u
   WHERE u.document_id = $1::uuid AND u.seq > $2 AND u.seq <= $3
     AND (u.author_kind, u.author_id) IS DISTINCT FROM ('person'::author_kind, p.person_id)
  HAVING max(u.at) > greatest(p.since, now() - interval '${TOLD_HOURS} hours')`;

/** Whoever has it open sees it change. */
const CHANGED = `
  INSERT INTO inbox_entry AS e (id, person_id, document_id, kind, at, since_seq)
  SELECT gen_random_uuid(), p.person_id, $1::uuid, 'changed', u.at, $2
    FROM (${WATCHERS}) p CROSS JOIN LATERAL (${WRITTEN_BY_OTHERS}) u
   WHERE NOT EXISTS (SELECT 1 FROM document_presence o WHERE o.document_id = $1::uuid AND o.kind = 'person' AND o.who = p.person_id)
  ${AGAIN}`;

const MENTIONED = `
  INSERT INTO inbox_entry AS e (id, person_id, document_id, kind, at)
  SELECT gen_random_uuid(), p.person_id, $1::uuid, 'mentioned', u.at
    FROM (SELECT id AS person_id, '-infinity'::timestamptz AS since FROM person WHERE id = ANY($4::uuid[])) p CROSS JOIN LATERAL (${WRITTEN_BY_OTHERS}) u
  ${AGAIN}`;

const SAID = `
  INSERT INTO inbox_entry AS e (id, person_id, document_id, kind, at)
  SELECT gen_random_uuid(), p.person_id, $1::uuid, p.kind::notice_kind, now()
    FROM (
      SELECT DISTINCT n.person_id, 'addressed' AS kind FROM unnest($3::uuid[]) AS n (person_id)
      UNION ALL
      SELECT h.person_id, 'commented'
        FROM (SELECT person_id FROM (${WATCHERS}) w UNION SELECT c.person_id FROM comment c WHERE c.thread_id = $2::uuid AND c.person_id IS NOT NULL) h
       WHERE h.person_id <> ALL($3::uuid[])
    ) p
   WHERE p.person_id IS DISTINCT FROM $4::uuid
  ${AGAIN}`;

/** Rows of a document's log: those after one, up to another. */
interface Rows {
  after: number;
  to: number;
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
export async function tellOfMentions(
  client: pg.PoolClient,
  documentId: DocumentId,
  { after, to, personIds }: Rows & { personIds: readonly PersonId[] },
): Promise<void> {
  if (personIds.length > 0) await client.query(MENTIONED, [documentId, after, to, personIds]);
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
