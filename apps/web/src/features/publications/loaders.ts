import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getDocument } from '@plenum/database/documents/reads';
import { findFeed, findPublication, findPublicPage, listIndexed } from '@plenum/database/publications/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { system } from '@plenum/domain/access/actor';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { PublicationCard } from '@plenum/domain/publications/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { type Change, changesOf } from '#lib/changes.ts';
import { database } from '#lib/database.ts';
import { pagesNow } from '#lib/pages-now.ts';
import { forPage, grantFor } from '#lib/session.ts';

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
    const differences = publication ? await differencesOf(grant, publication) : [];
    return { document, workspace, publication, differences };
  };
  return forPage(load);
}

async function differencesOf(
  grant: Grant<'document.share'>,
  { covers, pages }: PublicationCard,
): Promise<PageDifference[]> {
  const present = await pagesNow(grant, covers);
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
