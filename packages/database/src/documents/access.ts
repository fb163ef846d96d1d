import { personOf } from '@plenum/domain/access/actor';
import { hasRole, type Role } from '@plenum/domain/access/roles';
import type { PersonCard } from '@plenum/domain/accounts/types';
import type { DocumentRule } from '@plenum/domain/documents/schema';
import type { DocumentAccess, GroupWithAccess } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import type { DocumentId, GroupId, PersonId, WorkspaceId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';

/** People that are listed, and groups. */
const SHOWN = 200;

/** Of whom it is asked who has access to a document. */
interface Question {
  workspaceId: WorkspaceId;
  scopeId: DocumentId | null;
  asker: PersonId;
  /** The only person or group that is asked about; null for all. */
  only?: string | null;
  /** The only people that are asked about, by their ids or their user names; null for all. */
  among?: { ids: readonly string[]; usernames: readonly string[] } | null;
}

/**
 * Who can see a document in its workspace, and why, the greatest role first. Of a group that hides who is in it its own people alone
 * are told more than a count. For whoever is in the workspace; a guest is told nothing.
 * @throws AppError `not_found` for a guest.
 */
export async function listDocumentAccess({
  actor,
  db,
  documentId,
  role,
  workspaceId,
}: Grant<'document.read'>): Promise<DocumentAccess> {
  const asker = personOf(actor);
  if (asker === null) throw notFound();
  const document = await db.prisma.document.findUnique({
    where: { id: documentId },
    select: { scope: { select: { id: true, title: true } } },
  });
  if (!document) throw notFound();
  const { scope } = document;
  const question = { workspaceId, scopeId: scope?.id ?? null, asker };
  const [people, groups] = await Promise.all([
    peopleWithAccess(db, question),
    groupsWithAccess(db, question),
  ]);
  return {
    scope,
    people: people.slice(0, SHOWN).map(({ role, groupId, groupName, ...person }) => ({
      ...person,
      reason: { role, through: groupId && groupName ? { id: groupId, name: groupName } : null, rule: scope },
    })),
    groups: groups.map(({ role, ...group }) => ({
      ...group,
      reason: { role, through: null, rule: scope },
    })),
    isCut: people.length > SHOWN,
    canChange: hasRole(role, 'admin'),
  };
}

/** Who can be named in a document's rules: whom the one who asks may know of those in its workspace. */
export async function listNameable({
  actor,
  db,
  workspaceId,
}: Grant<'document.restrict'>): Promise<{ people: PersonCard[]; groups: { id: GroupId; name: string }[] }> {
  const asker = personOf(actor);
  if (asker === null) throw notFound();
  const question = { workspaceId, scopeId: null, asker };
  const [people, groups] = await Promise.all([
    peopleWithAccess(db, question),
    groupsWithAccess(db, question),
  ]);
  return {
    people: people.slice(0, SHOWN).map(({ role: _, groupId: __, groupName: ___, ...person }) => person),
    groups: groups.map(({ id, name }) => ({ id, name })),
  };
}

/**
 * Whom the one who asks may name in what they say about a document: those whom they may know of the people with access to it. Nobody for
 * a guest.
 * @param among those alone with these ids or user names; without it the first two hundred.
 */
export async function listMentionable(
  {
    actor,
    db,
    documentId,
    workspaceId,
  }: Grant<'document.read' | 'document.readComments' | 'document.comment' | 'document.organise'>,
  among: { ids?: readonly string[]; usernames?: readonly string[] } | null = null,
): Promise<PersonCard[]> {
  const asker = personOf(actor);
  if (asker === null) return [];
  const { ids = [], usernames = [] } = among ?? {};
  if (among && ids.length + usernames.length === 0) return [];
  const document = await db.prisma.document.findUnique({
    where: { id: documentId },
    select: { scopeId: true },
  });
  if (!document) throw notFound();
  const question = { workspaceId, scopeId: document.scopeId, asker, among: among && { ids, usernames } };
  const people = await peopleWithAccess(db, question);
  return people.slice(0, SHOWN).map(({ role: _, groupId: __, groupName: ___, ...person }) => person);
}

/**
 * Whom the one who asks may give something in a document to: people as {@link listMentionable} has them, and groups with access to it.
 * Nobody for a guest.
 */
export async function listAssignable(
  grant: Grant<'document.read'>,
): Promise<{ people: PersonCard[]; groups: { id: GroupId; name: string }[] }> {
  const { actor, db, documentId, workspaceId } = grant;
  const asker = personOf(actor);
  if (asker === null) return { people: [], groups: [] };
  const people = await listMentionable(grant);
  const { scopeId } = await db.prisma.document.findUniqueOrThrow({
    where: { id: documentId },
    select: { scopeId: true },
  });
  const groups = await groupsWithAccess(db, { workspaceId, scopeId, asker });
  return { people, groups: groups.map(({ id, name }) => ({ id, name })) };
}

/** Those of some people whom the one who asks may know of a workspace. */
export async function listKnown(
  { actor, db, workspaceId }: Pick<Grant<'workspace.read'>, 'actor' | 'db' | 'workspaceId'>,
  ids: readonly PersonId[],
): Promise<PersonCard[]> {
  const asker = personOf(actor);
  if (asker === null || ids.length === 0) return [];
  const people = await peopleWithAccess(db, {
    workspaceId,
    scopeId: null,
    asker,
    among: { ids, usernames: [] },
  });
  return people.map(({ role: _, groupId: __, groupName: ___, ...person }) => person);
}

/** What a person or group may do with a document, for whoever may share it; null where they do not see it. */
export async function findRole(
  grant: Grant<'document.share'>,
  subject: DocumentRule['subject'],
): Promise<{ name: string; role: Role | null } | null> {
  const { actor, db, documentId, workspaceId } = grant;
  const asker = personOf(actor);
  if (asker === null) throw notFound();
  const { scopeId } = await db.prisma.document.findUniqueOrThrow({
    where: { id: documentId },
    select: { scopeId: true },
  });
  const inWorkspace = { workspaceId, scopeId: null, asker, only: subject.id };
  if (subject.kind === 'group') {
    const [group] = await groupsWithAccess(db, inWorkspace);
    if (!group) return null;
    const [withAccess] = await groupsWithAccess(db, { ...inWorkspace, scopeId });
    return { name: group.name, role: withAccess?.role ?? null };
  }
  const [person] = await peopleWithAccess(db, inWorkspace);
  if (!person) return null;
  const document = await db.lookups.document({ id: documentId, personId: subject.id });
  return { name: person.displayName, role: document?.role ?? null };
}

async function peopleWithAccess(
  { pool }: Database,
  { workspaceId, scopeId, asker, only = null, among = null }: Question,
): Promise<(PersonCard & { role: Role; groupId: GroupId | null; groupName: string | null })[]> {
  const { rows } = await pool.query({
    name: 'people with access',
    // Somebody whom a rule names is known by it, also where the group through which they are here hides its people.
    text: `WITH way AS (
             SELECT a.person_id, CASE WHEN $2::uuid IS NULL THEN a.role ELSE r.role END AS role,
                    CASE WHEN r.person_id IS NULL THEN a.group_id END AS group_id
               FROM workspace_access a
               LEFT JOIN document_rule r
                      ON r.document_id = $2 AND (r.person_id = a.person_id OR r.group_id = a.group_id)
              WHERE a.workspace_id = $1 AND ($2 IS NULL OR r.id IS NOT NULL) AND ($5::uuid IS NULL OR a.person_id = $5)
           ), seen AS (
             SELECT DISTINCT ON (way.person_id) way.person_id, way.role, g.id, g.name
               FROM way LEFT JOIN person_group g ON g.id = way.group_id
              WHERE g.id IS NULL OR g.shows_members
                 OR EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.person_id = $3)
              ORDER BY way.person_id, way.role DESC, g.id NULLS FIRST
           )
           SELECT p.id, p.username, p.display_name AS "displayName", p.colour, seen.role, seen.id AS "groupId",
                  seen.name AS "groupName"
             FROM seen JOIN person p ON p.id = seen.person_id
            WHERE $6::uuid[] IS NULL OR p.id = ANY($6) OR p.username = ANY($7::text[])
            ORDER BY seen.role DESC, p.id LIMIT $4`,
    values: [workspaceId, scopeId, asker, SHOWN + 1, only, among?.ids ?? null, among?.usernames ?? null],
  });
  return rows;
}

async function groupsWithAccess(
  { pool }: Database,
  { workspaceId, scopeId, asker, only = null }: Question,
): Promise<(Omit<GroupWithAccess, 'reason'> & { role: Role })[]> {
  const { rows } = await pool.query({
    name: 'groups with access',
    text: `SELECT g.id, g.name, CASE WHEN $2::uuid IS NULL THEN p.role ELSE r.role END AS role,
                  (SELECT count(*)::int FROM workspace_access a
                    WHERE a.workspace_id = p.workspace_id AND a.group_id = g.id) AS people,
                  NOT g.shows_members AND NOT EXISTS (
                    SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.person_id = $3
                  ) AS "isHidden"
             FROM participation p
             JOIN person_group g ON g.id = p.group_id
             LEFT JOIN document_rule r ON r.document_id = $2 AND r.group_id = g.id
            WHERE p.workspace_id = $1 AND ($2 IS NULL OR r.id IS NOT NULL) AND ($5::uuid IS NULL OR g.id = $5)
            ORDER BY role DESC, g.id LIMIT $4`,
    values: [workspaceId, scopeId, asker, SHOWN, only],
  });
  return rows;
}
