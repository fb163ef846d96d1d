import type { Actor, Guest } from '@plenum/domain/access/actor';
import type { GroupRole, Role } from '@plenum/domain/access/roles';
import type { PersonCard } from '@plenum/domain/accounts/types';
import type {
  ApiTokenId,
  DocumentId,
  GroupId,
  GuestId,
  PersonId,
  SessionId,
  ShareLinkId,
  WorkspaceId,
} from '@plenum/domain/ids';
import type pg from 'pg';
import { together } from '../together.ts';
import { ROLE_ON_DOCUMENT } from './role-on-document.ts';

/** Whether what an actor was identified by still holds, and when that ends by itself; null when it does not. */
export interface Standing {
  holds: boolean;
  endsAt: Date | null;
}

/** A share link, whether or not it is in force. */
export interface ShareLinkRow {
  id: ShareLinkId;
  documentId: DocumentId;
  role: Role;
  passwordHash: string | null;
  lock: number;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** A document that is not in the trash, and what a person may do with it, or a guest. */
export interface DocumentRow {
  workspaceId: WorkspaceId;
  role: Role | null;
  /** What the link gives for this document at this moment; null where it does not lead there. */
  linkRole: Role | null;
  /** Nobody writes in it: its minutes are closed. */
  isFrozen: boolean;
  /** Nobody changes it. */
  isArchived: boolean;
}

/** Somebody asks about a document: a person or, by a link, a guest. */
interface AboutDocument extends About<DocumentId> {
  guest?: Pick<Guest, 'linkId' | 'guestId'> | null;
}

/** A workspace, and how a person is in it. */
export interface WorkspaceRow {
  /** The greatest that they have. */
  role: Role | null;
  /** The groups for which they act there. */
  groups: GroupId[];
}

/** Somebody asks about something by its id. */
interface About<Id> {
  id: Id;
  personId: PersonId | null;
}

/** Asks one thing of the database at this moment; null where there is none. An id has to be one, or the query fails for all who share it. */
type Lookup<Question, Row> = (question: Question) => Promise<Row | null>;

/** What every request and every connection asks; those who ask at about the same time share a query. */
export interface Lookups {
  /** A session that has not ended, and whether it is known that it was used today. */
  session: Lookup<SessionId, { personId: PersonId; isUsedToday: boolean }>;
  /** By what is stored to find a token again. */
  apiToken: Lookup<Uint8Array, { id: ApiTokenId; personId: PersonId; isUsedToday: boolean }>;
  shareLink: Lookup<Uint8Array, ShareLinkRow>;
  standing: Lookup<Actor, Standing>;
  document: Lookup<AboutDocument, DocumentRow>;
  workspace: Lookup<About<WorkspaceId>, WorkspaceRow>;
  group: Lookup<About<GroupId>, { role: GroupRole | null }>;
  person: Lookup<PersonId, PersonCard>;
  guest: Lookup<GuestId, { id: GuestId; name: string | null; colour: number }>;
}

/** Lookups in a database. */
export function lookupsIn(pool: pg.Pool): Lookups {
  const lookup = <Question, Row extends object>(
    name: string,
    { from, columns }: { from: string; columns: (questions: readonly Question[]) => unknown[] },
  ): Lookup<Question, Row> => {
    const text = `SELECT ${from} ORDER BY q.position`;
    return together(async (questions) => {
      const { rows } = await pool.query<Row & { found: boolean }>({ name, text, values: columns(questions) });
      return rows.map(({ found, ...row }) => (found ? (row as unknown as Row) : null));
    });
  };
  return {
    session: lookup('session', {
      from: `s.id IS NOT NULL AS found, s.person_id AS "personId", s.last_used_on >= current_date AS "isUsedToday"
               FROM unnest($1::uuid[]) WITH ORDINALITY AS q(id, position)
               LEFT JOIN session s ON s.id = q.id AND s.expires_at > $2::timestamptz`,
      columns: (ids) => [ids, new Date()],
    }),
    apiToken: lookup('API token', {
      from: `t.id IS NOT NULL AS found, t.id, t.person_id AS "personId",
                    coalesce(t.last_used_on >= current_date, false) AS "isUsedToday"
               FROM unnest($1::bytea[]) WITH ORDINALITY AS q(hash, position)
               LEFT JOIN api_token t ON t.token_hash = q.hash`,
      columns: (hashes) => [hashes.map((hash) => Buffer.from(hash))],
    }),
    shareLink: lookup('share link', {
      from: `l.id IS NOT NULL AS found, l.id, l.document_id AS "documentId", l.role, l.password_hash AS "passwordHash", l.lock,
                    l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt"
               FROM unnest($1::bytea[]) WITH ORDINALITY AS q(hash, position)
               LEFT JOIN share_link l ON l.token_hash = q.hash`,
      columns: (hashes) => [hashes.map((hash) => Buffer.from(hash))],
    }),
    standing: lookup('standing', {
      from: `true AS found, coalesce(s.id, t.id, f.id, l.id) IS NOT NULL OR q.kind = 'system' AS holds,
                    coalesce(s.expires_at, l.expires_at) AS "endsAt"
               FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::int[], $5::uuid[])
                    WITH ORDINALITY AS q(kind, id, of, lock, guest, position)
               LEFT JOIN session s
                      ON q.kind = 'member' AND s.id = q.id AND s.person_id = q.of AND s.expires_at > $6::timestamptz
               LEFT JOIN api_token t ON q.kind = 'token' AND t.id = q.id AND t.person_id = q.of
               LEFT JOIN task_feed f ON q.kind = 'feed' AND f.id = q.id AND f.person_id = q.of
               LEFT JOIN guest g ON g.id = q.guest AND g.link_id = q.id AND g.removed_at IS NULL
               LEFT JOIN share_link l
                      ON q.kind = 'guest' AND l.id = q.id AND l.document_id = q.of AND l.lock = q.lock
                     AND l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > $6::timestamptz)
                     AND (q.guest IS NULL OR g.id IS NOT NULL)`,
      columns: (actors) => {
        const identities = actors.map(identityOf);
        return [
          actors.map(({ kind }) => kind),
          identities.map(({ id }) => id),
          identities.map(({ of }) => of),
          identities.map(({ lock }) => lock),
          identities.map(({ guest }) => guest),
          new Date(),
        ];
      },
    }),
    document: lookup('document', {
      // A link to a branch leads to what lies below, as far as the same people have access, and to no templates; and what it lets write is for guests as
      // long as nobody has stopped them. One that shows the text of a moment leads to nothing live.
      from: `w.id IS NOT NULL AS found, d.workspace_id AS "workspaceId", d.frozen_at IS NOT NULL AS "isFrozen",
                    d.archived_at IS NOT NULL AS "isArchived",
                    ${ROLE_ON_DOCUMENT} AS role,
                    (SELECT CASE WHEN d.is_locked OR NOT w.guests_write OR g.muted_at IS NOT NULL
                                   OR NOT coalesce((SELECT guests_write FROM instance_settings), true)
                                 THEN least(l.role, 'reader'::role) ELSE l.role END
                       FROM share_link l
                       LEFT JOIN guest g ON g.id = q.guest_id AND g.link_id = l.id
                      WHERE l.id = q.link_id AND NOT EXISTS (SELECT 1 FROM frozen_text WHERE link_id = l.id)
                        AND (l.document_id = d.id OR l.covers = 'branch' AND NOT d.is_template AND l.document_id IN (
                              WITH RECURSIVE up AS (
                                SELECT p.id, p.parent_id, p.scope_id FROM document p WHERE p.id = d.parent_id AND p.deleted_at IS NULL
                                UNION ALL
                                SELECT p.id, p.parent_id, p.scope_id FROM document p JOIN up ON p.id = up.parent_id WHERE p.deleted_at IS NULL
                              )
                              SELECT id FROM up WHERE scope_id IS NOT DISTINCT FROM d.scope_id
                            ))) AS "linkRole"
               FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[])
                    WITH ORDINALITY AS q(id, person_id, link_id, guest_id, position)
               LEFT JOIN document d ON d.id = q.id AND d.deleted_at IS NULL
               LEFT JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL`,
      columns: (questions) => [
        ...about(questions),
        questions.map(({ guest }) => guest?.linkId ?? null),
        questions.map(({ guest }) => guest?.guestId ?? null),
      ],
    }),
    workspace: lookup('workspace', {
      from: `w.id IS NOT NULL AS found, a.role, coalesce(a.groups, '{}') AS groups
               FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS q(id, person_id, position)
               LEFT JOIN workspace w ON w.id = q.id AND w.deleted_at IS NULL
               LEFT JOIN LATERAL (
                      SELECT max(role) AS role, array_remove(array_agg(group_id::text), NULL) AS groups
                        FROM workspace_access WHERE workspace_id = w.id AND person_id = q.person_id
                    ) a ON true`,
      columns: about,
    }),
    group: lookup('group', {
      from: `g.id IS NOT NULL AS found, m.role
               FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS q(id, person_id, position)
               LEFT JOIN person_group g ON g.id = q.id
               LEFT JOIN group_member m ON m.group_id = g.id AND m.person_id = q.person_id`,
      columns: about,
    }),
    person: lookup('person', {
      from: `p.id IS NOT NULL AS found, p.id, p.username, p.display_name AS "displayName", p.colour
               FROM unnest($1::uuid[]) WITH ORDINALITY AS q(id, position) LEFT JOIN person p ON p.id = q.id`,
      columns: (ids) => [ids],
    }),
    guest: lookup('guest', {
      from: `g.id IS NOT NULL AS found, g.id, g.name, g.colour
               FROM unnest($1::uuid[]) WITH ORDINALITY AS q(id, position) LEFT JOIN guest g ON g.id = q.id`,
      columns: (ids) => [ids],
    }),
  };
}

function about(questions: readonly About<string>[]): unknown[] {
  return [questions.map(({ id }) => id), questions.map(({ personId }) => personId)];
}

/** What has to be stored for an actor to be who it is: a row with an id, of a person or document, and more of a guest. */
function identityOf(actor: Actor): {
  id: string | null;
  of: string | null;
  lock: number | null;
  guest: string | null;
} {
  switch (actor.kind) {
    case 'member':
      return { id: actor.sessionId, of: actor.personId, lock: null, guest: null };
    case 'token':
      return { id: actor.tokenId, of: actor.personId, lock: null, guest: null };
    case 'feed':
      return { id: actor.feedId, of: actor.personId, lock: null, guest: null };
    case 'guest':
      return { id: actor.linkId, of: actor.documentId, lock: actor.lock, guest: actor.guestId };
    case 'system':
      return { id: null, of: null, lock: null, guest: null };
  }
}
