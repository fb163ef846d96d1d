import type { Grant } from '@plenum/database/access/grant';
import { type FileStore, isAbsence, type StoredName } from '@plenum/database/files/file-store';
import {
  addPart,
  type BegunFile,
  endParts,
  findBegun,
  findUploaded,
  getPartialUpload,
  MOST_PARTS,
  newPart,
  openUpload,
  type PartialUpload,
  resumeUpload,
} from '@plenum/database/files/partial-uploads';
import { beginUpload, dropUpload } from '@plenum/database/files/uploads';
import { AppError, type ErrorCode } from '@plenum/domain/errors';
import type { UploadedFile } from '@plenum/domain/files/types';
import { fileTooLarge, storeContent } from '@plenum/exchange/keep-file';
import { json } from '#lib/api/answer.ts';
import { problem } from '#lib/api/problem.ts';
import { bounded, keepReceived, MOST_TIME } from './receive-file.ts';
import { checkTus, fileIn, offsetIn, TUS } from './tus.ts';
import { inUploadSlot } from './upload-slots.ts';

/** Asks for the grant: each time something comes, and again once all is there. */
type Ask = () => Promise<Grant<'document.write'>>;

/** Failures after which whoever sends may go on: what had come stays. */
const PASSING: readonly ErrorCode[] = ['unavailable', 'too_many', 'internal'];

/**
 * Begins a file that comes in parts; where the answer got lost, what was begun by the same key is told again.
 * @param pathOf where those are sent.
 * @throws AppError as `beginUpload` and `openUpload` do, `too_large`.
 */
export async function beginParts(
  { headers }: Request,
  ask: Ask,
  pathOf: (id: string) => string,
): Promise<Response> {
  checkTus(headers);
  const file = fileIn(headers);
  const grant = await ask();
  const upload = (await findBegun(grant, file)) ?? (await begin(grant, file));
  return json(outside(upload), { status: 201, headers: { ...stateOf(upload), Location: pathOf(upload.id) } });
}

async function begin(grant: Grant<'document.write'>, file: BegunFile): Promise<PartialUpload> {
  const { fileId: id, most } = await beginUpload(grant);
  let upload: PartialUpload | null = null;
  try {
    if (file.size > most) throw fileTooLarge();
    upload = await openUpload(grant, { id, ...file });
    return upload;
  } finally {
    if (upload?.id !== id) await dropUpload(grant, id).catch(() => {});
  }
}

/** How much of a file has come, and what it has become. */
export async function tellParts(ask: Ask, id: string): Promise<Response> {
  const grant = await ask();
  const upload = await getPartialUpload(grant, id);
  const file = await findUploaded(grant, upload);
  return json(outside(upload, file), { headers: stateOf(upload) });
}

/**
 * Takes the next part of a file; of one that is cut off, what has come. With the last the file becomes an attachment, by the rules for
 * any other; where those refuse it, nothing is left of it.
 * @throws AppError as `receiveFile` does, `too_large` for more than was said.
 */
export async function takePart(request: Request, ask: Ask, id: string): Promise<Response> {
  checkTus(request.headers);
  const offset = offsetIn(request.headers);
  const grant = await ask();
  return inUploadSlot(grant.actor, async () => {
    const upload = await getPartialUpload(grant, id);
    if (offset !== upload.received) return elsewhere(upload);
    if (upload.received === upload.size) return received(upload);
    if (upload.parts.length >= MOST_PARTS) {
      await dropUpload(grant, upload.id).catch(() => {});
      throw new AppError('conflict', 'This file has come in too many parts. Send it anew, in larger ones.');
    }
    const { files } = grant.db;
    const running = finishing.get(id);
    if (running !== undefined) {
      await running;
      return received({ ...upload, received: upload.size });
    }
    await resumeUpload(grant, upload);
    const part = await storePart(files, { request, upload });
    const now = { ...upload, received: offset + part.size };
    if (now.received === upload.size) {
      await finishOnce(ask, grant, { upload, part: part.name });
    } else if (part.size === 0) {
      await files.remove(part.name);
    } else if (!(await addPart(grant, upload, part))) {
      // Not where that fails: it may be counted though the answer got lost. What nobody counts goes with the file.
      await files.remove(part.name);
      return elsewhere(await getPartialUpload(grant, id));
    }
    return received(now);
  });
}

/** Files that are being made of their parts: whoever sends the last one again meanwhile waits for the same. */
const finishing = new Map<string, Promise<void>>();

async function finishOnce(
  ask: Ask,
  grant: Grant<'document.write'>,
  { upload, part }: { upload: PartialUpload; part: StoredName },
): Promise<void> {
  const { id } = upload;
  const whole = finish(ask, grant, { ...upload, parts: [...upload.parts, part] });
  finishing.set(id, whole);
  try {
    await whole;
  } catch (error) {
    // Where this fails too, housekeeping does it.
    await (isPassing(error) ? grant.db.files.remove(part) : dropUpload(grant, id)).catch(() => {});
    throw error;
  } finally {
    if (finishing.get(id) === whole) finishing.delete(id);
  }
}

/** Ends a file on its way, of which nothing is left; one that has become an attachment stays. */
export async function endUpload({ headers }: Request, ask: Ask, id: string): Promise<Response> {
  checkTus(headers);
  const grant = await ask();
  await dropUpload(grant, (await getPartialUpload(grant, id)).id);
  return new Response(null, { status: 204, headers: TUS });
}

/** Milliseconds without a byte after which nobody sends any more. */
const PATIENCE = 30_000;

/** Stores what comes, as far as it does: nobody who goes on from there has to send it again. */
async function storePart(
  files: FileStore,
  { request, upload }: { request: Request; upload: PartialUpload },
): Promise<{ name: ReturnType<typeof newPart>; size: number }> {
  const most = upload.size - upload.received;
  if (Number(request.headers.get('content-length') ?? 0) > most) throw fileTooLarge();
  const name = newPart(upload);
  let size = 0;
  const coming = async function* () {
    try {
      for await (const piece of bounded(bodyOf(request), most)) {
        size += piece.length;
        yield piece;
      }
    } catch (error) {
      if (error instanceof AppError) throw error;
    }
  };
  await files.write(name, coming());
  return { name, size };
}

/** A body in pieces as they come, for as long as a part may take, and they come. Not by a stream of Node, which forgets what it has where it fails. */
async function* bodyOf({ body }: Request): AsyncGenerator<Uint8Array, void> {
  if (!body) return;
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const letGo = () => reader.cancel().catch(() => {});
  const timer = setTimeout(letGo, MOST_TIME);
  try {
    for (;;) {
      // Only while it is waited for: not while the store takes its time.
      const idle = setTimeout(letGo, PATIENCE);
      const { done, value } = await reader.read().finally(() => clearTimeout(idle));
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(timer);
    await letGo();
  }
}

async function finish(ask: Ask, grant: Grant<'document.write'>, upload: PartialUpload): Promise<void> {
  const { db } = grant;
  const { id, name, parts } = upload;
  try {
    await keepReceived({ grant, ask, id }, async ({ fileId, most }) => {
      const content = bounded(joined(db.files, parts), most);
      return { name, stored: await storeContent(db, { fileId, content, most }) };
    });
  } catch (error) {
    // The last part came twice, and the other time it was kept.
    if ((await findUploaded(grant, upload)) === null) throw error;
  }
  await endParts(grant, upload).catch(() => {});
}

async function* joined(files: FileStore, parts: readonly StoredName[]): AsyncGenerator<Uint8Array, void> {
  try {
    for (const part of parts) yield* files.read(part);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    throw new AppError('conflict', 'Parts of this file are not there any more. Send it anew.');
  }
}

function isPassing(error: unknown): boolean {
  return !(error instanceof AppError) || PASSING.includes(error.code);
}

/** The answer to a part that begins where none is wanted. */
function elsewhere(upload: PartialUpload): Response {
  const error = new AppError(
    'conflict',
    'The next part of this file begins elsewhere: where Upload-Offset says.',
  );
  return problem(error, stateOf(upload));
}

function received(upload: PartialUpload): Response {
  return new Response(null, { status: 204, headers: { ...stateOf(upload), 'Cache-Control': 'no-store' } });
}

function stateOf({ received, size, expiresAt }: PartialUpload): Record<string, string> {
  return {
    ...TUS,
    'Upload-Offset': String(received),
    'Upload-Length': String(size),
    'Upload-Expires': expiresAt.toUTCString(),
  };
}

function outside({ id, size, received, expiresAt }: PartialUpload, file: UploadedFile | null = null) {
  return { id, size, received, expiresAt, file };
}
