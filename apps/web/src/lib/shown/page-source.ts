import type { DocumentId } from '@plenum/domain/ids';
import type { ShownTarget } from '@plenum/editor/schema/shown-path';

/** A text, or a block of one, as it is shown within another page. */
export interface ShownPage {
  /** What it is by now: a page that went into another one is that. */
  at: ShownTarget;
  title: string;
  icon: string | null;
  /** Where the reader has it by itself. */
  href: string;
  /** With the places of what is shown within it, unfilled. */
  html: string;
  /** False where it is the beginning of more. */
  isWhole: boolean;
}

/** One that the reader may have, as they were asked for just now, and that cannot be read at this moment, since too much is. */
export interface PageLater {
  href: string;
  html: null;
}

/** A page in a list of those below another one. */
export interface PageBelow {
  id: DocumentId;
  title: string;
  icon: string | null;
  href: string;
  /** In a list of one level none. */
  below: readonly PageBelow[];
}

/** The pages below a page. */
export interface PagesBelow {
  pages: readonly PageBelow[];
  /** Where the others are; null where these are all. */
  more: string | null;
}

/** Pages that are listed below a page, and below each of these. */
export const MOST_BELOW = 50;
export const MOST_BELOW_EACH = 20;

/** What somebody who reads a page may have shown within it. Nothing tells what else there is. */
export interface PageSource {
  /**
   * Those of some texts and blocks that they may read, by {@link keyOf}, by a bounded number of queries.
   */
  pages(targets: readonly ShownTarget[]): Promise<ReadonlyMap<string, ShownPage | PageLater>>;
  /** Where a text or block is read that is not shown, where that is not its address inside. */
  hrefOf?(target: ShownTarget): string;
  /** The pages below the one that they read, where it has a place in the tree; null where nothing is to be told of that. */
  below(levels: number): Promise<PagesBelow | 'no tree' | null>;
}

/** What names a text or a block of it. */
export function keyOf({ documentId, blockId }: ShownTarget): string {
  return `${documentId} ${blockId ?? ''}`;
}

/** For whoever is shown nothing from elsewhere. */
export const NOTHING: PageSource = { pages: async () => new Map(), below: async () => null };
