import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { grantsToRead } from '@plenum/database/access/may-read';
import { mergedTargets } from '@plenum/database/documents/merged-target';
import { type DocumentHead, listHeads } from '@plenum/database/documents/reads';
import { listSharedBelow } from '@plenum/database/shares/reads';
import { listLevels } from '@plenum/database/wiki/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { Guest } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { TreePage } from '@plenum/domain/wiki/types';
import { withoutWanted } from '@plenum/editor/html/document-links';
import type { ShownTarget } from '@plenum/editor/schema/shown-path';
import { partOf } from '@plenum/editor/text/part-of';
import { documentFromFragment } from '@plenum/editor/yjs/json-from-update';
import type { Locale } from '#i18n/locale.ts';
import { shownHtml } from '../document-html.ts';
import { attachmentPath, blockPath, documentPath, sharedDocumentPath, sharePath } from '../paths.ts';
import { readCopy } from '../read-copies.ts';
import { TooManyWaiting } from '../turns.ts';
import { wikiPath } from '../workspace-paths.ts';
import { type KeptParts, keptParts, type Part } from './kept-parts.ts';
import {
  keyOf,
  MOST_BELOW,
  MOST_BELOW_EACH,
  type PageBelow,
  type PageLater,
  type PageSource,
  type PagesBelow,
  type ShownPage,
} from './page-source.ts';

/** Who reads: by which grant, in which language, and for a guest by which link. */
interface Reading {
  locale: Locale;
  token: string | null;
}

/** What whoever reads a document may have shown within it: what they may read themselves, or what the link leads to by which they came. */
export function pagesFor(grant: Grant<'document.read'>, reading: Reading): PageSource {
  return {
    hrefOf: (target) => hrefOf(target, reading.token),
    pages: (targets) => readPages(grant, { targets, ...reading }),
    below: (levels) => {
      const { actor } = grant;
      return actor.kind === 'guest'
        ? belowByLink(grant, { actor, levels, ...reading })
        : belowInTree(grant, levels);
    },
  };
}

async function readPages(
  { db, actor, workspaceId }: Grant<'document.read'>,
  { targets, locale, token }: Reading & { targets: readonly ShownTarget[] },
): Promise<Map<string, ShownPage | PageLater>> {
  const ids = [...new Set(targets.map(({ documentId }) => documentId))];
  const merged = await mergedTargets(db, ids);
  const asked = [...new Set([...ids, ...merged.values()])];
  const grants = (await grantsToRead(db, { actor, ids: asked })).filter((grant) => grant !== null);
  const heads = new Map((await listHeads(grants)).map((head) => [head.id, head]));
  // As its address, what went into another text leads there, for whoever may read that.
  const ways = targets.map((target) => {
    const now = merged.get(target.documentId);
    return { target, at: now !== undefined && heads.has(now) ? { ...target, documentId: now } : target };
  });
  const found = new Map<string, ShownPage | PageLater>();
  const read = async (grant: Grant<'document.read'>) => {
    const head = heads.get(grant.documentId);
    const here = ways.filter(({ at }) => at.documentId === head?.id);
    if (!head || here.length === 0) return;
    const { title, icon } = head;
    const blocks = [...new Set(here.map(({ at }) => at.blockId))];
    const parts = await partsOf(grant, { head, blocks, locale, token });
    for (const { target, at } of here) {
      const href = hrefOf(at, token);
      if (parts === 'later') found.set(keyOf(target), { href, html: null });
      const part = parts === 'later' ? null : parts.get(at.blockId);
      if (!part) continue;
      // A name is that of a page of the workspace in which it stands.
      const html = grant.workspaceId === workspaceId ? part.html : withoutWanted(part.html);
      found.set(keyOf(target), { title, icon, href, at, ...part, html });
    }
  };
  await Promise.all(grants.map(read));
  return found;
}

async function partsOf(
  grant: Grant<'document.read'>,
  { head, blocks, locale, token }: Reading & { head: DocumentHead; blocks: readonly (string | null)[] },
): Promise<KeptParts['parts'] | 'later'> {
  const { id } = head;
  const place = { documentId: id, ...(token !== null && { token }) };
  const reader = { locale, fileUrl: (file: string) => attachmentPath(place, file) };
  const page = hrefOf({ documentId: id, blockId: null }, token);
  const make = async (): Promise<KeptParts> => {
    const { copy, seq } = await readCopy(grant, head.lastSeq);
    const doc = copy.read(documentFromFragment);
    const parts = blocks.map((blockId): [string | null, Part | null] => {
      const part = partOf(doc, blockId);
      if (!part) return [blockId, null];
      return [blockId, { html: shownHtml(part.doc.toJSON(), { ...reader, page }), isWhole: part.isWhole }];
    });
    return { seq, parts: new Map(parts) };
  };
  const key = [id, locale, token ?? '', ...blocks.map((block) => block ?? '*')].join(' ');
  try {
    return await keptParts(key, { seq: head.lastSeq, make });
  } catch (error) {
    if (error instanceof TooManyWaiting) return 'later';
    // It has gone meanwhile.
    if (error instanceof AppError && error.code === 'not_found') return new Map();
    throw error;
  }
}

function hrefOf({ documentId, blockId }: ShownTarget, token: string | null): string {
  if (token === null) return blockId === null ? documentPath(documentId) : blockPath(documentId, blockId);
  return `${sharedDocumentPath(token, documentId)}${blockId === null ? '' : `#block-${blockId}`}`;
}

async function belowInTree(grant: Grant<'document.read'>, levels: number): Promise<PagesBelow | 'no tree'> {
  const { db, actor, documentId, workspaceId } = grant;
  const [head] = await listHeads([grant]);
  if (head?.kind !== 'wiki') return 'no tree';
  const read = await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
  const [first] = await listLevels(read, { parentIds: [documentId], limit: MOST_BELOW });
  const pages = first?.pages ?? [];
  const open = levels > 1 ? pages.filter(({ hasChildren }) => hasChildren).map(({ id }) => id) : [];
  const second = await listLevels(read, { parentIds: open, limit: MOST_BELOW_EACH });
  const isMore = [first, ...second].some((level) => level !== undefined && level.next !== null);
  const tree = isMore ? `${wikiPath((await getWorkspace(read)).slug)}?open=${documentId}` : null;
  const item = ({ id, title, icon }: TreePage): PageBelow => ({
    id,
    title,
    icon,
    href: documentPath(id),
    below: second.find(({ parentId }) => parentId === id)?.pages.map(item) ?? [],
  });
  return { pages: pages.map(item), more: tree };
}

/** Of a branch that a link leads to, what it leads to. */
async function belowByLink(
  { db, documentId }: Grant<'document.read'>,
  { actor, levels, token }: { actor: Guest; levels: number; token: string | null },
): Promise<PagesBelow | null> {
  if (token === null) return null;
  const first = await authorize(db, { actor, action: 'document.read', on: actor.documentId });
  const pages = await listSharedBelow(first, { parentIds: [documentId], limit: MOST_BELOW });
  // A link to one document says nothing of what lies below it.
  if (pages === null) return null;
  const parentIds = levels > 1 ? pages.map(({ id }) => id) : [];
  const second = (await listSharedBelow(first, { parentIds, limit: MOST_BELOW_EACH })) ?? [];
  const item = ({ id, title, icon }: (typeof pages)[number]): PageBelow => ({
    id,
    title,
    icon,
    href: sharedDocumentPath(token, id),
    below: second.filter(({ parentId }) => parentId === id).map(item),
  });
  // The page that the link leads to first lists all that it leads to.
  const isMore = [...pages, ...second].some((page) => page.isMore);
  return { pages: pages.map(item), more: isMore ? sharePath(token) : null };
}
