import { createHash } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { beginTransfer, finishTransfer } from '@plenum/database/transfers/writes';
import { AppError } from '@plenum/domain/errors';
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
 * Moves a collection of pages into a workspace. The same once more makes nothing twice: it goes on where it was interrupted. An archive of ours,
 * and the names and times in the history of others, are for those who run the workspace, since anybody can write them.
 * @param options.again to move in anew what was moved in to its end.
 * @param options.apart what tells it apart from the same that was moved in before, and is the same when it is gone on with.
 * @throws AppError `invalid_input` and `too_large` for what cannot be read, `locked` where somebody does the same at this moment,
 * `forbidden` for an archive of ours.
 */
export async function importCollection(
  target: ImportTarget,
  { folder, digest: content }: Pick<Collection, 'folder' | 'digest'>,
  { again = false, apart = '' }: { again?: boolean; apart?: string } = {},
): Promise<ImportReport> {
  if (isArchive(folder) && !(await mayManage(target.create))) {
    throw new AppError(
      'forbidden',
      'This is an archive of a Plenum, which says who wrote what. Only admins of the workspace import one.',
    );
  }
  const archive = isArchive(folder) ? new PlenumArchive(folder) : null;
  const set = archive ? null : readSet(folder);
  const digest = createHash('sha256')
    .update(content)
    .update((target.below ?? '') + apart)
    .digest();
  const ids = archive && [...archive.manifest.pages, ...archive.manifest.files].map(({ id }) => id);
  const transfer = await beginTransfer(target.create, { digest, ids, again });
  const run = new ImportRun(target, transfer);
  const kind = set?.kind ?? 'plenum';
  const pages = set?.size ?? archive?.manifest.pages.length ?? 0;
  if (transfer.finishedAt) return { kind, pages, wasDone: true, losses: run.losses.list() };
  const losses = archive
    ? await importArchive(target, run, archive)
    : set
      ? await importSet(run, { set, isTrusted: () => mayManage(target.create) })
      : [];
  await finishTransfer(target.create, transfer.id);
  return { kind, pages, wasDone: false, losses };
}

async function mayManage({ db, actor, workspaceId: on }: Grant<'document.create'>): Promise<boolean> {
  try {
    await authorize(db, { actor, action: 'workspace.manage', on });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return false;
    throw error;
  }
}
