import { getProperties, setProperties } from '@plenum/database/documents/properties';
import { getDocument } from '@plenum/database/documents/reads';
import { patchDocument } from '@plenum/database/documents/writes';
import { documentPropertiesSchema, tagsSchema } from '@plenum/domain/documents/schema';
import type { DocumentId } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';
import type { Command } from '../arguments.ts';
import { type ActingPerson, withPerson } from '../data/as-person.ts';
import { getPersonId } from '../data/operator.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Tells the tags and properties of a document. */
export function aboutPage(env: Env, { username, documentId }: Of<'page about'>): Promise<Answer> {
  return withPerson(env, username, (person) => tell(person, documentId));
}

/** Changes them, as far as they are named, and tells what they are. */
export function describePage(env: Env, { username, documentId, said }: Of<'page describe'>): Promise<Answer> {
  return withPerson(env, username, async (person) => {
    const organise = await person.grant('document.organise', documentId);
    const tags = said.tags && parseInput(tagsSchema, said.tags);
    const { status, reviewOn, owner } = said;
    if (status !== undefined || reviewOn !== undefined || owner !== undefined) {
      const before = await getProperties(await person.grant('document.read', documentId));
      const ownerId = typeof owner === 'string' ? await getPersonId(person.db, owner) : owner;
      const properties = parseInput(documentPropertiesSchema, {
        status: status === undefined ? before.status : status,
        reviewOn: reviewOn === undefined ? before.reviewOn : reviewOn,
        ...(ownerId !== undefined && { ownerId }),
      });
      await setProperties(organise, properties);
    }
    if (tags) await patchDocument(organise, { patch: { tags } });
    return tell(person, documentId);
  });
}

async function tell(person: ActingPerson, documentId: DocumentId): Promise<Answer> {
  const read = await person.grant('document.read', documentId);
  const [{ tags }, { status, reviewOn, owner }] = await Promise.all([getDocument(read), getProperties(read)]);
  return {
    lines: [
      `Tags: ${tags.length > 0 ? tags.join(', ') : 'none'}`,
      `Status: ${status ?? 'none'}`,
      `Review: ${reviewOn ?? 'none'}`,
      `Owner: ${owner?.displayName ?? 'none'}`,
    ],
    value: { id: documentId, tags, status, reviewOn, owner: owner?.displayName ?? null },
  };
}
