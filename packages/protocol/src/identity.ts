/** Who somebody is to the others in a document: what the server puts as `user` into their awareness state. */
export interface Identity {
  /** The person's id; null for a guest. */
  id: string | null;
  /** Display name; empty for a guest, whom each client names in its own language. */
  name: string;
  /** #rrggbb. */
  color: string;
  /** Index into the author colours; null for a guest. */
  colour: number | null;
}
