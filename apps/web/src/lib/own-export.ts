import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getOwnData, listOwnDocuments, type OwnDocument } from '@plenum/database/accounts/own-data';
import { getDocumentState } from '@plenum/database/documents/reads';
import type { Actor } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import { exportFile } from '@plenum/editor/export/export-file';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { database } from '#lib/database.ts';
import { type ZipEntry, ZipNames } from '#lib/zip.ts';

/** What a document is given out as. */
const FORMATS = ['markdown', 'html'] as const;

/**
 * All that is somebody's, as files: what is stored of the account, and each document that they made or wrote in and may still read,
 * below its workspace's name. One document is in memory at a time.
 */
export async function* ownFiles(grant: Grant<'account.manage'>): AsyncGenerator<ZipEntry> {
  const names = new ZipNames();
  const data = JSON.stringify(await getOwnData(grant), null, 2);
  yield { path: `${names.take('account')}.json`, text: `${data}\n`, changedAt: new Date() };
  const folders = new Map<string, string>();
  for await (const document of listOwnDocuments(grant)) {
    const state = await findState(grant.actor, document);
    if (!state) continue;
    const { title, updatedAt, workspaceId, workspaceName } = document;
    const folder = folders.get(workspaceId) ?? names.take(workspaceName);
    folders.set(workspaceId, folder);
    const name = names.take(title, folder);
    const content = jsonFromUpdate(state);
    for (const format of FORMATS) {
      const file = exportFile({ title, content, format });
      const ending = file.name.slice(file.name.lastIndexOf('.'));
      yield { path: `${folder}/${name}${ending}`, text: file.text, changedAt: updatedAt };
    }
  }
}

/** A document's content; null where they may no longer read it. */
async function findState(actor: Actor, { id }: OwnDocument): Promise<Uint8Array | null> {
  try {
    const grant = await authorize(database(), { actor, action: 'document.read', on: id });
    return (await getDocumentState(grant)).update;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
