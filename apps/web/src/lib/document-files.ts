import { authorize } from '@plenum/database/access/authorize';
import { getDocumentState } from '@plenum/database/documents/reads';
import type { WrittenDocument } from '@plenum/database/documents/written';
import type { Actor } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import { exportFile } from '@plenum/editor/export/export-file';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { database } from '#lib/database.ts';
import { type ZipEntry, ZipNames } from '#lib/zip.ts';

/** What a document is given out as. */
const FORMATS = ['markdown', 'html'] as const;

/** Those of some documents that an actor may read, as files below their workspace's name. One is in memory at a time. */
export async function* documentFiles(
  documents: AsyncIterable<WrittenDocument>,
  { actor, names = new ZipNames() }: { actor: Actor; names?: ZipNames },
): AsyncGenerator<ZipEntry> {
  const folders = new Map<string, string>();
  for await (const document of documents) {
    const state = await findState(actor, document);
    if (!state) continue;
    const { title, updatedAt, workspaceId, workspaceName } = document;
    const folder = folders.get(workspaceId) ?? names.take(workspaceName);
    folders.set(workspaceId, folder);
    const name = names.take(title, folder);
    const content = jsonFromUpdate(state);
    for (const format of FORMATS) {
      const file = exportFile({ title, content, format });
      const ending = file.name.slice(file.name.lastIndexOf('.'));
      yield { path: `${folder}/${name}${ending}`, content: file.text, changedAt: updatedAt };
    }
  }
}

/** A document's content; null where they may no longer read it. */
async function findState(actor: Actor, { id }: WrittenDocument): Promise<Uint8Array | null> {
  try {
    const grant = await authorize(database(), { actor, action: 'document.read', on: id });
    return (await getDocumentState(grant)).update;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
