import type { DocumentId } from '@plenum/domain/ids';

/** Whose comments they are, and what the one who looks may do with them. */
export interface CommentPlace {
  documentId: DocumentId;
  /** Of the link by which a guest came. */
  token?: string;
  mayComment: boolean;
  /** May delete what others said. */
  mayModerate: boolean;
}

/** Says in a form which document it is about, and by which link. */
export function PlaceFields({ place }: { place: CommentPlace }) {
  return Object.entries(fieldsOf(place)).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

/** What a form says about the place. */
export function fieldsOf({ documentId, token }: CommentPlace): Record<string, string> {
  return { documentId, ...(token !== undefined && { token }) };
}
