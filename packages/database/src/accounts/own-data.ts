import type { OwnData } from '@plenum/domain/accounts/types';
import { notFound } from '@plenum/domain/errors';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { listSessions } from './sessions.ts';

/** What is stored of somebody beside what they wrote. */
export async function getOwnData(grant: Grant<'account.manage'>): Promise<OwnData> {
  const { db, personId } = grant;
  const person = await db.prisma.person.findUnique({
    where: { id: personId },
    select: {
      id: true,
      username: true,
      displayName: true,
      colour: true,
      instanceAdmin: true,
      createdAt: true,
      memberships: {
        select: { role: true, createdAt: true, workspace: { select: { name: true, deletedAt: true } } },
      },
      groups: { select: { role: true, createdAt: true, group: { select: { name: true } } } },
      apiTokens: { select: { name: true, createdAt: true }, orderBy: { id: 'asc' } },
      secondFactor: { select: { personId: true } },
    },
  });
  if (!person) throw notFound();
  const { memberships, groups, apiTokens, secondFactor, createdAt, ...profile } = person;
  const sessions = await listSessions(grant);
  return {
    profile: { ...profile, createdAt: createdAt.toISOString(), asksForCode: secondFactor !== null },
    memberships: memberships
      .filter(({ workspace }) => workspace.deletedAt === null)
      .map(({ role, createdAt, workspace }) => ({
        workspace: workspace.name,
        role,
        since: createdAt.toISOString(),
      })),
    groups: groups.map(({ role, createdAt, group }) => ({
      group: group.name,
      role,
      since: createdAt.toISOString(),
    })),
    sessions: sessions.map(({ signedInOn, lastUsedOn }) => ({ signedInOn, lastUsedOn })),
    tokens: apiTokens.map(({ name, createdAt }) => ({ name, createdAt: createdAt.toISOString() })),
  };
}

/** A document that somebody made or wrote in. */
export interface OwnDocument {
  id: DocumentId;
  title: string;
  updatedAt: Date;
  workspaceId: WorkspaceId;
  workspaceName: string;
}

/** Documents that are read at once. */
const DOCUMENTS = 100;

/**
 * The documents that the person made or wrote in, in the workspaces in which they are, the oldest first; whether they may read each is
 * still to be asked.
 */
export async function* listOwnDocuments({
  db: { pool },
  personId,
}: Grant<'account.manage'>): AsyncGenerator<OwnDocument> {
  for (let last: OwnDocument | undefined; ; ) {
    const { rows }: { rows: OwnDocument[] } = await pool.query<OwnDocument>(
      `SELECT d.id, d.title, d.updated_at AS "updatedAt", w.id AS "workspaceId", w.name AS "workspaceName"
         FROM document d JOIN workspace w ON w.id = d.workspace_id
        WHERE d.deleted_at IS NULL AND ($2::uuid IS NULL OR d.id > $2)
          AND EXISTS (SELECT 1 FROM workspace_access a WHERE a.workspace_id = w.id AND a.person_id = $1)
          AND (d.created_by_id = $1 OR EXISTS (
                SELECT 1 FROM document_update u
                 WHERE u.document_id = d.id AND u.author_kind = 'person' AND u.author_id = $1))
        ORDER BY d.id LIMIT $3`,
      [personId, last?.id ?? null, DOCUMENTS],
    );
    yield* rows;
    last = rows.at(-1);
    if (rows.length < DOCUMENTS) return;
  }
}
