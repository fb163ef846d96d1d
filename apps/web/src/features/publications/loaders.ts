import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { getDocument } from '@plenum/database/documents/reads';
import {
  findFeed,
  findPublication,
  findPublicPage,
  listIndexed,
  listPublicContents,
} from '@plenum/database/publications/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { system } from '@plenum/domain/access/actor';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { PublicationCard, PublicPageCard } from '@plenum/domain/publications/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { partOf } from '@plenum/editor/text/part-of';
import type { Locale } from '#i18n/locale.ts';
import { type Change, changesOf } from '#lib/changes.ts';
import { database } from '#lib/database.ts';
import { shownHtml } from '#lib/document-html.ts';
import { pagesNow } from '#lib/pages-now.ts';
import { attachmentPath, publicPath } from '#lib/paths.ts';
import { forPage, grantFor } from '#lib/session.ts';
import { keyOf, type PageBelow, type PageSource, type ShownPage } from '#lib/shown/page-source.ts';

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

/** What the public is shown within a page of a publication: what that publishes itself, as it was published. */
export function publicSource({
  slug,
  pages: all,
  documentId,
  locale,
}: {
  slug: string;
  pages: readonly PublicPageCard[];
  documentId: string;
  locale: Locale;
}): PageSource {
  const hrefOf = ({ parentId, slug: page }: PublicPageCard) =>
    publicPath(slug, parentId === null ? null : page);
  const below = (id: string, levels: number): PageBelow[] =>
    all
      .filter(({ parentId }) => parentId === id)
      .map((page) => ({
        id: page.documentId,
        title: page.title,
        icon: null,
        href: hrefOf(page),
        below: levels > 1 ? below(page.documentId, levels - 1) : [],
      }));
  return {
    async pages(targets) {
      const cards = all.filter((page) => targets.some((target) => target.documentId === page.documentId));
      const contents = await listPublicContents(
        await asPublic(),
        cards.map((page) => page.documentId),
      );
      const found = new Map<string, ShownPage>();
      for (const target of targets) {
        const card = cards.find((page) => page.documentId === target.documentId);
        const content = contents.get(target.documentId);
        const part = card && content !== undefined && partOf(safeDocument(content), target.blockId);
        if (!part) continue;
        const page = hrefOf(card);
        const fileUrl = (id: string) => attachmentPath({ documentId: target.documentId, slug }, id);
        const html = shownHtml(part.doc.toJSON(), { locale, fileUrl, page });
        const href = target.blockId === null ? page : `${page}#block-${target.blockId}`;
        found.set(keyOf(target), { title: card.title, icon: null, href, html, isWhole: part.isWhole });
      }
      return found;
    },
    below: async (levels) => ({ pages: below(documentId, levels), more: null }),
  };
}

/** What is new in a publication; null where there is no feed. */
export async function loadFeed(slug: string) {
  return findFeed(await asPublic(), slug);
}

/** What search engines may show. */
export async function loadIndexed() {
  return listIndexed(await asPublic());
}
