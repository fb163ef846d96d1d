import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listChanges } from '@plenum/database/documents/changes';
import { getDocument, getDocumentState, listDocuments } from '@plenum/database/documents/reads';
import { createDocument as create, patchDocument } from '@plenum/database/documents/writes';
import { newDocumentSchema } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import { parseInput } from '@plenum/domain/input';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { withBlockIds } from '@plenum/editor/schema/block-id';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { exportDocument as exportAs } from '@plenum/exchange/export-document';
import { importDocument as importFrom } from '@plenum/exchange/import-document';
import { withOthers } from '@plenum/exchange/with-others';
import { Converter } from '@plenum/formats/convert';
import { MOST_IMPORT_BYTES } from '@plenum/formats/format-names';
import type { Loss } from '@plenum/formats/losses';
import { TRANSFER_WORDS } from '@plenum/formats/sets/transfer-words';
import type { Command } from '../arguments.ts';
import { allOf } from '../data/all-of.ts';
import { withPerson } from '../data/as-person.ts';
import { readInput, readText, STANDARD_INPUT } from '../data/input.ts';
import { CONVERTER, type Env } from '../env.ts';
import type { Answer } from '../main.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

const converter = new Converter({ program: () => CONVERTER });

/** Lists the documents of a workspace that a person may read, those changed last first. */
export async function listDocumentsOf(
  env: Env,
  { username, workspace }: Of<'document list'>,
): Promise<Answer> {
  const items = await withPerson(env, username, async (person) => {
    const grant = await person.grant('workspace.read', await person.workspace(workspace));
    return (await allOf((page) => listDocuments(grant, page))).map(({ id, kind, title, updatedAt }) => ({
      id,
      kind,
      title,
      updatedAt: updatedAt.toISOString(),
    }));
  });
  return { lines: items.map(({ id, kind, title }) => `${id}  ${kind}  ${title}`), value: { items } };
}

/** Closes a document for writing, or opens it again. */
export async function freezeDocument(
  env: Env,
  { name, username, documentId }: Of<'document close' | 'document open'>,
): Promise<Answer> {
  const patch = { isFrozen: name === 'document close' };
  const { id, frozenAt } = await withPerson(env, username, async (person) =>
    patchDocument(await person.grant('document.organise', documentId), { patch }),
  );
  return { lines: [], value: { id, frozenAt: frozenAt?.toISOString() ?? null } };
}

/** Changes that are listed. */
const MOST_CHANGES = 200;

/** Lists which documents of a workspace were written in lately, and by whom as far as the person may see their history. */
export async function listChangesOf(
  env: Env,
  { username, workspace }: Of<'document changes'>,
): Promise<Answer> {
  const items = await withPerson(env, username, async (person) => {
    const grant = await person.grant('workspace.read', await person.workspace(workspace));
    return (await listChanges(grant, { limit: MOST_CHANGES })).items.map(({ at, edits, ...change }) => ({
      ...change,
      at: at.toISOString(),
      edits: edits && {
        ...edits,
        authors: edits.authors.map(({ key, kind, name }) => ({ key, kind, name })),
      },
    }));
  });
  const names = (edits: (typeof items)[number]['edits']) =>
    (edits?.authors ?? []).map(({ name, kind }) => name ?? kind).join(', ');
  const lines = items.map(({ id, at, title, edits }) => `${at}  ${id}  ${title}  ${names(edits)}`.trimEnd());
  return { lines, value: { items } };
}

/** Makes a document, empty or of Markdown; its id alone is the answer. */
export async function createDocument(env: Env, command: Of<'document create'>): Promise<Answer> {
  const { username, workspace, file, title, kind, parentId } = command;
  const input = parseInput(newDocumentSchema, { kind, title, ...(parentId && { parentId }) });
  const markdown = file === undefined ? null : await readText(file, MOST_IMPORT_BYTES);
  if (markdown !== null && input.kind === 'tasks') {
    throw new AppError(
      'invalid_input',
      'A task list is not made from Markdown. Leave it out, or choose another kind.',
    );
  }
  const seed = markdown === null ? null : updateFromJson(withBlockIds(jsonFromMarkdown(markdown)));
  const { id } = await withPerson(env, username, async (person) =>
    create(await person.grant('document.create', await person.workspace(workspace)), { ...input, seed }),
  );
  return { lines: [id], value: { id, url: `${env.publicUrl}/d/${id}` } };
}

/** Makes a document of a file; its id is the answer, and what did not come along is told on standard error. */
export async function importDocument(env: Env, command: Of<'document import'>): Promise<Answer> {
  const { username, workspace, file, format, title } = command;
  const content = await readInput(file, MOST_IMPORT_BYTES);
  const name = file === STANDARD_INPUT ? '' : path.basename(file);
  const { document, losses } = await withPerson(env, username, async (person) =>
    importFrom(await person.grant('document.create', await person.workspace(workspace)), {
      file: { name, content },
      format: format ?? null,
      title,
      untitled: 'Untitled',
      converter,
    }),
  );
  const { id } = document;
  return {
    lines: [id],
    value: { id, title: document.title, url: `${env.publicUrl}/d/${id}`, losses },
    notes: losses.map(lossLine),
  };
}

/** Gives out a document as a file: to a path, or on standard output; what is not in it is told on standard error. */
export async function exportDocument(env: Env, command: Of<'document export'>): Promise<Answer> {
  const { username, documentId, format, output } = command;
  const { content, losses } = await withPerson(env, username, async (person) => {
    const read = await person.grant('document.read', documentId);
    const [{ title }, { update }] = await Promise.all([getDocument(read), getDocumentState(read)]);
    const content = await withOthers(read, { content: jsonFromUpdate(update), from: 'From' });
    return exportAs({ read, title, content, words: TRANSFER_WORDS.en }, format, {
      converter,
      inTurn: (work) => work(),
      async printPdf() {
        throw new AppError('invalid_input', 'A PDF is made in the browser. Choose another format.');
      },
    });
  });
  const notes = losses.map(lossLine);
  if (output === undefined) return { lines: [], bytes: content, value: null, notes };
  try {
    await writeFile(output, content);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('unavailable', `${output} cannot be written (${code}).`, { cause: error });
  }
  return { lines: [], value: { file: output, bytes: content.length, losses }, notes };
}

/** A loss for people: its code, how often, and where some of it was. */
export function lossLine({ code, count, places }: Loss): string {
  return `Lost: ${code}, ${count}${places.length > 0 ? ` (${places.join('; ')})` : ''}`;
}
