import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '@plenum/domain/errors';
import { type Pack, pack } from 'tar-stream';
import { EntryDigest } from './entry-digest.ts';
import { feed } from './feed.ts';
import { explainTarget } from './file-errors.ts';
import { SEAL, type Seal } from './format.ts';

/** Two and a half times as fast as zlib's default, for a tenth more bytes. */
const COMPRESSION = { level: 3, chunkSize: 256 * 1024 };

/** What an entry holds, in chunks. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Adds an entry to an archive. Resolves when it is on its way to the disk, so that who waits for that keeps one in memory.
 * @param entry its name, and its size in bytes, which has to be what the chunks add up to.
 */
export type AddEntry = (entry: { name: string; size: number }, chunks: Chunks) => Promise<void>;

/** Where to write, and until when. */
export interface ArchiveTarget {
  /** Absolute path of a file that is not there yet. */
  file: string;
  /** Ends it with an error; nothing is left then. */
  signal: AbortSignal;
}

/**
 * Writes a sealed archive (tar in gzip, mode 0600). It is written beside its place and gets its name when it is whole and on
 * the disk, so that one that was cut short is never taken for a whole one.
 * @param fill adds the entries and tells what the seal says of them.
 * @returns its size in bytes.
 * @throws AppError `conflict` where there is a file already; `unavailable` where it cannot be written.
 */
export async function writeArchive(
  { file, signal }: ArchiveTarget,
  fill: (add: AddEntry) => Promise<Pick<Seal, 'rows' | 'files'>>,
): Promise<number> {
  refuseExisting(file);
  const draft = `${file}.${randomBytes(4).toString('hex')}.partial`;
  const tar = pack();
  const out = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
  try {
    const written = pipeline(tar, createGzip(COMPRESSION), out, { signal });
    const failed = new Promise<never>((_, reject) => written.catch(reject));
    // Where writing fails, filling does too, for that reason and with less to say about it.
    await Promise.race([failed, fillSealed(tar, fill)]);
    await written;
    await publish(draft, file);
    return (await stat(file)).size;
  } catch (error) {
    tar.destroy();
    await closed(out.destroy());
    await rm(draft, { force: true }).catch(() => {});
    throw explainTarget(error, file);
  }
}

async function fillSealed(
  tar: Pack,
  fill: (add: AddEntry) => Promise<Pick<Seal, 'rows' | 'files'>>,
): Promise<void> {
  const digest = new EntryDigest();
  const content = await fill((entry, chunks) => {
    digest.begin(entry.name, entry.size);
    return addEntry(tar, entry, digested(chunks, digest));
  });
  const seal: Seal = { ...digest.seal, ...content };
  const bytes = Buffer.from(JSON.stringify(seal));
  await addEntry(tar, { name: SEAL, size: bytes.length }, [bytes]);
  tar.finalize();
}

function addEntry(tar: Pack, { name, size }: { name: string; size: number }, chunks: Chunks): Promise<void> {
  return new Promise((resolve, reject) => {
    const sink = tar.entry({ name, size, mode: 0o600 }, (error) => (error ? reject(error) : resolve()));
    // Without a listener a failure would end the process.
    sink.on('error', reject);
    feed(sink, chunks).catch((error) => sink.destroy(error));
  });
}

async function* digested(chunks: Chunks, digest: EntryDigest): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    digest.add(chunk);
    yield chunk;
  }
}

/** A file that is still being opened would otherwise appear after its removal. */
function closed(file: WriteStream): Promise<void> {
  return new Promise((resolve) => (file.closed ? resolve() : file.once('close', resolve)));
}

function refuseExisting(file: string): void {
  if (!existsSync(file)) return;
  const message = `${file} is there already, and a backup overwrites nothing. Choose another name.`;
  throw new AppError('conflict', message);
}

/** Gives a finished draft its name, and sees to it that the name is on the disk too. */
async function publish(draft: string, file: string): Promise<void> {
  refuseExisting(file);
  await rename(draft, file);
  const folder = await open(path.dirname(file));
  await folder.sync().finally(() => folder.close());
}
