import path from 'node:path';

/** Where the content of attachments is in a data folder. */
export function filesFolder(dataDir: string): string {
  return path.join(dataDir, 'files');
}

/** Where pictures lie while what tells of where they were taken is removed. */
export function workFolder(dataDir: string): string {
  return path.join(dataDir, 'uploads');
}
