import type { DocumentId } from '@plenum/domain/ids';
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';

/** Somebody who has a document open. */
export interface Present {
  documentId: DocumentId;
  kind: 'person' | 'guest';
  /** Id of the person or guest. */
  who: string;
}

/** Where live servers say who has which document open with them. */
export interface Presences {
  /**
   * Gives a node's sign of life with what has changed since its last one. Whoever tells nothing for a minute is forgotten, with all
   * that it told. Resolves to whether nothing was known of the node, so that all has to be told.
   */
  tell(
    nodeId: string,
    change: { came: readonly Present[]; left: readonly Present[] },
  ): Promise<{ isNew: boolean }>;
  /** Forgets a node and all that it told. */
  forget(nodeId: string): Promise<void>;
}

/** Seconds after its last sign of life for which a node is believed, and after which it is forgotten. */
export const BELIEVED = 30;
const FORGOTTEN = 60;

/** Milliseconds after which a sign of life is given up. */
const TIMEOUT = 5_000;

/** The presences in PostgreSQL. */
export function postgresPresences(pool: pg.Pool): Presences {
  return {
    tell(nodeId, { came, left }) {
      const settings = { statement_timeout: TIMEOUT, lock_timeout: TIMEOUT };
      return inTransaction({ pool, settings }, async (client) => {
        const { rows } = await client.query<{ isNew: boolean }>(
          `INSERT INTO live_node (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen_at = now()
           RETURNING (xmax = 0) AS "isNew"`,
          [nodeId],
        );
        await client.query(
          `DELETE FROM document_presence p USING unnest($2::uuid[], $3::author_kind[], $4::uuid[]) AS gone (document_id, kind, who)
            WHERE p.node_id = $1 AND p.document_id = gone.document_id AND p.kind = gone.kind AND p.who = gone.who`,
          [nodeId, ...columns(left)],
        );
        // A document may be gone by now.
        await client.query(
          `INSERT INTO document_presence (document_id, node_id, kind, who)
           SELECT d.id, $1, come.kind, come.who
             FROM unnest($2::uuid[], $3::author_kind[], $4::uuid[]) AS come (document_id, kind, who)
             JOIN document d ON d.id = come.document_id
           ON CONFLICT DO NOTHING`,
          [nodeId, ...columns(came)],
        );
        await client.query('DELETE FROM live_node WHERE seen_at < now() - make_interval(secs => $1)', [
          FORGOTTEN,
        ]);
        return { isNew: rows[0]?.isNew ?? true };
      });
    },
    async forget(nodeId) {
      await pool.query('DELETE FROM live_node WHERE id = $1', [nodeId]);
    },
  };
}

function columns(present: readonly Present[]): [string[], string[], string[]] {
  return [
    present.map(({ documentId }) => documentId),
    present.map(({ kind }) => kind),
    present.map(({ who }) => who),
  ];
}
