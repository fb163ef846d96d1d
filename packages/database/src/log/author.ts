import type { Actor } from '@plenum/domain/access/actor';
import type { AuthorKey } from '@plenum/domain/documents/types';
import type { Author } from './log.ts';

/** Whose name stands at what an actor writes: a program writes in the name of its person. */
export function authorOf(actor: Actor): Author {
  switch (actor.kind) {
    case 'member':
    case 'token':
    case 'feed':
      return { kind: 'person', id: actor.personId };
    case 'guest':
      return { kind: 'guest', id: actor.guestId ?? actor.linkId };
    case 'system':
      return { kind: 'system', id: null };
  }
}

/** An author as the key that lists of authors go by. */
export function keyOf({ kind, id }: Author): AuthorKey {
  return `${kind} ${id ?? ''}`;
}
