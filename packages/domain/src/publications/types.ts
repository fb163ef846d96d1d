import type { DocumentId } from '../ids.ts';
import type { PublicationSettings } from './schema.ts';

/** A document or a branch that is public, as those see it who may share it. */
export interface PublicationCard extends PublicationSettings {
  documentId: DocumentId;
  /** The versions that the public reads. */
  pages: { documentId: DocumentId; title: string; text: string; updatedAt: Date }[];
}

/** A page that the public reads. `content` is ProseMirror JSON. */
export interface PublicPageView {
  slug: string;
  title: string;
  content: unknown;
  publishedAt: Date;
  updatedAt: Date;
}

/** A page of a publication, as a list of them has it. */
export interface PublicPageCard {
  documentId: DocumentId;
  parentId: DocumentId | null;
  slug: string;
  title: string;
}
