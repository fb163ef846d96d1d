import type { AttachmentId, DocumentId } from '../ids.ts';
import type { SnippetPart } from '../search/snippet.ts';
import type { SearchLanguage } from '../workspaces/languages.ts';
import type { Look } from './look.ts';
import type { PublicationSettings } from './schema.ts';

/** What is public, as those see it who may share it. */
export interface PublicationCard extends PublicationSettings, Look {
  documentId: DocumentId;
  /** The versions that the public reads, in the order of the tree. */
  pages: PublishedPage[];
}

/** A version that the public reads, without its text. */
export interface PublishedPage {
  documentId: DocumentId;
  parentId: DocumentId | null;
  title: string;
  /** Of which state of the document it was made; null where nobody knows. */
  madeOf: string | null;
  updatedAt: Date;
}

/** A page of what is or would be public, as it is in the workspace now, in the order of the tree. */
export interface PublishablePage {
  documentId: DocumentId;
  parentId: DocumentId | null;
  title: string;
  depth: number;
  /** The state that the document is in. */
  madeOf: string;
}

/** Where the public reads a document: of a publication, the first page for null. */
export interface PublicAddress {
  slug: string;
  page: string | null;
}

/** What all pages of a publication have in common, for the public. */
export interface PublicSite extends Omit<Look, 'pictureId'> {
  documentId: DocumentId;
  slug: string;
  isIndexed: boolean;
  hasFeed: boolean;
  language: SearchLanguage;
  pictureId: AttachmentId | null;
  /** Whether there is more than the one page. */
  hasTree: boolean;
}

/** A page that the public reads. `content` is ProseMirror JSON. */
export interface PublicPageView extends PublicPageCard {
  content: unknown;
  text: string;
  publishedAt: Date;
  updatedAt: Date;
}

/** A page of a publication, as a list of them has it. */
export interface PublicPageCard {
  documentId: DocumentId;
  parentId: DocumentId | null;
  slug: string;
  title: string;
  position: number;
}

/** A page of a publication and which version of it is public: any change makes another one. */
export interface PublicPageState extends PublicPageCard {
  version: string;
}

/** The pages below one that is open, as many as are shown of them. */
export interface PublicLevel {
  parentId: DocumentId;
  pages: PublicPageCard[];
  /** Where the next one that is not shown is in the tree; null where all are. */
  more: number | null;
}

/** Where a page is in the tree. */
export interface PublicPlace {
  /** From the first page to the one above it. */
  way: PublicPageCard[];
  levels: PublicLevel[];
  before: PublicPageCard | null;
  after: PublicPageCard | null;
}

/** A public page that was found. */
export interface PublicHit extends PublicPageCard {
  snippet: SnippetPart[];
  updatedAt: Date;
}
