import type { SharedPlace } from '../file-place.ts';
import type { FileStore } from './file-store.ts';
import { filesFolder } from './files-folder.ts';
import { folderStore } from './folder-store.ts';
import type { S3Settings } from './s3-settings.ts';
import { s3Store } from './s3-store.ts';

/** The store in which an instance keeps its files: a bucket where there is one, its data folder otherwise. */
export function openFileStore({
  dataDir,
  s3,
}: {
  dataDir: string;
  s3?: S3Settings | null | undefined;
}): FileStore {
  return openSharedPlace({ s3 }) ?? folderStore(filesFolder(dataDir));
}

/** What {@link openFileStore} opens, where several instances could be told the same; null for the data folder. */
export function openSharedPlace({
  s3,
}: {
  s3?: S3Settings | null | undefined;
}): (FileStore & SharedPlace) | null {
  return s3 ? s3Store(s3) : null;
}
