import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { notSignedIn } from '@plenum/database/access/identify';
import { getInstanceSettings } from '@plenum/database/accounts/instance';
import { getDocument } from '@plenum/database/documents/reads';
import {
  type FileToServe,
  findFrozenFile,
  findPublicFile,
  getAttachment,
  getFile,
  listAttachments,
  listPlaces,
} from '@plenum/database/files/attachments';
import { listMedia } from '@plenum/database/files/media';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { system } from '@plenum/domain/access/actor';
import { hasRole } from '@plenum/domain/access/roles';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError, notFound } from '@plenum/domain/errors';
import { MEGABYTE } from '@plenum/domain/file-sizes';
import type { MediaFilter } from '@plenum/domain/files/schema';
import type { AttachmentCard, MediaCard } from '@plenum/domain/files/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { database } from '#lib/database.ts';
import type { ReadingPlace } from '#lib/paths.ts';
import { currentMember, forPage, grantFor, guestBy } from '#lib/session.ts';

/** Attachments on one page of the list. */
const LIMIT = 50;

/** What the page with a document's attachments shows. */
export interface FilesView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  files: Page<AttachmentCard>;
  mayWrite: boolean;
  /** Bytes that a file may have. */
  most: number;
  /** The attachment that is asked for by its id. */
  chosen: AttachmentCard | null;
}

/** The attachments of a document, from a cursor on, and one of them by its id. */
export function loadFiles(
  id: string,
  { cursor, choose }: { cursor?: string | undefined; choose?: string | undefined } = {},
): Promise<FilesView> {
  const load = async () => {
    const grant = await grantFor('document.read', id);
    const [document, workspace, files, { fileMegabytes }] = await Promise.all([
      getDocument(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      listAttachments(grant, { limit: LIMIT, ...(cursor !== undefined && { cursor }) }),
      getInstanceSettings(await instance('somebody looks at the files of a document')),
    ]);
    const mayWrite = hasRole(grant.role, 'editor');
    const chosen = choose === undefined ? null : await getAttachment(grant, choose);
    return { document, workspace, files, mayWrite, most: fileMegabytes * MEGABYTE, chosen };
  };
  return forPage(load);
}

/** The files of a workspace's documents. */
export function loadMedia(
  workspaceId: WorkspaceId,
  cursor: string | undefined,
  filter: MediaFilter,
): Promise<Page<MediaCard>> {
  const load = async () =>
    listMedia(await grantFor('workspace.read', workspaceId), { limit: LIMIT, cursor, filter });
  return forPage(load);
}

/**
 * The file behind an attachment, for whoever reads the document: signed in, by a link with its password and whatever else it asks, or
 * as the public, who have what the public version shows.
 * @throws AppError as the page of that place does.
 */
export async function loadFile(place: ReadingPlace, id: string): Promise<FileToServe> {
  const { documentId, token, slug } = place;
  if (token !== undefined) return byLink({ documentId, token, id });
  if (slug === undefined) return getFile(await grantFor('document.read', documentId), id);
  const file = await findPublicFile(await instance('the public reads'), { slug, documentId, id });
  if (!file) throw notFound();
  return file;
}

async function byLink({ documentId, token, id }: { documentId: string; token: string; id: string }) {
  const actor = await guestBy(token);
  if (actor.documentId === documentId) {
    const grant = await instance('somebody opens a file by a link to the text of one moment');
    const frozen = await findFrozenFile(grant, { linkId: actor.linkId, documentId, id });
    if (frozen) return frozen;
  }
  return getFile(await authorize(database(), { actor, action: 'document.read', on: documentId }), id);
}

/**
 * Where an attachment is reached that an export names by its id alone, for whoever may read one of the documents that have it.
 * @throws AppError `not_found`, `not_signed_in`.
 */
export async function loadPlaceOf(id: string): Promise<ReadingPlace> {
  if (!(await currentMember())) throw notSignedIn();
  const places = await listPlaces(await instance('somebody follows a link to a file'), id);
  for (const documentId of places) {
    if (await mayRead(documentId)) return { documentId };
  }
  throw notFound();
}

async function mayRead(documentId: string): Promise<boolean> {
  try {
    await grantFor('document.read', documentId);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}

/** The right to put files to a document, for whoever asks: signed in, or by the token of a link. */
export async function mayUpload(documentId: string, token: string | null): Promise<Grant<'document.write'>> {
  if (token === null) return grantFor('document.write', documentId);
  const actor = await guestBy(token);
  return authorize(database(), { actor, action: 'document.write', on: documentId });
}

function instance(reason: string): Promise<Grant<'instance.administer'>> {
  return authorize(database(), { actor: system(reason), action: 'instance.administer', on: 'instance' });
}
