import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getOwnData, listOwnDocuments, listOwnFiles } from '@plenum/database/accounts/own-data';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { documentFiles } from '#lib/document-files.ts';
import { type ZipEntry, ZipNames } from '#lib/zip.ts';

/** Where files are that somebody uploaded. */
const FOLDER = 'files';

/**
 * All that is somebody's, as files: what is stored of the account, each document that they made or wrote in and may still read, below
 * its workspace's name, and what they uploaded to documents that they may still read.
 */
export async function* ownFiles(grant: Grant<'account.manage'>): AsyncGenerator<ZipEntry> {
  const names = new ZipNames();
  const data = JSON.stringify(await getOwnData(grant), null, 2);
  yield { path: `${names.take('account')}.json`, content: `${data}\n`, changedAt: new Date() };
  const folder = names.take(FOLDER);
  yield* documentFiles(listOwnDocuments(grant), { actor: grant.actor, names });
  yield* uploads(grant, { names, folder });
}

async function* uploads(
  grant: Grant<'account.manage'>,
  { names, folder }: { names: ZipNames; folder: string },
): AsyncGenerator<ZipEntry> {
  const { files } = grant.db;
  for await (const { documentId, fileId, name, size, createdAt } of listOwnFiles(grant)) {
    if (!(await mayRead(grant, documentId)) || (await files.sizeOf(fileId)) !== size) continue;
    const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
    // Counted with its ending, so that names differ where it does.
    const taken = names.take(name.slice(0, name.length - ending.length), `${folder}/${ending}`);
    yield { path: `${folder}/${taken}${ending}`, content: files.read(fileId), changedAt: createdAt };
  }
}

async function mayRead({ actor, db }: Grant<'account.manage'>, documentId: DocumentId): Promise<boolean> {
  try {
    await authorize(db, { actor, action: 'document.read', on: documentId });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}
