import type { Grant } from '@plenum/database/access/grant';
import { type DocumentUpdates, getDocumentUpdates, getUpdatesSince } from '@plenum/database/documents/reads';
import { ReadCopy } from '@plenum/editor/yjs/read-copy';
import { VersionCache } from './version-cache.ts';

/** A copy, where it is in the document's log, and the bytes of the updates that it was made of. */
interface KeptCopy extends Omit<DocumentUpdates, 'updates'> {
  copy: ReadCopy;
  bytes: number;
}

/** Bytes of memory for copies, of which one of 20,000 paragraphs takes 50 million; and for what an empty one and a struct take. */
const CAPACITY = 100_000_000;
const EMPTY = 10_000;
const STRUCT = 800;

const copies = new VersionCache<KeptCopy>({
  capacity: CAPACITY,
  sizeOf: ({ copy, bytes }) => EMPTY + copy.structs * STRUCT + bytes,
});

/**
 * A copy of a document's committed text at `seq` or later, and where it is; both go on when it is asked for again. The latest copies are
 * kept, so that of a long text that many read while somebody writes only what has come is taken in.
 */
export function readCopy(grant: Grant<'document.read'>, seq: number): Promise<Readonly<KeptCopy>> {
  return copies.get({ id: grant.documentId, seq, make: (before) => goOn(grant, before) });
}

async function goOn(grant: Grant<'document.read'>, before: Promise<KeptCopy> | undefined): Promise<KeptCopy> {
  const kept = await before?.catch(() => undefined);
  const newer = kept && (await getUpdatesSince(grant, kept));
  return newer
    ? takenIn(kept, newer)
    : takenIn({ copy: new ReadCopy(), bytes: 0 }, await getDocumentUpdates(grant));
}

function takenIn(kept: Pick<KeptCopy, 'copy' | 'bytes'>, { epoch, seq, updates }: DocumentUpdates): KeptCopy {
  kept.copy.apply(updates);
  const bytes = updates.reduce((sum, { length }) => sum + length, kept.bytes);
  return Object.assign(kept, { epoch, seq, bytes });
}
