import type { Grant } from '@plenum/database/access/grant';
import { type DocumentUpdates, getDocumentUpdates, getUpdatesSince } from '@plenum/database/documents/reads';
import { ReadCopy } from '@plenum/editor/yjs/read-copy';
import { VersionCache } from './version-cache.ts';

/** A copy, where it is in the document's log, and the bytes of the updates that it was made of. */
interface KeptCopy extends Omit<DocumentUpdates, 'updates'> {
  copy: ReadCopy;
  bytes: number;
}

/** In bytes of updates, of which copies take some twelve times as much memory, and what an empty one takes at that rate. */
const CAPACITY = 5_000_000;
const EMPTY = 1_000;

const copies = new VersionCache<KeptCopy>({ capacity: CAPACITY, sizeOf: ({ bytes }) => EMPTY + bytes });

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
