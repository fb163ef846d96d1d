import type { PersonId, SessionId } from '../ids.ts';

/** A person as others in the same workspace see them. */
export interface PersonCard {
  id: PersonId;
  username: string;
  displayName: string;
  /** Index into the author colours. */
  colour: number;
}

/** A browser in which a person is signed in, as they themselves see it: days (`2026-11-26`), and nothing of the device. */
export interface OwnSession {
  id: SessionId;
  signedInOn: string;
  lastUsedOn: string;
  /** It is the one that asks. */
  isPresent: boolean;
}
