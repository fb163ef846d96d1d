import { isDeepStrictEqual } from 'node:util';
import type { Grant } from '@plenum/database/access/grant';
import { listPublishable } from '@plenum/database/publications/publishable';
import { listPublicTexts } from '@plenum/database/publications/reads';
import type { DocumentId } from '@plenum/domain/ids';
import type { PublicationCard, PublishablePage } from '@plenum/domain/publications/types';
import { currentIn, versionNow } from '@plenum/exchange/public-pages';
import { type Change, changesOf } from '#lib/changes.ts';

/** Pages whose difference is shown whole; of the others it is said that there is one. */
const SHOWN = 30;

/** A page of what is or could be public, and how it differs from what the public reads. */
export interface PageDifference {
  documentId: DocumentId;
  title: string;
  /** `new`: the public does not see it yet; `gone`: it would not any more; `look`: its words are the same. */
  status: 'changed' | 'look' | 'new' | 'gone' | 'moved';
  changes: Change[];
}

/** What an update would change. */
export interface Difference {
  pages: PageDifference[];
  /** Of `pages`, how many more there are that are not looked into. */
  more: number;
  /** The pages come in another order. */
  isReordered: boolean;
}

/** What the public would read differently after an update. What has not been written in since is not read. */
export async function differenceOf(
  grant: Grant<'document.share'>,
  publication: PublicationCard,
): Promise<Difference> {
  const present = await listPublishable(grant, publication.covers);
  const before = new Map(publication.pages.map((page) => [page.documentId, page]));
  const now = new Set(present.map(({ documentId }) => documentId));
  const isCurrent = currentIn(publication);
  const stale = present.filter((page) => !isCurrent(page));
  const shown = stale.slice(0, SHOWN);
  const isBefore = ({ documentId }: PublishablePage) => before.has(documentId);
  const texts = await listPublicTexts(
    grant,
    shown.filter(isBefore).map(({ documentId }) => documentId),
  );
  const pages: PageDifference[] = [];
  for (const page of shown) {
    const published = texts.find(({ documentId }) => documentId === page.documentId);
    const version = await versionNow(grant, page.documentId);
    if (!version) continue;
    const title = before.get(page.documentId)?.title;
    const status = statusOf({ ...page, version }, published && { ...published, title });
    if (status !== null)
      pages.push({
        documentId: page.documentId,
        title: page.title,
        status,
        changes: status === 'look' ? [] : changesOf(published?.text ?? '', version.text),
      });
  }
  const moved = present.filter(
    (page) => isCurrent(page) && before.get(page.documentId)?.parentId !== page.parentId,
  );
  const gone = publication.pages.filter(({ documentId }) => !now.has(documentId));
  const small = [
    ...moved.map((page) => ({ ...page, status: 'moved' as const })),
    ...gone.map((page) => ({ ...page, status: 'gone' as const })),
  ].map(({ documentId, title, status }): PageDifference => ({ documentId, title, status, changes: [] }));
  return {
    pages: [...pages, ...small.slice(0, SHOWN)],
    more: stale.length - shown.length + Math.max(0, small.length - SHOWN),
    isReordered: !isSameOrder(publication, present),
  };
}

function statusOf(
  { title, version }: PublishablePage & { version: { content: unknown; text: string } },
  published: { content: unknown; text: string; title: string | undefined } | undefined,
): PageDifference['status'] | null {
  if (!published) return 'new';
  if (published.text !== version.text || published.title !== title) return 'changed';
  return isDeepStrictEqual(published.content, version.content) ? null : 'look';
}

/** Whether what was and stays public comes in the same order. */
function isSameOrder({ pages }: PublicationCard, present: readonly PublishablePage[]): boolean {
  const now = new Set(present.map(({ documentId }) => documentId));
  const known = new Set(pages.map(({ documentId }) => documentId));
  const after = present.filter(({ documentId }) => known.has(documentId));
  return pages
    .filter(({ documentId }) => now.has(documentId))
    .every(({ documentId }, i) => after[i]?.documentId === documentId);
}
