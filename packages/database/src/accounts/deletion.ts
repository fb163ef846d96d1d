import type { Authorship } from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId, PersonId } from '@plenum/domain/ids';
import type pg from 'pg';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { takeNamesOff } from '../documents/authorship.ts';
import type { Prisma } from '../generated/client.ts';
import { keyOf } from '../log/author.ts';
import { endStandings } from '../workspaces/standing.ts';
import { type Proof, proveOwner } from './proof.ts';
import { getPerson } from './reads.ts';

/** Where somebody is the only admin, which keeps their account from being deleted. */
export interface SoleAdminPlace {
  kind: 'workspace' | 'group';
  name: string;
}

/** The workspaces and groups that would have no admin without the person. */
export async function listSoleAdminPlaces({
  db,
  personId,
}: Grant<'account.manage'>): Promise<SoleAdminPlace[]> {
  const { rows } = await db.pool.query<SoleAdminPlace>(
    `SELECT 'workspace' AS kind, w.name FROM workspace w
      WHERE EXISTS (SELECT 1 FROM workspace_access a WHERE a.workspace_id = w.id AND a.person_id = $1 AND a.role = 'admin')
        AND NOT EXISTS (SELECT 1 FROM workspace_access a WHERE a.workspace_id = w.id AND a.person_id <> $1 AND a.role = 'admin')
     UNION ALL
     SELECT 'group', g.name FROM person_group g
      WHERE EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.person_id = $1 AND m.role = 'admin')
        AND NOT EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.person_id <> $1 AND m.role = 'admin')
      ORDER BY 1, 2`,
    [personId],
  );
  return rows;
}

/**
 * Deletes the account: its sessions, tokens and places end at once and everywhere. What the person wrote stays where it is, by an author
 * who is gone; where its authorship is erased, {@link eraseAuthors} does so next.
 * @throws AppError `invalid_input` where password, code or name is wrong, `conflict` where a workspace or group would have no admin
 * left, or nobody would run the instance.
 */
export async function deleteAccount(
  grant: Grant<'account.manage'>,
  { typedName, authorship, ...proof }: Proof & { typedName: string; authorship: Authorship },
): Promise<void> {
  const { db, personId } = grant;
  const { username } = await getPerson(grant);
  if (typedName.normalize('NFKC').toLowerCase() !== username) {
    const message = 'This is not your user name.';
    throw new AppError('invalid_input', message, { fields: { typedName: message } });
  }
  await proveOwner(grant, proof);
  await changeAccess(db, { of: 'person', id: personId }, (tx) =>
    endStandings(tx, personId, async () => {
      await checkOperators(tx, personId);
      await revokeKnownInvitations(tx, personId);
      if (authorship === 'erased') await tx.authorErasure.create({ data: { personId } });
      await tx.person.delete({ where: { id: personId } });
    }),
  );
}

/** Held while somebody goes, so that of the last two who run the instance one stays. */
const OPERATORS_LOCK = 720_003;

/** Documents whose rows are gone through at a time. */
const DOCUMENTS = 200;

/** Hours after which nothing comes any more that was under way when an account was deleted. */
const STRAGGLERS = 1;

/** Takes the name off whatever those wrote who have had it erased with their account. */
export async function eraseAuthors({ db }: Grant<'instance.administer'>): Promise<void> {
  const { rows } = await db.pool.query<{ id: PersonId }>('SELECT person_id AS id FROM author_erasure');
  if (rows.length === 0) return;
  const keys = rows.map(({ id }) => keyOf({ kind: 'person', id }));
  for await (const documentIds of allDocuments(db.pool)) await takeNamesOff(db, { documentIds, keys });
  // Those alone that were gone through: another may have come meanwhile.
  await db.pool.query(
    'DELETE FROM author_erasure WHERE person_id = ANY($1::uuid[]) AND at < now() - make_interval(hours => $2)',
    [rows.map(({ id }) => id), STRAGGLERS],
  );
}

/** The ids of all documents, also of those in the trash, some at a time. */
async function* allDocuments(pool: pg.Pool): AsyncGenerator<DocumentId[]> {
  for (let last: DocumentId | null = null; ; ) {
    const found: pg.QueryResult<{ id: DocumentId }> = await pool.query(
      'SELECT id FROM document WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2',
      [last, DOCUMENTS],
    );
    last = found.rows.at(-1)?.id ?? null;
    if (last === null) return;
    yield found.rows.map(({ id }) => id);
  }
}

async function checkOperators(tx: Prisma.TransactionClient, personId: PersonId): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${OPERATORS_LOCK}::bigint)`;
  const operators = await tx.person.findMany({ where: { instanceAdmin: true }, select: { id: true } });
  if (operators.some(({ id }) => id === personId) && operators.length === 1) {
    throw new AppError(
      'conflict',
      'You are the last one who runs this Plenum. Let somebody else run it first.',
    );
  }
}

/** Whoever goes may know links that they made, and all of a group that they ran; as for workspaces, see {@link endStandings}. */
async function revokeKnownInvitations(tx: Prisma.TransactionClient, personId: PersonId): Promise<void> {
  const asAdmin = { some: { personId, role: 'admin' as const } };
  await tx.invitation.updateMany({
    where: {
      revokedAt: null,
      OR: [{ createdById: personId }, { group: { members: asAdmin } }],
    },
    data: { revokedAt: new Date() },
  });
}
