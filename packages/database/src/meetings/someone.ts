import { type Actor, personOf } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { Someone } from '@plenum/domain/meetings/types';
import type { Prisma } from '../generated/client.ts';

/** The columns that say who somebody at a meeting is. */
export const SOMEONE = {
  id: true,
  personId: true,
  guestId: true,
  name: true,
  person: { select: { displayName: true, colour: true } },
  guest: { select: { name: true, colour: true } },
} as const satisfies Prisma.MeetingSpeakerSelect & Prisma.MeetingAttendeeSelect;

type SomeoneRow = Prisma.MeetingSpeakerGetPayload<{ select: typeof SOMEONE }>;

/** The columns by which somebody is found again. */
export interface Who {
  personId: string | null;
  guestId: string | null;
  name: string | null;
}

/** By whom a row is: the same for all rows of one person, guest or typed name. */
export function keyOf({ personId, guestId, name }: Who): string {
  return personId ? `person ${personId}` : guestId ? `guest ${guestId}` : `typed ${name}`;
}

/** The columns of a key `person id` or `guest id`. */
export function whoOf(key: string): Who {
  const [kind, id = null] = key.split(' ');
  return { personId: kind === 'person' ? id : null, guestId: kind === 'guest' ? id : null, name: null };
}

/** The columns of whoever asks. @throws AppError `forbidden` for who is nobody in particular. */
export function whoAsks(actor: Actor): Who {
  const personId = personOf(actor);
  if (personId !== null) return { personId, guestId: null, name: null };
  if (actor.kind === 'guest' && actor.guestId) return { personId: null, guestId: actor.guestId, name: null };
  throw new AppError(
    'forbidden',
    'Your browser keeps no cookie for this link. Allow cookies to raise a hand.',
  );
}

/** Who somebody is, for others at the meeting. */
export function cardOf(
  { personId, guestId, name, person, guest }: Omit<SomeoneRow, 'id'>,
  actor: Actor,
): Someone {
  if (person) {
    const isMe = personOf(actor) === personId;
    return { kind: 'person', name: person.displayName, colour: person.colour, isMe };
  }
  if (guest) {
    const isMe = actor.kind === 'guest' && actor.guestId === guestId;
    return { kind: 'guest', name: guest.name, colour: guest.colour, isMe };
  }
  return { kind: 'typed', name, colour: null, isMe: false };
}
