import type { Grant } from '@plenum/database/access/grant';
import { getOwnData, listOwnDocuments } from '@plenum/database/accounts/own-data';
import { documentFiles } from '#lib/document-files.ts';
import { type ZipEntry, ZipNames } from '#lib/zip.ts';

/**
 * All that is somebody's, as files: what is stored of the account, and each document that they made or wrote in and may still read,
 * below its workspace's name.
 */
export async function* ownFiles(grant: Grant<'account.manage'>): AsyncGenerator<ZipEntry> {
  const names = new ZipNames();
  const data = JSON.stringify(await getOwnData(grant), null, 2);
  yield { path: `${names.take('account')}.json`, text: `${data}\n`, changedAt: new Date() };
  yield* documentFiles(listOwnDocuments(grant), { actor: grant.actor, names });
}
