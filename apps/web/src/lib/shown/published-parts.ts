import { findPublicText } from '@plenum/database/publications/public-pages';
import { AppError, notFound } from '@plenum/domain/errors';
import type { PublicPageState, PublicSite } from '@plenum/domain/publications/types';
import type { NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { partOf } from '@plenum/editor/text/part-of';
import { asPublic } from '../as-public.ts';
import { TooManyWaiting } from '../turns.ts';
import { VersionCache } from '../version-cache.ts';
import { inTurn } from './kept-parts.ts';

/** Parts of a published text, by their blocks, and the documents that they lead to. */
export interface Published {
  seq: number;
  parts: ReadonlyMap<string | null, { content: NodeJson; isWhole: boolean } | null>;
  leads: readonly string[];
}

const published = new VersionCache<Published>({
  capacity: 16_000_000,
  sizeOf: ({ parts }) => 1_000 + 2 * JSON.stringify([...parts]).length,
});

/** A page of which something is to be shown, and what of it. */
export interface Wanted {
  page: PublicPageState;
  blocks: readonly (string | null)[];
  /** The documents that a text leads to. */
  leadsOf(content: NodeJson): string[];
}

/**
 * What is to be shown of a page as it was published, read in its turn where it is not kept.
 * @throws AppError `not_found` where it has gone meanwhile; TooManyWaiting.
 */
export function publishedParts(site: PublicSite, { page, blocks, leadsOf }: Wanted): Promise<Published> {
  const make = async (): Promise<Published> => {
    const text = await findPublicText(await asPublic(), { site, id: page.documentId });
    if (!text) throw notFound();
    const doc = safeDocument(text.content);
    const parts = blocks.map((blockId) => {
      const part = partOf(doc, blockId);
      return [blockId, part && { content: part.doc.toJSON(), isWhole: part.isWhole }] as const;
    });
    const leads = parts.flatMap(([, part]) => (part ? leadsOf(part.content) : []));
    return { seq: 0, parts: new Map(parts), leads: [...new Set(leads)] };
  };
  const id = stateOf(site, { page, blocks });
  return published.get({ id, seq: 0, make: () => inTurn('public', make) });
}

/** What names parts of a version of a public page. */
export function stateOf(site: PublicSite, { page, blocks }: Pick<Wanted, 'page' | 'blocks'>): string {
  const { documentId, version } = page;
  return [site.documentId, documentId, version, ...blocks.map((block) => block ?? '*')].join(' ');
}

/** What comes of reading something; null where it has gone meanwhile. */
export async function orLater<T>(read: () => Promise<T>): Promise<T | 'later' | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TooManyWaiting) return 'later';
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
