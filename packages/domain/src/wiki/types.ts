import type { DocumentCard } from '../documents/types.ts';
import type { DocumentId } from '../ids.ts';

/** A wiki page in the tree. */
export interface TreePage extends Pick<DocumentCard, 'id' | 'title' | 'icon'> {
  /** The page below which it is shown to the one who asks; null for the top, where also those are whose place they may not see. */
  parentId: DocumentId | null;
  /** It is shown at the top only because what it lies below is not for the one who asks; it comes after those that lie there. */
  isElsewhere: boolean;
  /** There are pages below it that the one who asks may read. */
  hasChildren: boolean;
  /** Not everybody in the workspace may read it. */
  isRestricted: boolean;
}

/** Pages that lie side by side, in their order, as far as they were asked for. */
export interface TreeLevel {
  parentId: DocumentId | null;
  pages: TreePage[];
  /** The cursor from which the level goes on; null at its end. */
  next: string | null;
}

/** A page above another. */
export type Ancestor = Pick<DocumentCard, 'id' | 'title' | 'icon'>;

/** A name by which texts lead to a page that is yet to be written. */
export interface WantedName {
  name: string;
  /** How many documents lead to it. */
  count: number;
  /** The first of these by their titles. */
  documents: Pick<DocumentCard, 'id' | 'title'>[];
}

/** What the text of a document leads to. */
export interface LinkedFrom {
  /** Documents that the one who asks may read. */
  items: Pick<DocumentCard, 'id' | 'title'>[];
  /** Names, with the document that has it alone by now. */
  wanted: { name: string; document: Pick<DocumentCard, 'id' | 'title'> | null }[];
}

/** A document that is named for its links. */
export type LinkedPage = Pick<DocumentCard, 'id' | 'title' | 'icon' | 'kind'>;
