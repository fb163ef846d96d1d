import { AppError } from '@plenum/domain/errors';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { Prisma } from '../generated/client.ts';

/** Characters of a key; a longer one is the sign to number its siblings anew. */
const MOST_CHARACTERS = 100;

/** The wiki pages that lie side by side: all below one document, or below none. */
interface Siblings {
  workspaceId: WorkspaceId;
  parentId: DocumentId | null;
}

/**
 * A key for a page among others, those in the trash counted: they come back to where they were. Inside a transaction that has the workspace
 * locked, so that no two get the same.
 * @param after the page before it; null for the first place, undefined for the last.
 * @throws AppError `invalid_input` where there is no such page beside it.
 */
export async function positionAfter(
  tx: Prisma.TransactionClient,
  siblings: Siblings,
  { after, moving }: { after?: DocumentId | null | undefined; moving?: DocumentId },
): Promise<string> {
  const found = await neighbours(tx, siblings, { after, moving });
  const key = found && keyBetween(found);
  if (key && key.length <= MOST_CHARACTERS) return key;
  await numberAnew(tx, siblings);
  const [before, next] = (await neighbours(tx, siblings, { after, moving })) ?? [null, null];
  return generateKeyBetween(before, next);
}

/** The keys before and after a place; null where two have the same one, as after a return from where no order is. */
async function neighbours(
  tx: Prisma.TransactionClient,
  { workspaceId, parentId }: Siblings,
  { after, moving }: { after: DocumentId | null | undefined; moving: DocumentId | undefined },
): Promise<[string | null, string | null] | null> {
  const where: Prisma.DocumentWhereInput = {
    workspaceId,
    kind: 'wiki',
    parentId,
    position: { not: null },
    ...(moving && { id: { not: moving } }),
  };
  const select = { id: true, position: true } as const;
  const order = (sort: 'asc' | 'desc') => [{ position: sort }, { id: sort }] as const;
  if (after === undefined) {
    const last = await tx.document.findFirst({ where, orderBy: [...order('desc')], select });
    return [last?.position ?? null, null];
  }
  if (after === null) {
    const first = await tx.document.findFirst({ where, orderBy: [...order('asc')], select });
    return [null, first?.position ?? null];
  }
  const before = await tx.document.findFirst({
    where: { AND: [where, { id: after, deletedAt: null, archivedAt: null, isTemplate: false }] },
    select,
  });
  if (!before?.position) throw noSuchSibling();
  const { id, position } = before;
  const next = await tx.document.findFirst({
    where: { AND: [where, { OR: [{ position: { gt: position } }, { position, id: { gt: id } }] }] },
    orderBy: [...order('asc')],
    select,
  });
  return next?.position === position ? null : [position, next?.position ?? null];
}

function keyBetween([before, next]: [string | null, string | null]): string | null {
  return before !== null && next !== null && before >= next ? null : generateKeyBetween(before, next);
}

/** Gives pages that lie side by side new short keys, in the order that they have. */
async function numberAnew(tx: Prisma.TransactionClient, { workspaceId, parentId }: Siblings): Promise<void> {
  const pages = await tx.document.findMany({
    where: { workspaceId, kind: 'wiki', parentId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const ids = pages.map(({ id }) => id);
  const keys = generateNKeysBetween(null, null, ids.length);
  await tx.$executeRaw`
    UPDATE document d SET position = k.position
      FROM unnest(${ids}::uuid[], ${keys}::text[]) AS k (id, position) WHERE d.id = k.id`;
}

/** The error for a place after a page that is not there, as far as whoever asks may know. */
export function noSuchSibling(): AppError {
  const message = 'There is no such page at this place. Choose another one, or none for the first place.';
  return new AppError('invalid_input', `after: ${message}`, { fields: { after: message } });
}
