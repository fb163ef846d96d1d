import { createHash } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getDocument } from '@plenum/database/documents/reads';
import { fileOf } from '@plenum/database/files/transfer-files';
import {
  awaitFile,
  cancelTransfer,
  fileCame,
  forgetTransfer,
  getTransferFile,
  startExport,
} from '@plenum/database/transfers/jobs';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { Actor } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import { ENVELOPE } from '@plenum/domain/file-sizes';
import type { TransferJobId } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';
import { type NewExport, newImportSchema } from '@plenum/domain/transfers/schema';
import type { TransferCard } from '@plenum/domain/transfers/types';
import { makesPdf } from '#lib/convert/print-pdf.ts';
import { database } from '#lib/database.ts';
import { noFile, withFilePart } from '#lib/files/file-part.ts';
import { serveFile } from '#lib/files/serve-file.ts';
import { inUploadSlot } from '#lib/files/upload-slots.ts';

/** Milliseconds that a file may take to come. */
const MOST_TIME = 5 * 60_000;

/** Letters of what a file is called. */
const LONGEST_NAME = 200;

type Ask = () => Promise<Grant<'document.create'>>;

/** Has a workspace or a branch go out, for whoever may make pages there and edit the branch. @throws AppError as `authorize` and `startExport` do. */
export async function startExportFor(
  grant: Grant<'document.create'>,
  { form, documentId, locale }: NewExport,
): Promise<TransferCard> {
  if (form === 'pdf' && !makesPdf()) {
    throw new AppError(
      'unavailable',
      'No PDFs are made here. Take a site instead, whose pages your browser can print.',
    );
  }
  const title =
    documentId === null ? await nameOf(grant) : await titleOf(grant, documentId, 'document.history');
  return startExport(grant, { form, documentId, locale, title });
}

/**
 * Takes a file to be moved in: the body of a request, or the file of a form with the fields of {@link newImportSchema} before it.
 * @param ask asks for the right: before the file comes, and again once it is there, since that may take minutes.
 * @param given what the address says.
 * @throws AppError as `ask` and `awaitFile` do, `too_large`, `not_found` for a page that is not there, `invalid_input` for a body without a file.
 */
export async function receiveTransfer(
  request: Request,
  ask: Ask,
  given: Record<string, string> = {},
): Promise<TransferCard> {
  const { actor } = await ask();
  return inUploadSlot(actor, () => {
    const signal = AbortSignal.timeout(MOST_TIME);
    const isForm = /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');
    const take = (file: {
      name: string;
      content: AsyncIterable<Uint8Array>;
      fields: Record<string, string>;
    }) => keep(ask, { ...file, length: Number(request.headers.get('content-length') ?? 0) });
    if (isForm)
      return withFilePart(request, {
        signal,
        take: (file) => take({ ...file, fields: { ...given, ...file.fields } }),
      });
    if (!request.body) throw noFile();
    return take({ name: given.name ?? '', content: timed(request.body, signal), fields: given });
  });
}

async function keep(
  ask: Ask,
  {
    name,
    content,
    fields,
    length,
  }: { name: string; content: AsyncIterable<Uint8Array>; fields: Record<string, string>; length: number },
): Promise<TransferCard> {
  const input = parseInput(newImportSchema, { ...fields, documentId: fields.documentId || null });
  const before = await ask();
  if (input.documentId !== null) await titleOf(before, input.documentId, 'document.organise');
  const { id, most } = await awaitFile(before, input);
  const { db } = before;
  try {
    if (length > most + ENVELOPE) throw tooLarge();
    let size = 0;
    const bounded = async function* () {
      for await (const piece of content) {
        size += piece.length;
        if (size > most) throw tooLarge();
        yield piece;
      }
    };
    await db.transferFiles.write(fileOf(id), bounded());
    if (size === 0) throw noFile();
    const title = [...name.replace(/\p{Cc}+/gu, ' ').trim()].slice(0, LONGEST_NAME).join('');
    return await fileCame(await ask(), { id, title, size });
  } catch (error) {
    // Where this fails too, housekeeping does it.
    await cancelTransfer(before, id)
      .then(() => forgetTransfer(before, id))
      .catch(() => {});
    throw error;
  }
}

/** Answers with what was made, or the part of it that is asked for. @throws AppError `not_found` where there is none. */
export async function serveTransfer(
  request: Request,
  grant: Grant<'document.create'>,
  id: TransferJobId,
): Promise<Response> {
  const { fileId, title, form, size, endedAt } = await getTransferFile(grant, id);
  const sha256 = createHash('sha256').update(`${id} ${endedAt.toISOString()}`).digest('hex');
  const isPdf = form === 'pdf';
  const name = `${title}.${isPdf ? 'pdf' : 'zip'}`;
  const mediaType = isPdf ? 'application/pdf' : 'application/zip';
  const file = { fileId, name, mediaType, size, width: null, sha256 };
  return serveFile(request, file, { isStored: false, files: grant.db.transferFiles });
}

/** The right to move in and out, of somebody who asks by the API. */
export function mayTransfer(actor: Actor, workspaceId: string): Promise<Grant<'document.create'>> {
  return authorize(database(), { actor, action: 'document.create', on: workspaceId });
}

async function nameOf({ db, actor, workspaceId: on }: Grant<'document.create'>): Promise<string> {
  return (await getWorkspace(await authorize(db, { actor, action: 'workspace.read', on }))).name;
}

/** The title of a document of the workspace with which somebody may do something. */
async function titleOf(
  { db, actor, workspaceId }: Grant<'document.create'>,
  on: string,
  action: 'document.history' | 'document.organise',
): Promise<string> {
  const may = await authorize(db, { actor, action, on });
  if (may.workspaceId !== workspaceId) throw notFound();
  return (await getDocument(await authorize(db, { actor, action: 'document.read', on }))).title;
}

async function* timed(
  body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    if (signal.aborted) throw noFile();
    yield piece;
  }
}

function tooLarge(): AppError {
  return new AppError(
    'too_large',
    'This file is larger than what may be moved in at once. Move in parts of it.',
  );
}
