import type { Grant } from '@plenum/database/access/grant';
import { getDocumentSeq } from '@plenum/database/documents/reads';
import { beginningOf } from '@plenum/editor/yjs/beginning';
import { jsonFromFragment } from '@plenum/editor/yjs/json-from-update';
import { getLocale } from 'next-intl/server';
import type { XmlFragment } from 'yjs';
import { beginningHtml, documentHtml, documentSlides, type Reader } from './document-html.ts';
import { withLinks } from './document-links.ts';
import { attachmentPath } from './paths.ts';
import { readCopy } from './read-copies.ts';
import { fillPlaces } from './shown/fill-places.ts';
import { NOTHING } from './shown/page-source.ts';
import { pagesFor } from './shown/pages-for.ts';
import { VersionCache } from './version-cache.ts';

/** A document's committed text as HTML, and the sequence it stands for. */
export interface ReadingView {
  seq: number;
  html: string;
  /** False where it is the beginning of a long text. */
  isWhole: boolean;
}

type Write = (fragment: XmlFragment, reader: Reader) => Omit<ReadingView, 'seq'>;

/** Writes views, and keeps the latest of them, in so many characters at most. */
interface Kind {
  write: Write;
  kept: VersionCache<ReadingView>;
}

const WHOLE = kind(32_000_000, (fragment, reader) => ({
  html: documentHtml(jsonFromFragment(fragment), reader),
  isWhole: true,
}));

const SLIDES = kind(8_000_000, (fragment, reader) => ({
  html: documentSlides(jsonFromFragment(fragment), reader),
  isWhole: true,
}));

const BEGINNING = kind(16_000_000, (fragment, reader) => {
  const beginning = beginningOf(fragment);
  return { html: beginningHtml(beginning, reader), isWhole: beginning.blocks === null };
});

/**
 * The document's text as it is committed now, in the reader's language.
 * @param token of the share link by which they came: their addresses of its files have it.
 */
export function readingView(
  grant: Grant<'document.read'>,
  token: string | null = null,
): Promise<ReadingView> {
  return viewOf(grant, { token, kind: WHOLE });
}

/** The same with nothing shown within it from elsewhere: for whoever reads it in another's place. */
export function bareView(grant: Grant<'document.read'>): Promise<ReadingView> {
  return viewOf(grant, { token: null, kind: WHOLE, asks: 'nobody' });
}

/** The same as slides. */
export function slideView(grant: Grant<'document.read'>, token: string | null = null): Promise<ReadingView> {
  return viewOf(grant, { token, kind: SLIDES });
}

/** All of a short document, and the beginning of a long one. */
export function beginningView(
  grant: Grant<'document.read'>,
  token: string | null = null,
): Promise<ReadingView> {
  return viewOf(grant, { token, kind: BEGINNING });
}

function kind(capacity: number, write: Write): Kind {
  return { write, kept: new VersionCache({ capacity, sizeOf: ({ html }) => html.length }) };
}

async function viewOf(
  grant: Grant<'document.read'>,
  { token, kind: { write, kept }, asks }: { token: string | null; kind: Kind; asks?: 'nobody' },
): Promise<ReadingView> {
  const { documentId } = grant;
  const place = { documentId, ...(token !== null && { token }) };
  const fileUrl = (id: string) => attachmentPath(place, id);
  const [seq, locale] = await Promise.all([getDocumentSeq(grant), getLocale()]);
  const make = async () => {
    const { copy, seq: now } = await readCopy(grant, seq);
    return { seq: now, ...copy.read((fragment) => write(fragment, { locale, fileUrl })) };
  };
  const view = await kept.get({ id: `${documentId} ${locale} ${token ?? ''}`, seq, make });
  // What is kept is for everybody; what is shown within it, and what its links read as, is for whoever asks.
  const source = asks === 'nobody' ? NOTHING : pagesFor(grant, { locale, token });
  const filled = await fillPlaces(view.html, { documentId, locale, source });
  return { ...view, html: await withLinks(grant, { html: filled, locale, token }) };
}
