import type { PastAuthor } from '../documents/types.ts';
import type { AttachmentId, DocumentId } from '../ids.ts';

/** A file that was put to a document, as whoever put it there hears of it. */
export interface UploadedFile {
  id: AttachmentId;
  /** As it was uploaded, but for what cannot stand in a file's name. */
  name: string;
  /** By its content. */
  mediaType: string;
  /** In bytes. */
  size: number;
  /** In pixels, of a picture; null for other files. */
  width: number | null;
  height: number | null;
}

/** An attachment of a document. */
export interface AttachmentCard extends UploadedFile {
  /** SHA-256 of the content in hexadecimal. */
  sha256: string;
  uploader: PastAuthor;
  createdAt: Date;
}

/** A document, as far as it is named beside something else. */
export interface NamedDocument {
  documentId: DocumentId;
  title: string;
}

/** An attachment among those of a workspace. */
export interface MediaCard extends AttachmentCard, NamedDocument {
  /** Whether the text of any document shows it or leads to it, also of one that whoever asks may not read. */
  isUsed: boolean;
  /** Documents whose text does, as far as they may be read: some of them. */
  usedIn: NamedDocument[];
}
