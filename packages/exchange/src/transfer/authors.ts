import type { Grant } from '@plenum/database/access/grant';
import { notePastAuthors } from '@plenum/database/transfers/writes';
import { stableId } from '@plenum/formats/sets/references';

const COLOURS = 12;
const LONGEST_NAME = 200;

/** Somebody who wrote elsewhere: what they are told apart by there, and their name. */
interface Past {
  key: string;
  name: string | null;
}

/** Notes who wrote elsewhere as names of the past, which are nobody's account here; resolves to their ids, in the same order. */
export async function pastAuthors(
  create: Grant<'document.create'>,
  transferId: string,
  people: readonly Past[],
): Promise<string[]> {
  const noted = people.map(({ key, name }) => {
    const id = stableId('past author', transferId, key);
    const colour = Number.parseInt(id.slice(0, 2), 16) % COLOURS;
    return { id, colour, name: cleanName(name) };
  });
  await notePastAuthors(create, noted);
  return noted.map(({ id }) => id);
}

function cleanName(name: string | null): string | null {
  const clean = (name ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return clean === '' ? null : [...clean].slice(0, LONGEST_NAME).join('');
}
