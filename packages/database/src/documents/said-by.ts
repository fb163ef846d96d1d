import { type Actor, personOf } from '@plenum/domain/access/actor';
import type { PastAuthor } from '@plenum/domain/documents/types';
import type { GuestId, PersonId } from '@plenum/domain/ids';

/** The columns that say whose something is: of a person, or of a guest. */
export type AuthorColumns = { personId: PersonId } | { guestId: GuestId };

/** Whose it is what somebody says or adds; null for the instance, and for a guest who is nobody in particular. */
export function authorColumns(actor: Actor): AuthorColumns | null {
  const personId = personOf(actor);
  if (personId !== null) return { personId };
  return actor.kind === 'guest' && actor.guestId !== null ? { guestId: actor.guestId } : null;
}

/** What is read of a row to say whose it is. */
export const SAID_BY = {
  personId: true,
  guestId: true,
  person: { select: { displayName: true, colour: true } },
  guest: { select: { name: true, colour: true } },
} as const;

/** Such a row. */
interface SaidRow {
  personId: PersonId | null;
  guestId: GuestId | null;
  person: { displayName: string; colour: number } | null;
  guest: { name: string | null; colour: number } | null;
}

/** Whose a row is, and whether it is of the one who asks. */
export function saidBy(
  { personId, guestId, person, guest }: SaidRow,
  asker: Actor,
): { author: PastAuthor; isOwn: boolean } {
  const isOwn =
    (personId !== null && personId === personOf(asker)) ||
    (guestId !== null && asker.kind === 'guest' && guestId === asker.guestId);
  if (guest) return { isOwn, author: { kind: 'guest', ...guest } };
  const { displayName: name = null, colour = null } = person ?? {};
  return { isOwn, author: { kind: 'person', name, colour } };
}
