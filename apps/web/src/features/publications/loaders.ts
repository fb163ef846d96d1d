import { authorize } from '@plenum/database/access/authorize';
import { listBranch } from '@plenum/database/documents/branch';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { findFeed, findPublication, findPublicPage, listIndexed } from '@plenum/database/publications/reads';
import type { NewPublicPage } from '@plenum/database/publications/writes';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { system } from '@plenum/domain/access/actor';
import type { Cover } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { PublicationCard } from '@plenum/domain/publications/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { textFromJson } from '@plenum/editor/text/text-from-json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { database } from '#lib/database.ts';
import { forPage, grantFor } from '#lib/session.ts';
import { type Change, changesOf } from './components/changes.ts';

/** A page of what is or could be public, and how it differs from what the public reads. */
export interface PageDifference {
  documentId: DocumentId;
  title: string;
  /** `new`: the public does not see it yet; `gone`: it would not any more. */
  status: 'same' | 'changed' | 'new' | 'gone';
  changes: Change[];
}

/** What the page about a document's public version shows. */
export interface PublicView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  /** Null where the document is not public. */
  publication: PublicationCard | null;
  differences: PageDifference[];
}

/** How a document is public, and what would change. */
export function loadPublicView(id: string): Promise<PublicView> {
  const load = async () => {
    const grant = await grantFor('document.share', id);
    const read = await grantFor('document.read', id);
    const [document, workspace, publication] = await Promise.all([
      getDocument(read),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      findPublication(grant),
    ]);
    const differences = publication ? await differencesOf(id, publication) : [];
    return { document, workspace, publication, differences };
  };
  return forPage(load);
}

async function differencesOf(id: string, { covers, pages }: PublicationCard): Promise<PageDifference[]> {
  const present = await pagesOf(id, covers);
  const gone = pages.filter((page) => !present.some(({ documentId }) => documentId === page.documentId));
  return [
    ...present.map((page): PageDifference => {
      const { documentId } = page;
      const before = pages.find((published) => published.documentId === documentId);
      if (!before) return { documentId, title: page.title, status: 'new', changes: changesOf('', page.text) };
      const isSame = before.text === page.text && before.title === page.title;
      return {
        documentId,
        title: page.title,
        status: isSame ? 'same' : 'changed',
        changes: isSame ? [] : changesOf(before.text, page.text),
      };
    }),
    ...gone.map(
      ({ documentId, title }): PageDifference => ({ documentId, title, status: 'gone', changes: [] }),
    ),
  ];
}

/** The document, or the branch that begins with it, as it is now: what may be read of it by whoever asks. */
export async function pagesOf(id: string, covers: Cover): Promise<NewPublicPage[]> {
  const branch = await listBranch(await grantFor('document.share', id));
  const pages: NewPublicPage[] = [];
  for (const { id: documentId, parentId, title } of covers === 'branch' ? branch : branch.slice(0, 1)) {
    const page = await pageOf(documentId);
    if (page) pages.push({ documentId, parentId, title, ...page });
  }
  return pages;
}

async function pageOf(documentId: string): Promise<Pick<NewPublicPage, 'content' | 'text'> | null> {
  try {
    const { update } = await getDocumentState(await grantFor('document.read', documentId));
    const content = jsonFromUpdate(update);
    return { content: JSON.parse(JSON.stringify(content)), text: textFromJson(content) };
  } catch (error) {
    // It was thrown away meanwhile.
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

function asPublic() {
  const actor = system('the public reads');
  return authorize(database(), { actor, action: 'instance.administer', on: 'instance' });
}

/** A page that the public reads; null where there is none. */
export async function loadPublicPage(slug: string, page: string | null) {
  return findPublicPage(await asPublic(), { slug, page });
}

/** What is new in a publication; null where there is no feed. */
export async function loadFeed(slug: string) {
  return findFeed(await asPublic(), slug);
}

/** What search engines may show. */
export async function loadIndexed() {
  return listIndexed(await asPublic());
}
