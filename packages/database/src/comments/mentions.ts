import { personOf } from '@plenum/domain/access/actor';
import { namedIn, withoutNames } from '@plenum/domain/comments/mentions';
import type { CommentMention } from '@plenum/domain/comments/types';
import type { PersonId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { listMentionable } from '../documents/access.ts';

/** A comment's body with an at sign for each who is named in it, and who that is. */
export interface NamedBody {
  body: string;
  mentions: { position: number; personId: PersonId }[];
}

/** Looks up who is named in a comment: by their user names those whom its author may know. A guest knows nobody. */
export async function lookUpNames(grant: Grant<'document.comment'>, text: string): Promise<NamedBody> {
  const usernames = namedIn(text).flatMap(({ names }) => names.map(({ name }) => name));
  const people = await listMentionable(grant, { usernames });
  return withoutNames(text, new Map(people.map(({ id, username }) => [username, id])));
}

/** Somebody who is named in a comment, as the row has them. */
export interface MentionRow {
  position: number;
  person: { id: PersonId; username: string; displayName: string };
}

/**
 * Says of those who are named in comments who they are, as far as the one who asks may know: whom they may name themselves, and whoever
 * says something there.
 */
export async function knownNames(
  grant: Grant<'document.readComments'>,
  { rows, authorIds }: { rows: readonly MentionRow[]; authorIds: ReadonlySet<string> },
): Promise<(row: MentionRow) => CommentMention> {
  const asker = personOf(grant.actor);
  const unknown = rows.map(({ person }) => person.id).filter((id) => id !== asker && !authorIds.has(id));
  const people = await listMentionable(grant, { ids: [...new Set(unknown)] });
  const known = new Set([...authorIds, ...people.map(({ id }) => id), ...(asker === null ? [] : [asker])]);
  return ({ position, person: { id, username, displayName: name } }) => ({
    position,
    person: known.has(id) ? { id, username, name } : null,
  });
}
