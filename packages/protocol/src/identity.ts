/** Who somebody is to the others in a document: what the server puts as `user` into their awareness state. */
export interface Identity {
  /** The person's id, or a guest's; null for whoever holds a link alone. */
  id: string | null;
  /** Display name; empty for a guest who has not said one, whom each client names in its own language. */
  name: string;
  /** #rrggbb. */
  color: string;
  /** Index into the author colours; null for whoever holds a link alone. */
  colour: number | null;
  /** Came by a link, and is no person with an account. */
  isGuest: boolean;
}
