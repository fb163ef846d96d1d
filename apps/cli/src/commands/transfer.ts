import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getDocument } from '@plenum/database/documents/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { AppError } from '@plenum/domain/errors';
import type { LeftBehind } from '@plenum/domain/transfers/types';
import { printPdf } from '@plenum/exchange/print-pdf';
import { exportArchive, exportBook, exportSite } from '@plenum/exchange/transfer/export-collection';
import { importCollection } from '@plenum/exchange/transfer/import-collection';
import { openCollection } from '@plenum/exchange/transfer/open-collection';
import { TRANSFER_WORDS } from '@plenum/formats/sets/transfer-words';
import type { Command } from '../arguments.ts';
import { withPerson } from '../data/as-person.ts';
import { chromiumOf, type Env } from '../env.ts';
import type { Answer } from '../main.ts';
import { lossLine } from './documents.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Milliseconds between two lines that tell how far it is. */
const PAUSE = 5_000;

/** Writes a workspace or a branch into one file, which is there as a whole or not at all. */
export async function exportWorkspace(env: Env, command: Of<'workspace export'>): Promise<Answer> {
  const { username, workspace, branch = null, as, output, language } = command;
  const tell = tellPages();
  const { pages, left } = await withPerson(env, username, async ({ grant, workspace: idOf }) => {
    const manage = await grant('workspace.manage', await idOf(workspace));
    const create = await grant('document.create', manage.workspaceId);
    const title =
      branch === null
        ? (await getWorkspace(await grant('workspace.read', manage.workspaceId))).name
        : (await getDocument(await grant('document.read', branch))).title;
    const onPart = ({ parts, of }: { parts: number; of: number }) => tell(`${parts} of ${of} written …`);
    const options = { title, branch, onPart, words: TRANSFER_WORDS[language] };
    if (as === 'pdf') {
      const made = await exportBook(create, options);
      await printBook(env, made.pieces, (file) => writeWhole(output, createReadStream(file)));
      return made;
    }
    const made = await (as === 'site' ? exportSite : exportArchive)(create, options);
    await writeWhole(output, made.pieces);
    return made;
  });
  return {
    lines: [`Exported to ${output}. Pages: ${pages}.`],
    value: { file: output, pages, left },
    notes: leftLines(left),
  };
}

/** Makes pages of a collection; what did not come along is told on standard error, and in a file where one is named. */
export async function importWorkspace(env: Env, command: Of<'workspace import'>): Promise<Answer> {
  const { username, workspace, file, below = null, report, again, language } = command;
  const tell = tellPages();
  const collection = await openCollection(file);
  try {
    const { wasDone, ...made } = await withPerson(env, username, async ({ grant, workspace: idOf }) => {
      const manage = await grant('workspace.manage', await idOf(workspace));
      const onPage = ({ pages, of }: { pages: number; of: number }) =>
        tell(`${pages} of ${of} pages imported …`);
      const create = await grant('document.create', manage.workspaceId);
      const { untitled } = TRANSFER_WORDS[language];
      return importCollection({ create, below, untitled, onPage }, collection, { again });
    });
    if (report !== undefined) await write(report, JSON.stringify(made, null, 2));
    return {
      lines: [
        wasDone
          ? 'All of it was imported before, so nothing was done. With --again it is imported once more.'
          : `Imported (${made.kind}). Pages: ${made.pages}.`,
      ],
      value: { ...made, wasDone },
      notes: made.losses.map(lossLine),
    };
  } finally {
    collection.close();
  }
}

/** Milliseconds that a PDF may take, and bytes that it may have. */
const MOST_PDF = { time: 1_800_000, bytes: 2 ** 30 };

function printBook<T>(
  env: Env,
  pieces: AsyncIterable<string>,
  take: (file: string) => Promise<T>,
): Promise<T> {
  const chromium = chromiumOf(env);
  if (chromium === null) {
    throw new AppError(
      'unavailable',
      'No PDFs are made here: CHROMIUM_PATH names no Chromium. Take a site instead, whose pages a browser can print.',
    );
  }
  const options = { chromium, dataDir: env.dataDir, most: MOST_PDF, hasOwnGroup: true };
  const failed = (cause?: unknown) => new AppError('unavailable', 'The PDF could not be made.', { cause });
  const tooLong = () =>
    new AppError('too_large', 'This is too much for one PDF. Take branches of it, or a site.');
  return printPdf(pieces, { ...options, failed, tooLong, onFailed: () => {} }, take);
}

/** Says something on standard error now and then; a short piece of work passes in silence. */
function tellPages(): (line: string) => void {
  let next = Date.now() + PAUSE;
  return (line) => {
    if (Date.now() < next) return;
    next = Date.now() + PAUSE;
    process.stderr.write(`${line}\n`);
  };
}

/** Writes a file that is there as a whole or not at all. */
export async function writeWhole(output: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const half = `${output}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(half, { mode: 0o600 }));
    await rename(half, output);
  } catch (error) {
    await rm(half, { force: true }).catch(() => {});
    if (error instanceof AppError) throw error;
    throw unwritable(output, error);
  }
}

async function write(output: string, text: string): Promise<void> {
  try {
    await writeFile(output, `${text}\n`, { mode: 0o600 });
  } catch (error) {
    throw unwritable(output, error);
  }
}

function unwritable(output: string, cause: unknown): unknown {
  const isFiles = cause instanceof Error && 'syscall' in cause && 'code' in cause;
  if (!isFiles) return cause;
  return new AppError('unavailable', `${output} cannot be written (${cause.code}).`, { cause });
}

/** What stayed, in sentences. */
export function leftLines({ hidden, restricted, templates, largeFiles, goneFiles }: LeftBehind): string[] {
  return [
    ...(hidden > 0 ? [`Left out: documents that this person may not edit, ${hidden}.`] : []),
    ...(restricted > 0
      ? [`Left out: documents that not everybody may read who may read the rest, ${restricted}.`]
      : []),
    ...(templates > 0 ? [`Left out: templates, ${templates}.`] : []),
    ...largeFiles.map((name) => `Left out: ${name}, which is too large.`),
    ...goneFiles.map((name) => `Left out: ${name}, which was gone, or closed to you.`),
    'Left out: what this person may not read, chat, meetings, share links, what is public, and whom rules about access let in.',
  ];
}
