import { archiveDocument, listArchive, unarchiveDocument } from '@plenum/database/documents/archive';
import { mergeSchema } from '@plenum/domain/documents/merging';
import { splitSchema } from '@plenum/domain/documents/splitting';
import { parseInput } from '@plenum/domain/input';
import { mergeDocuments } from '@plenum/exchange/merge-documents';
import { splitDocument } from '@plenum/exchange/split-document';
import type { Command } from '../arguments.ts';
import { allOf } from '../data/all-of.ts';
import { withPerson } from '../data/as-person.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Makes pages of sections of a document; their ids and titles are the answer. */
export async function splitPage(
  env: Env,
  { username, documentId, level, blockId }: Of<'page split'>,
): Promise<Answer> {
  const by = parseInput(splitSchema, blockId === undefined ? { level } : { blockId });
  const made = await withPerson(env, username, async (person) =>
    splitDocument(await person.grant('document.write', documentId), { by, untitled: 'Untitled page' }),
  );
  return {
    lines: made.map(({ id, title }) => `${id}  ${title}`),
    value: { items: made.map(({ id, title }) => ({ id, title })) },
  };
}

/** Puts a document's text behind that of another one. */
export async function mergePage(
  env: Env,
  { username, documentId, ...given }: Of<'page merge'>,
): Promise<Answer> {
  const { into, mayChangeReaders } = parseInput(mergeSchema, given);
  await withPerson(env, username, async (person) =>
    mergeDocuments(
      await person.grant('document.organise', documentId),
      await person.grant('document.write', into),
      { mayChangeReaders },
    ),
  );
  return { lines: [], value: { id: documentId, into } };
}

/** Puts a document into the archive, or takes it out. */
export async function archivePage(
  env: Env,
  { username, documentId, name }: Of<'page archive' | 'page unarchive'>,
): Promise<Answer> {
  const isArchived = name === 'page archive';
  await withPerson(env, username, async (person) => {
    const grant = await person.grant('document.archive', documentId);
    await (isArchived ? archiveDocument(grant) : unarchiveDocument(grant));
  });
  return { lines: [], value: { id: documentId, isArchived } };
}

/** Lists the archive of a workspace, as far as a person may read it. */
export async function listArchived(env: Env, { username, workspace }: Of<'page archived'>): Promise<Answer> {
  const items = await withPerson(env, username, async (person) => {
    const grant = await person.grant('workspace.read', await person.workspace(workspace));
    return allOf((page) => listArchive(grant, page));
  });
  return { lines: items.map(({ id, title }) => `${id}  ${title}`), value: { items } };
}
