import { createReadStream } from 'node:fs';
import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { fileOf, transferFile } from '@plenum/database/files/transfer-files';
import {
  clearTransferFile,
  madeFile,
  noteProgress,
  settleTransfer,
  type TransferOutcome,
} from '@plenum/database/transfers/job-queue';
import { assertRoom } from '@plenum/database/transfers/room';
import type { TokenHolder } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { TakenTransfer } from '@plenum/domain/transfers/types';
import { TRANSFER_WORDS } from '@plenum/formats/sets/transfer-words';
import { type Chromium, printPdf } from '../print-pdf.ts';
import { type ExportedCollection, exportArchive, exportBook, exportSite } from './export-collection.ts';
import { importCollection } from './import-collection.ts';
import { openCollection } from './open-collection.ts';

/** Milliseconds between two notes of how far it is. */
const PAUSE = 1_000;

/** Bytes between two looks at how much room there is. */
const LOOK = 32 * 2 ** 20;

/** Bytes of what goes out, and of one page of HTML that becomes a PDF; pages of a PDF; milliseconds of its making, and bytes that it has. */
const MOST = {
  // Less than a ZIP can count, whose index comes on top.
  bytes: 4 * 2 ** 30 - 64 * 2 ** 20,
  html: 96 * 2 ** 20,
  pages: 2_000,
  pdf: { time: 600_000, bytes: 400 * 2 ** 20 },
};

/** What a transfer is done with. */
export interface TransferTools {
  /** Null where no PDFs are made. */
  chromium: Chromium | null;
  /** Told why a PDF failed. */
  onPrintFailed(reason: object): void;
}

/**
 * Does what somebody has asked to be moved in or out, with their rights of each moment, and notes what came of it. What they are told about ends
 * it; anything else is thrown, and it can be begun again: an import goes on after the last page that is done.
 * @returns whether it was still to be done by whoever has taken it.
 */
export async function runTransfer(db: Database, job: TakenTransfer, tools: TransferTools): Promise<boolean> {
  const actor: TokenHolder = { kind: 'token', personId: job.personId, tokenId: job.tokenId };
  let outcome: TransferOutcome;
  try {
    const create = await authorize(db, { actor, action: 'document.create', on: job.workspaceId });
    outcome = await (job.kind === 'import' ? moveIn(create, job) : moveOut(create, job, tools));
  } catch (error) {
    // Whoever had it before may be about to notice that it is theirs no more.
    if (!(error instanceof AppError) || error.code === 'locked') throw error;
    outcome = { state: 'failed', failure: error.message };
  }
  const isTheirs = await settleTransfer(db, job, outcome);
  if (!isTheirs) for (const file of [fileOf(job.id), madeFile(job)]) await clearTransferFile(db, file);
  return isTheirs;
}

async function moveIn(create: Grant<'document.create'>, job: TakenTransfer): Promise<TransferOutcome> {
  const { db } = create;
  const collection = await openCollection(transferFile(db.dataDir, job.id)).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'not_found' ? gone(error) : error;
  });
  const { untitled } = TRANSFER_WORDS[job.locale];
  const onPage = progressOf(db, job);
  try {
    const target = { create, below: job.documentId, untitled, onPage: onPage.tell };
    const report = await importCollection(target, collection, { apart: job.isAgain ? job.id : '' });
    if (report.wasDone) throw wasDone();
    const losses = report.losses.map(({ code, count, places }) => ({ code, count, places }));
    return { state: 'done', done: report.pages, losses, left: null, size: null };
  } finally {
    collection.close();
    await onPage.noted();
  }
}

async function moveOut(
  create: Grant<'document.create'>,
  job: TakenTransfer,
  tools: TransferTools,
): Promise<TransferOutcome> {
  const { db } = create;
  const files = db.transferFiles;
  const file = madeFile(job);
  const progress = progressOf(db, job);
  try {
    const made = await madeOf(create, job, {
      ...tools,
      onPart: ({ parts, of }) => progress.tell({ pages: parts, of }),
      write: async (pieces) => files.write(file, bounded(db, pieces)),
    });
    const size = (await files.sizeOf(file)) ?? 0;
    return { state: 'done', done: made.pages, losses: [], left: made.left, size, pageIds: made.ids };
  } catch (error) {
    await files.remove(file);
    // It was there when it was begun.
    throw error instanceof AppError && error.code === 'not_found' ? changed(error) : error;
  } finally {
    await progress.noted();
  }
}

interface Making extends TransferTools {
  onPart(done: { parts: number; of: number }): void;
  write(pieces: AsyncIterable<Uint8Array>): Promise<void>;
}

async function madeOf(
  create: Grant<'document.create'>,
  { form, documentId: branch, title, locale, tokenId: id }: TakenTransfer,
  { chromium, onPrintFailed, onPart, write }: Making,
): Promise<Pick<ExportedCollection, 'pages' | 'ids' | 'left'>> {
  const options = { title, branch, onPart, words: TRANSFER_WORDS[locale] };
  if (form !== 'pdf') {
    const make = form === 'site' ? exportSite : exportArchive;
    const made: ExportedCollection = await make(create, options);
    await write(made.pieces);
    return made;
  }
  if (chromium === null) throw noPdfs();
  const { pieces, pages, ids, left } = await exportBook(create, options);
  if (pages > MOST.pages) throw tooLong();
  const print = {
    ...{ chromium, dataDir: create.db.dataDir, id, most: MOST.pdf, failed, tooLong },
    hasOwnGroup: false,
    onFailed: onPrintFailed,
  };
  await printPdf(boundedText(pieces), print, (file) => write(createReadStream(file)));
  return { pages, ids, left };
}

/** Notes how far it is, now and then and one note at a time; none of it is worth failing for. */
function progressOf(db: Database, job: TakenTransfer) {
  let next = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    tell({ pages: done, of }: { pages: number; of: number }): void {
      if (Date.now() < next && done < of) return;
      next = Date.now() + PAUSE;
      last = last.then(() => noteProgress(db, job, { done, of })).catch(() => {});
    },
    noted: () => last,
  };
}

async function* bounded(db: Database, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let [bytes, looked] = [0, 0];
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > MOST.bytes) throw tooMuch();
    if (bytes - looked > LOOK) {
      assertRoom(db);
      looked = bytes;
    }
    yield piece;
  }
}

async function* boundedText(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > MOST.html) throw tooLong();
    yield piece;
  }
}

function noPdfs(): AppError {
  return new AppError(
    'unavailable',
    'No PDFs are made here. Take a site instead, whose pages your browser can print.',
  );
}

function failed(cause?: unknown): AppError {
  return new AppError('unavailable', 'The PDF could not be made. Try again, or take a site instead.', {
    cause,
  });
}

function tooLong(): AppError {
  return new AppError('too_large', 'This is too much for one PDF here. Take branches of it, or a site.');
}

function tooMuch(): AppError {
  return new AppError('too_large', 'This is too much for one file here. Take branches of it.');
}

function gone(cause: unknown): AppError {
  return new AppError('unavailable', 'The file is not here any more. Send it again.', { cause });
}

function wasDone(): AppError {
  return new AppError(
    'conflict',
    'All of this was moved in here before, so nothing was done. Choose to move it in again to have it twice.',
  );
}

function changed(cause: unknown): AppError {
  return new AppError(
    'conflict',
    'Something of it was deleted, or closed to you, while this was being made. Start it again.',
    { cause },
  );
}
