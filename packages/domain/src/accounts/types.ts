import type { PersonId } from '../ids.ts';

/** A person as others in the same workspace see them. */
export interface PersonCard {
  id: PersonId;
  username: string;
  displayName: string;
  /** Index into the author colours. */
  colour: number;
}
