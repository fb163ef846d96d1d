import type { PersonCard } from '@plenum/domain/accounts/types';
import { notFound } from '@plenum/domain/errors';
import type { Grant } from '../access/grant.ts';

/** Whether nobody has an account yet, so that the first visitor sets the instance up. */
export async function isInstanceEmpty({ db }: Grant<'instance.administer'>): Promise<boolean> {
  return (await db.prisma.person.findFirst({ select: { id: true } })) === null;
}

/** The account's person, as others see them. */
export async function getPerson({
  db,
  personId,
}: Grant<'account.read' | 'account.manage'>): Promise<PersonCard> {
  const person = await db.lookups.person(personId);
  if (!person) throw notFound();
  return person;
}

/** The person with this user name (normalised); null where there is none. */
export function findPersonByUsername(
  { db }: Grant<'instance.administer'>,
  username: string,
): Promise<PersonCard | null> {
  return db.prisma.person.findUnique({ where: { username }, select: PERSON_CARD });
}

/** The columns of a PersonCard. */
export const PERSON_CARD = { id: true, username: true, displayName: true, colour: true } as const;
