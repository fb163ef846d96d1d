import path from 'node:path';
import type { FileId, TransferJobId } from '@plenum/domain/ids';
import { type FolderStore, folderStore, placeInFolder } from './folder-store.ts';

/**
 * Files that came to be moved in, and those that are ready to be fetched, by what {@link fileOf} says. They are no attachments, and in no backup;
 * all nodes have the same folder.
 */
export function transferFiles(dataDir: string): FolderStore {
  return folderStore(folderIn(dataDir));
}

/** By what the file of a job is kept. */
export function fileOf(id: TransferJobId): FileId {
  return String(id);
}

/** Where it lies, for what reads here and there in it. */
export function transferFile(dataDir: string, id: TransferJobId): string {
  return placeInFolder(folderIn(dataDir), fileOf(id));
}

function folderIn(dataDir: string): string {
  return path.join(dataDir, 'transfers');
}
