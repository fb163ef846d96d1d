import { personOf } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { Grant } from '../access/grant.ts';

/** Puts a document among the favourites of the one who asks, or takes it out; nobody else learns of it. */
export async function setFavourite(grant: Grant<'document.read'>, isFavourite: boolean): Promise<void> {
  const { prisma } = grant.db;
  const key = { personId: ownerOf(grant), documentId: grant.documentId };
  if (isFavourite) await prisma.favourite.createMany({ data: key, skipDuplicates: true });
  else await prisma.favourite.deleteMany({ where: key });
}

/** Whether a document is among the favourites of the one who asks. */
export async function isFavourite(grant: Grant<'document.read'>): Promise<boolean> {
  const key = { personId: ownerOf(grant), documentId: grant.documentId };
  return (await grant.db.prisma.favourite.count({ where: key })) > 0;
}

function ownerOf({ actor }: Grant<'document.read'>): string {
  const personId = personOf(actor);
  if (personId === null) throw new AppError('forbidden', 'Only people with an account have favourites.');
  return personId;
}
