import { mayReadEach } from '@plenum/database/access/may-read';
import { getPerson } from '@plenum/database/accounts/reads';
import { findRole, listDocumentAccess, listNameable } from '@plenum/database/documents/access';
import { isFavourite } from '@plenum/database/documents/favourites';
import { findMergedTarget } from '@plenum/database/documents/merged-target';
import { getDocument, listDocuments } from '@plenum/database/documents/reads';
import { noteOpened } from '@plenum/database/documents/recent';
import { listTrash } from '@plenum/database/documents/trash';
import { markSeen } from '@plenum/database/inbox/entries';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { hasRole, type Role } from '@plenum/domain/access/roles';
import type { PersonCard } from '@plenum/domain/accounts/types';
import { DOCUMENT_KINDS, type DocumentFilter, type DocumentRule } from '@plenum/domain/documents/schema';
import type {
  DocumentAccess,
  DocumentCard,
  DocumentListItem,
  TrashItem,
} from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import { type DocumentId, isId, type WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { redirect } from 'next/navigation';
import { database } from '#lib/database.ts';
import { bareView, beginningView, slideView } from '#lib/document-views.ts';
import { log } from '#lib/log.ts';
import { documentPath } from '#lib/paths.ts';
import { currentMember, forPage, grantFor, grantForSelf } from '#lib/session.ts';
import { writableWorkspaces } from '#lib/writable-workspaces.ts';

/** Documents shown on one page. */
const DOCUMENTS_PER_PAGE = 50;

/** What the list of documents shows: wiki pages and lists of tasks have places of their own. */
const LISTED = DOCUMENT_KINDS.filter((kind) => kind === 'pad');

/**
 * A page of a workspace's documents, the last changed first unless the filter says otherwise. Favourites and what was opened lately have
 * wiki pages among them, the whole list has none.
 */
export function loadDocuments(
  workspace: WorkspaceCard,
  cursor: string | undefined,
  filter: DocumentFilter,
): Promise<Page<DocumentListItem>> {
  const load = async () =>
    listDocuments(await grantFor('workspace.read', workspace.id), {
      limit: DOCUMENTS_PER_PAGE,
      cursor,
      filter: { ...filter, ...(filter.only === undefined && { kinds: LISTED }) },
    });
  return forPage(load);
}

/** A page of a workspace's trash. */
export function loadTrash(workspaceId: WorkspaceId, cursor: string | undefined): Promise<Page<TrashItem>> {
  const load = async () =>
    listTrash(await grantFor('document.create', workspaceId), { limit: DOCUMENTS_PER_PAGE, cursor });
  return forPage(load);
}

/** Those of some documents that the signed-in person may still read. The questions share queries. */
export async function loadReadable(ids: readonly DocumentId[]): Promise<DocumentId[]> {
  const { actor } = await grantForSelf('account.read');
  const isReadable = await mayReadEach(database(), { actor, ids });
  return ids.filter((_, i) => isReadable[i]);
}

/** What the page of a document needs. */
export interface OpenDocument {
  document: DocumentCard;
  workspace: WorkspaceCard;
  me: PersonCard;
  canWrite: boolean;
  /** May rename, move, trash and share. */
  canOrganise: boolean;
  /** May say who has access to it, and move it elsewhere. */
  canMove: boolean;
  canComment: boolean;
  /** May take it out of the archive. */
  canTakeOut: boolean;
  isFavourite: boolean;
  /** The committed text, for reading before the editor has started; of a long one the beginning. */
  html: string;
  isWhole: boolean;
}

/** Leads to where a document's text is now, where that went into one that the signed-in person may read; else does nothing. */
async function leadOn(id: string): Promise<void> {
  const actor = await currentMember();
  const target = actor && (await findMergedTarget(database(), { actor, documentId: id }));
  if (target) redirect(documentPath(target));
}

/**
 * Opens a document for the signed-in person, who finds it among what they opened lately. One whose text went into another one leads there,
 * unless it is to be read itself.
 */
export function loadDocument(id: string, stays = false): Promise<OpenDocument> {
  const load = async () => {
    const grant = await grantFor('document.read', id).catch(async (error: unknown) => {
      await leadOn(id);
      throw error;
    });
    const document = await getDocument(grant);
    if (document.mergedIntoId && !stays) await leadOn(id);
    // Before it is read: what comes in between is news. Reading goes on also where nothing can be written.
    await Promise.all([noteOpened(grant), markSeen(grant)]).catch((err: unknown) =>
      log.warn({ err }, 'an opening was not noted'),
    );
    const [workspace, me, { html, isWhole }, favourite] = await Promise.all([
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      getPerson(await grantForSelf('account.read')),
      beginningView(grant),
      isFavourite(grant),
    ]);
    const isOpen = document.archivedAt === null;
    const canOrganise = hasRole(grant.role, 'editor') && isOpen;
    return {
      document,
      workspace,
      me,
      canWrite: canOrganise && document.frozenAt === null,
      canOrganise,
      canMove: hasRole(grant.role, 'admin') && isOpen,
      canComment: hasRole(grant.role, 'commenter') && isOpen,
      canTakeOut: hasRole(grant.role, 'editor') && !isOpen,
      isFavourite: favourite,
      html,
      isWhole,
    };
  };
  return forPage(load);
}

/** Where a document can be moved. */
export function loadMoveTargets(
  id: string,
): Promise<{ document: DocumentCard; workspace: WorkspaceCard; targets: WorkspaceCard[] }> {
  const load = async () => {
    const grant = await grantFor('document.restrict', id);
    const [document, workspace, writable] = await Promise.all([
      getDocument(await grantFor('document.read', id)),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      writableWorkspaces(),
    ]);
    return { document, workspace, targets: writable.filter(({ id }) => id !== workspace.id) };
  };
  return forPage(load);
}

/** What the page about a document's access shows. */
export interface AccessView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  access: DocumentAccess;
  /** Who can be named in its rules; null for those who may not change them. */
  nameable: Awaited<ReturnType<typeof listNameable>> | null;
  canShare: boolean;
}

/** Who can see a document, and why. */
export function loadDocumentAccess(id: string): Promise<AccessView> {
  const load = async () => {
    const grant = await grantFor('document.read', id);
    const [document, workspace, access] = await Promise.all([
      getDocument(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      listDocumentAccess(grant),
    ]);
    const nameable = access.canChange ? await listNameable(await grantFor('document.restrict', id)) : null;
    return { document, workspace, access, nameable, canShare: hasRole(grant.role, 'editor') };
  };
  return forPage(load);
}

/** What a person or group sees of a document, for whoever may share it. */
export function loadViewAs(
  id: string,
  subject: DocumentRule['subject'],
): Promise<{
  document: DocumentCard;
  workspace: WorkspaceCard;
  name: string;
  role: Role | null;
  html: string;
}> {
  const load = async () => {
    const grant = await grantFor('document.share', id);
    const found = isId(subject.id) ? await findRole(grant, subject) : null;
    if (!found) throw notFound();
    const read = await grantFor('document.read', id);
    const [document, workspace, { html }] = await Promise.all([
      getDocument(read),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      bareView(read),
    ]);
    return { document, workspace, ...found, html };
  };
  return forPage(load);
}

/** A document as slides. */
export function loadSlides(id: string): Promise<{ document: DocumentCard; html: string }> {
  const load = async () => {
    const grant = await grantFor('document.read', id);
    const [document, { html }] = await Promise.all([getDocument(grant), slideView(grant)]);
    return { document, html };
  };
  return forPage(load);
}
