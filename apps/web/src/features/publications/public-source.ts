import { createHash } from 'node:crypto';
import {
  findPublicText,
  listLinked,
  listPublicLevels,
  listPublicStates,
} from '@plenum/database/publications/public-pages';
import { AppError, notFound } from '@plenum/domain/errors';
import type { PublicPageCard, PublicSite } from '@plenum/domain/publications/types';
import type { NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import type { ShownTarget } from '@plenum/editor/schema/shown-path';
import { partOf } from '@plenum/editor/text/part-of';
import type { Locale } from '#i18n/locale.ts';
import { database } from '#lib/database.ts';
import { publicPagesPath, publicPath } from '#lib/paths.ts';
import { inTurn, type KeptParts, keptParts } from '#lib/shown/kept-parts.ts';
import {
  keyOf,
  MOST_BELOW,
  MOST_BELOW_EACH,
  type PageBelow,
  type PageSource,
  type PagesBelow,
  type ShownPage,
} from '#lib/shown/page-source.ts';
import { TooManyWaiting } from '#lib/turns.ts';
import { VersionCache } from '#lib/version-cache.ts';
import { asPublic } from './as-public.ts';
import { documentsIn, pathOf, publicPart } from './components/public-text.ts';
import type { PublicReading } from './loaders.ts';

/** Parts of a published text, by their blocks, and the documents that they lead to. */
interface Published {
  seq: number;
  parts: ReadonlyMap<string | null, { content: NodeJson; isWhole: boolean } | null>;
  leads: readonly string[];
}

const published = new VersionCache<Published>({
  capacity: 16_000_000,
  sizeOf: ({ parts }) => 1_000 + 2 * JSON.stringify([...parts]).length,
});

/** A page of which something is to be shown, and what of it. */
interface Wanted {
  page: PublicPageCard & { updatedAt: Date };
  blocks: readonly (string | null)[];
}

/** What the public is shown within a page of a publication: what that publishes itself, as it was published. */
export function publicSource({ site, page, linked: known }: PublicReading, locale: Locale): PageSource {
  const cards = new Map(known.map((card) => [String(card.documentId), card]));
  const hrefOf = ({ documentId, blockId }: ShownTarget) => {
    const card = cards.get(documentId);
    return `${card ? pathOf(site, card) : publicPath(site.slug)}${blockId === null ? '' : `#block-${blockId}`}`;
  };
  return {
    hrefOf,
    async pages(targets) {
      const grant = await asPublic();
      const ids = [...new Set(targets.map(({ documentId }) => documentId))];
      const wanted = (await listPublicStates(grant, { site, ids })).map((page): Wanted => {
        cards.set(page.documentId, page);
        const here = targets.filter(({ documentId }) => documentId === page.documentId);
        return { page, blocks: [...new Set(here.map(({ blockId }) => blockId))] };
      });
      const texts = await Promise.all(wanted.map((one) => orLater(() => publishedParts(site, one))));
      const leads = texts.flatMap((text) => (text === 'later' ? [] : (text?.leads ?? [])));
      const linked = await listLinked(grant, { site, ids: [...new Set(leads)] });
      for (const card of linked) cards.set(card.documentId, card);
      const found = new Map<string, ShownPage | 'later'>();
      for (const [index, one] of wanted.entries()) {
        const text = texts[index];
        if (!text) continue;
        const parts =
          text === 'later' ? text : await orLater(() => writtenParts(text, { ...one, site, locale, linked }));
        const { title, documentId } = one.page;
        for (const blockId of one.blocks) {
          const at = { documentId, blockId };
          const part = parts === 'later' ? parts : parts?.get(blockId);
          if (part === 'later') found.set(keyOf(at), part);
          else if (part) found.set(keyOf(at), { at, title, icon: null, href: hrefOf(at), ...part });
        }
      }
      return found;
    },
    below: (levels) => pagesBelow({ site, page }, levels),
  };
}

/** What comes of reading something; null where it has gone meanwhile. */
async function orLater<T>(read: () => Promise<T>): Promise<T | 'later' | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TooManyWaiting) return 'later';
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

function publishedParts(site: PublicSite, { page, blocks }: Wanted): Promise<Published> {
  const make = async (): Promise<Published> => {
    const text = await findPublicText(await asPublic(), { site, id: page.documentId });
    if (!text) throw notFound();
    const doc = safeDocument(text.content);
    const parts = blocks.map((blockId) => {
      const part = partOf(doc, blockId);
      return [blockId, part && { content: part.doc.toJSON(), isWhole: part.isWhole }] as const;
    });
    const { publicUrl } = database();
    const leads = parts.flatMap(([, part]) => (part ? documentsIn(part.content, publicUrl) : []));
    return { seq: 0, parts: new Map(parts), leads: [...new Set(leads)] };
  };
  const id = stateOf(site, { page, blocks });
  return published.get({ id, seq: 0, make: () => inTurn(make) });
}

/** A text as HTML, which is another one where what it leads to has another name or address. */
function writtenParts(
  { parts, leads }: Published,
  {
    site,
    locale,
    linked: all,
    ...wanted
  }: Wanted & { site: PublicSite; locale: Locale; linked: readonly PublicPageCard[] },
): Promise<KeptParts['parts']> {
  const linked = all.filter(({ documentId }) => leads.includes(documentId));
  const make = async (): Promise<KeptParts> => {
    const context = { site, locale, linked, publicUrl: database().publicUrl, keepsPlaces: true };
    const written = [...parts].map(([blockId, part]) => {
      if (!part) return [blockId, null] as const;
      const html = publicPart({ ...wanted.page, content: part.content }, context);
      return [blockId, { html, isWhole: part.isWhole }] as const;
    });
    return { seq: 0, parts: new Map(written) };
  };
  const addresses = linked.map(({ documentId, slug, title }) => [documentId, slug, title]).sort();
  const around = JSON.stringify([site.slug, wanted.page.slug, addresses]);
  const hash = createHash('sha256').update(around).digest('base64url');
  return keptParts(`public ${locale} ${stateOf(site, wanted)} ${hash}`, { seq: 0, make });
}

/** What names parts of a page as they were published at a moment. */
function stateOf(site: PublicSite, { page, blocks }: Wanted): string {
  const { documentId, updatedAt } = page;
  return [site.documentId, documentId, updatedAt.getTime(), ...blocks.map((block) => block ?? '*')].join(' ');
}

async function pagesBelow(
  { site, page }: Pick<PublicReading, 'site' | 'page'>,
  levels: number,
): Promise<PagesBelow | null> {
  const grant = await asPublic();
  const item = (card: PublicPageCard, below: readonly PageBelow[] = []): PageBelow => {
    return { id: card.documentId, title: card.title, icon: null, href: pathOf(site, card), below };
  };
  const [first] = await listPublicLevels(grant, { site, parentIds: [page.documentId], most: MOST_BELOW });
  if (!first) return null;
  const parentIds = levels > 1 ? first.pages.map(({ documentId }) => documentId) : [];
  const second = await listPublicLevels(grant, { site, parentIds, most: MOST_BELOW_EACH });
  const more = [...second, first].map((level) => level.more).filter((at) => at !== null);
  return {
    pages: first.pages.map((card) =>
      item(
        card,
        second.find(({ parentId }) => parentId === card.documentId)?.pages.map((one) => item(one)),
      ),
    ),
    more: more.length === 0 ? null : publicPagesPath(site.slug, Math.min(...more)),
  };
}
