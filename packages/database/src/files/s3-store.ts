import { isId } from '@plenum/domain/ids';
import type { SharedPlace } from '../file-place.ts';
import { absence, type ByteRange, type FileStore, isAbsence, type StoredName } from './file-store.ts';
import { placeOf } from './folder-store.ts';
import { type S3, s3Client } from './s3-client.ts';
import { isRefusedBy } from './s3-errors.ts';
import type { S3Settings } from './s3-settings.ts';

/** Bytes of a part, which are in memory until the server has them: the least that S3 takes for any part but the last. */
const PART = 5 * 1024 * 1024;

/** How often a content that breaks off is asked for again where it broke off, without a byte between. */
const MOST_TRIES = 3;

/** Files in a bucket, under the names that they have in a folder. The server is reached when the first is asked for. */
export function s3Store(settings: S3Settings): FileStore & SharedPlace {
  let opened: Promise<S3> | null = null;
  const server = (): Promise<S3> => {
    opened ??= s3Client(settings);
    return opened;
  };
  const ownerKey = `${settings.prefix}owner`;
  const keyOf = (name: StoredName): string => settings.prefix + placeOf(name);
  return {
    async write(name, content) {
      await put(await server(), { key: keyOf(name), content });
    },
    async sizeOf(name) {
      return (await server()).sizeOf(keyOf(name));
    },
    read: (name, range) => piecesOf(server, { name, key: keyOf(name), range }),
    async remove(id) {
      const s3 = await server();
      // By its name first: a list may be older.
      await s3.remove(keyOf(id));
      for await (const { key } of s3.list(`${keyOf(id)}.`)) await s3.remove(key);
      await s3.abortUploads(keyOf(id));
    },
    async *list() {
      for await (const { key, size } of (await server()).list(settings.prefix)) {
        const id = key.slice(key.lastIndexOf('/') + 1);
        if (isId(id) && key === keyOf(id)) yield { id, size };
      }
    },
    async owner() {
      const s3 = await server();
      return s3.explained(() => textAt(s3, ownerKey));
    },
    async take(owner) {
      const s3 = await server();
      return s3.explained(async () => {
        await s3.putNew(ownerKey, Buffer.from(owner));
        // Not every server knows that it is to be new, and the answer may have got lost.
        return (await textAt(s3, ownerKey)) === owner;
      });
    },
    async giveUp(owner) {
      const s3 = await server();
      await s3.explained(async () => {
        if ((await textAt(s3, ownerKey)) === owner) await s3.remove(ownerKey);
      });
    },
    async check() {
      const key = `${settings.prefix}check/${crypto.randomUUID()}`;
      const s3 = await server();
      // All that a key has to be allowed.
      await s3.explained(async () => {
        await s3.put(key, Buffer.from('check'));
        for await (const _ of s3.read(key, null));
        for await (const _ of s3.list(key)) break;
        await s3.abortUploads(key);
        await s3.remove(key);
      });
    },
  };
}

/** A short object; null where there is none. */
async function textAt(s3: S3, key: string): Promise<string | null> {
  if ((await s3.sizeOf(key)) === null) return null;
  const read: Uint8Array[] = [];
  for await (const piece of s3.read(key, null)) read.push(piece);
  return Buffer.concat(read).toString();
}

/** A small content is stored at once, a larger one in parts that are nothing until the last is there. */
async function put(
  s3: S3,
  { key, content }: { key: string; content: AsyncIterable<Uint8Array> },
): Promise<void> {
  let upload: Awaited<ReturnType<S3['begin']>> | null = null;
  try {
    for await (const { bytes, isLast } of partsOf(content)) {
      if (isLast && !upload) return await s3.put(key, bytes);
      upload ??= await s3.begin(key);
      if (bytes.length > 0) await upload.add(bytes);
    }
    await upload?.complete();
  } catch (error) {
    // Also what was stored though the answer got lost. Where this fails too, housekeeping does it.
    await upload?.abort().catch(() => {});
    await s3.remove(key).catch(() => {});
    throw error;
  }
}

/** A content in pieces of PART bytes, the last of which is smaller, and may be empty. */
async function* partsOf(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ bytes: Uint8Array; isLast: boolean }, void> {
  let part = Buffer.allocUnsafe(PART);
  let filled = 0;
  for await (const piece of content) {
    for (let from = 0; from < piece.length; ) {
      const taken = Math.min(piece.length - from, PART - filled);
      part.set(piece.subarray(from, from + taken), filled);
      from += taken;
      filled += taken;
      if (filled < PART) continue;
      yield { bytes: part, isLast: false };
      part = Buffer.allocUnsafe(PART);
      filled = 0;
    }
  }
  yield { bytes: part.subarray(0, filled), isLast: true };
}

/** Goes on where the server broke off, since what an id has never changes. */
async function* piecesOf(
  server: () => Promise<S3>,
  { name, key, range }: { name: StoredName; key: string; range: ByteRange | undefined },
): AsyncGenerator<Uint8Array, void> {
  const s3 = await server();
  let first = range?.first ?? 0;
  for (let tries = 1; ; tries += 1) {
    try {
      if (range && first > range.last) return;
      const isWhole = !range && first === 0;
      for await (const piece of s3.read(key, isWhole ? null : { first, last: range?.last })) {
        tries = 1;
        first += piece.length;
        yield piece;
      }
      return;
    } catch (error) {
      if (isAbsence(error)) throw absence(name, error);
      // It broke off behind the last byte.
      if (isRefusedBy(416, error) && first > (range?.first ?? 0)) return;
      if (tries >= MOST_TRIES || first === (range?.first ?? 0)) throw error;
    }
  }
}
