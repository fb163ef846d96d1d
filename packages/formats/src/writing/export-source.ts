import type { CalloutKind } from '@plenum/editor/schema/callout-kinds';
import { dateText } from '@plenum/editor/schema/date';
import type { DecisionWords } from '@plenum/editor/schema/decision-words';
import { safeHref } from '@plenum/editor/schema/href';
import { mentionText } from '@plenum/editor/schema/mention';
import type { Node } from '@tiptap/pm/model';

/** A picture that whoever exports may see, in a format that every program reads. */
export interface ExportPicture {
  content: Uint8Array;
  type: 'image/png' | 'image/jpeg' | 'image/gif';
  /** In pixels. */
  width: number;
  height: number;
}

/** What a reader's language calls the parts of a document that have no words of their own. */
export interface ExportWords {
  /** BCP 47. */
  locale: string;
  callouts: Readonly<Record<CalloutKind, string>>;
  decisions: DecisionWords;
  contents: string;
  footnote: string;
  backToText: string;
  diagram: string;
  /** In place of a picture or a file that is not there. */
  missingFile: string;
  /** Leads to the text of another page that is shown within the document. */
  shownPage: string;
}

/** What is written into a file. */
export interface ExportSource {
  title: string;
  /** ProseMirror JSON. */
  content: unknown;
  /** By the ids of the files that the document's pictures name. */
  pictures: ReadonlyMap<string, ExportPicture>;
  words: ExportWords;
  /** The address of this instance, for links within it. */
  baseUrl: string;
}

/** What is in a line and is no text: mentions and days as words, null for what is something else. Links to documents are text by then. */
export function leafWords(node: Node, { locale }: Pick<ExportWords, 'locale'>): string | null {
  if (node.type.name === 'mention') return mentionText(node);
  return node.type.name === 'date' ? dayWords(dateText(node), locale) : null;
}

/** A day in words, from ISO 8601. */
export function dayWords(date: string, locale: string): string {
  if (date === '') return '…';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** Where a link leads for whoever has the file: an address with a host, or a place in the file; null for nowhere. */
export function wholeHref(value: unknown, baseUrl: string): string | null {
  const href = safeHref(value);
  if (href === null || href.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(href)) return href;
  return URL.canParse(href, baseUrl) ? new URL(href, baseUrl).href : null;
}

/** How wide a page's text is, in pixels. */
const PAGE_WIDTH = 600;

/** A picture's size on a page, in pixels: its own where it fits, or what somebody has given it. */
export function sizeOnPage({ attrs }: Node, picture: ExportPicture): { width: number; height: number } {
  const asked = typeof attrs.width === 'number' ? attrs.width : picture.width;
  const width = Math.max(1, Math.min(asked, PAGE_WIDTH));
  return { width, height: Math.max(1, Math.round((width * picture.height) / Math.max(1, picture.width))) };
}
