import type { Role } from '@plenum/domain/access/roles';
import type { BranchDocument, DocumentCard } from '@plenum/domain/documents/types';
import type { DocumentId, ShareLinkId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { LINK_ROLES, type LinkRole } from '@plenum/domain/shares/schema';
import type { ShareLinkCard } from '@plenum/domain/shares/types';
import type { Grant } from '../access/grant.ts';
import { hashToken, unsealedToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import { listBelowInBranch, listBranch } from '../documents/branch.ts';
import type { Prisma } from '../generated/client.ts';
import { afterId, pageOf } from '../page.ts';

/** The columns that a ShareLinkCard is made of. */
export const SHARE_LINK_ROW = {
  id: true,
  role: true,
  covers: true,
  name: true,
  slug: true,
  tokenSealed: true,
  expiresAt: true,
  passwordHash: true,
  createdAt: true,
  lastUsedOn: true,
  frozen: { select: { at: true } },
} as const;

/** A document's share links in force, oldest first. */
export async function listShareLinks(
  { db, documentId }: Grant<'document.share'>,
  page: PageQuery,
): Promise<Page<ShareLinkCard>> {
  const rows = await db.prisma.shareLink.findMany({
    where: {
      documentId,
      ...inForce(),
      id: afterId(page),
    },
    orderBy: { id: 'asc' },
    take: page.limit + 1,
    select: SHARE_LINK_ROW,
  });
  return pageOf({
    rows: rows.map((row) => shareLinkCard(db, row)),
    limit: page.limit,
    cursorOf: (link) => link.id,
  });
}

/** Links that are told of one document. */
const MOST_LINKS = 100;

/**
 * The links in force that lead to a document, oldest first: those to it, and those to the branches in which it lies, each with the document with
 * which its branch begins. `isCut` where there are more.
 */
export async function listLinksTo({ db, documentId }: Grant<'document.share'>): Promise<{
  links: (ShareLinkCard & { from: Pick<DocumentCard, 'id' | 'title'> | null })[];
  isCut: boolean;
}> {
  const above = await db.prisma.$queryRaw<{ id: DocumentId }[]>`
    WITH RECURSIVE up AS (
      SELECT p.id, p.parent_id, p.scope_id, d.scope_id AS own FROM document d JOIN document p ON p.id = d.parent_id AND p.deleted_at IS NULL
       WHERE d.id = ${documentId}::uuid AND NOT d.is_template
      UNION ALL
      SELECT p.id, p.parent_id, p.scope_id, up.own FROM document p JOIN up ON p.id = up.parent_id WHERE p.deleted_at IS NULL
    )
    SELECT id::text FROM up WHERE scope_id IS NOT DISTINCT FROM own`;
  const fromAbove = {
    documentId: { in: above.map(({ id }) => id) },
    covers: 'branch',
    frozen: null,
  } as const;
  const rows = await db.prisma.shareLink.findMany({
    where: { AND: [inForce(), { OR: [{ documentId }, fromAbove] }] },
    orderBy: { id: 'asc' },
    take: MOST_LINKS + 1,
    select: { ...SHARE_LINK_ROW, document: { select: { id: true, title: true } } },
  });
  const links = rows.slice(0, MOST_LINKS).map(({ document, ...row }) => ({
    ...shareLinkCard(db, row),
    from: document.id === documentId ? null : document,
  }));
  return { links, isCut: rows.length > MOST_LINKS };
}

function inForce(): Prisma.ShareLinkWhereInput {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
}

/** A link in force that is locked by a password, for whoever holds its token and now types the password. */
export async function findLockedLink(
  { db }: Grant<'instance.administer'>,
  token: string,
): Promise<{ id: ShareLinkId; passwordHash: string } | null> {
  const link = await db.prisma.shareLink.findFirst({
    where: {
      tokenHash: hashToken(db.secrets.tokenKey, token),
      ...inForce(),
      document: { deletedAt: null },
    },
    select: { id: true, passwordHash: true },
  });
  return link?.passwordHash ? { id: link.id, passwordHash: link.passwordHash } : null;
}

/** The documents to which a link to a branch leads, from the top; none for a link to one document alone. */
export async function listSharedBranch(grant: Grant<'document.read'>): Promise<BranchDocument[]> {
  const { actor, db, documentId } = grant;
  if (actor.kind !== 'guest' || actor.documentId !== documentId) return [];
  return (await coversBranch(db, actor.linkId)) ? listBranch(grant) : [];
}

/** The pages right below some documents to which a link to a branch leads, the first of each; null for a link to one document alone. */
export async function listSharedBelow(
  grant: Grant<'document.read'>,
  below: Parameters<typeof listBelowInBranch>[1],
): Promise<Awaited<ReturnType<typeof listBelowInBranch>> | null> {
  const { actor, db, documentId } = grant;
  if (actor.kind !== 'guest' || actor.documentId !== documentId) return null;
  return (await coversBranch(db, actor.linkId)) ? listBelowInBranch(grant, below) : null;
}

async function coversBranch(db: Database, linkId: ShareLinkId): Promise<boolean> {
  return (await db.prisma.shareLink.count({ where: { id: linkId, covers: 'branch' } })) > 0;
}

/** The text that a link shows instead of the live one; null for a link to the live text. Holding the link is the right to read it. */
export async function findFrozenText(
  { db }: Grant<'instance.administer'>,
  linkId: ShareLinkId,
): Promise<{ title: string; content: unknown; at: Date } | null> {
  return db.prisma.frozenText.findFirst({
    where: { linkId, link: { document: { deletedAt: null, workspace: { deletedAt: null } } } },
    select: { title: true, content: true, at: true },
  });
}

/** A row as those see it who may share the document. */
export function shareLinkCard(
  db: Database,
  row: Prisma.ShareLinkGetPayload<{ select: typeof SHARE_LINK_ROW }>,
): ShareLinkCard {
  const { tokenSealed, passwordHash, role, frozen, ...columns } = row;
  return {
    ...columns,
    role: linkRole(role),
    shows: frozen ? 'now' : 'live',
    token: unsealedToken(db.secrets.tokenKey, tokenSealed),
    hasPassword: passwordHash !== null,
  };
}

function linkRole(role: Role): LinkRole {
  const known = LINK_ROLES.find((linkRole) => linkRole === role);
  if (!known) throw new Error('A share link has a role that links cannot give.');
  return known;
}
