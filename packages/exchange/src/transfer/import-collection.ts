import { createHash } from 'node:crypto';
import { beginTransfer, finishTransfer } from '@plenum/database/transfers/writes';
import type { Loss } from '@plenum/formats/losses';
import type { SetKind } from '@plenum/formats/sets/page-set';
import { isArchive, PlenumArchive } from '@plenum/formats/sets/plenum/read-archive';
import { readSet } from '@plenum/formats/sets/read-set';
import { importArchive } from './import-archive.ts';
import { ImportRun, type ImportTarget } from './import-run.ts';
import { importSet } from './import-set.ts';
import type { Collection } from './open-collection.ts';

/** What came of moving a collection in. */
export interface ImportReport {
  kind: SetKind | 'plenum';
  /** Pages that it has. */
  pages: number;
  /** Whether all had been moved in before, so that nothing was done. */
  wasDone: boolean;
  losses: Loss[];
}

/**
 * Moves a collection of pages into a workspace. The same once more makes nothing twice: it goes on where it was interrupted.
 * @param options.again to move in anew what was moved in to its end.
 * @throws AppError `invalid_input` and `too_large` for what cannot be read, `conflict` where somebody does the same at this moment.
 */
export async function importCollection(
  target: ImportTarget,
  { folder, digest: content }: Pick<Collection, 'folder' | 'digest'>,
  { again = false }: { again?: boolean } = {},
): Promise<ImportReport> {
  const archive = isArchive(folder) ? new PlenumArchive(folder) : null;
  const set = archive ? null : readSet(folder);
  const digest = createHash('sha256')
    .update(content)
    .update(target.below ?? '')
    .digest();
  const ids = archive && [...archive.manifest.pages, ...archive.manifest.files].map(({ id }) => id);
  const transfer = await beginTransfer(target.manage, { digest, ids, again });
  const run = new ImportRun(target, transfer);
  const kind = set?.kind ?? 'plenum';
  const pages = set?.size ?? archive?.manifest.pages.length ?? 0;
  if (transfer.finishedAt) return { kind, pages, wasDone: true, losses: run.losses.list() };
  const losses = archive
    ? await importArchive(target, run, archive)
    : set
      ? await importSet(target, run, set)
      : [];
  await finishTransfer(target.manage, transfer.id);
  return { kind, pages, wasDone: false, losses };
}
