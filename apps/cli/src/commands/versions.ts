import { listVersions as list, nameVersion } from '@plenum/database/documents/history';
import { getDocumentSeq } from '@plenum/database/documents/reads';
import { versionNameSchema } from '@plenum/domain/documents/schema';
import { notFound } from '@plenum/domain/errors';
import { parseInput } from '@plenum/domain/input';
import { returnToPast } from '@plenum/exchange/return-to-past';
import { z } from 'zod';
import type { Command } from '../arguments.ts';
import { withPerson } from '../data/as-person.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Lists the named versions of a document, the latest first. */
export async function listVersions(env: Env, { username, documentId }: Of<'version list'>): Promise<Answer> {
  const versions = await withPerson(env, username, async (person) =>
    list(await person.grant('document.history', documentId)),
  );
  const items = versions.map(({ createdAt, ...version }) => ({
    ...version,
    createdAt: createdAt.toISOString(),
  }));
  return { lines: items.map(({ id, createdAt, name }) => `${id}  ${createdAt}  ${name}`), value: { items } };
}

/** Gives a document as it is now a name; the version's id alone is the answer. */
export async function createVersion(env: Env, command: Of<'version create'>): Promise<Answer> {
  const { username, documentId } = command;
  const { name } = parseInput(z.object({ name: versionNameSchema }), { name: command.versionName });
  const version = await withPerson(env, username, async (person) => {
    const history = await person.grant('document.history', documentId);
    const seq = await getDocumentSeq(await person.grant('document.read', documentId));
    return { id: await nameVersion(history, { name, seq }), seq };
  });
  return { lines: [version.id], value: version };
}

/** Makes a document what it was in a version, by one more edit. */
export async function restoreVersion(env: Env, command: Of<'version restore'>): Promise<Answer> {
  const { username, documentId, versionId } = command;
  const name = await withPerson(env, username, async (person) => {
    const history = await person.grant('document.history', documentId);
    const version = (await list(history)).find(({ id }) => id === versionId);
    if (!version) throw notFound();
    await returnToPast(history, version.seq);
    return version.name;
  });
  return { lines: [`The document is as it was in “${name}”.`], value: { id: versionId } };
}
