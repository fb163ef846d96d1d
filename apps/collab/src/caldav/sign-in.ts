import { authorize } from '@plenum/database/access/authorize';
import { identify, notSignedIn } from '@plenum/database/access/identify';
import { getPerson } from '@plenum/database/accounts/reads';
import type { Database } from '@plenum/database/client';
import type { Actor } from '@plenum/domain/access/actor';
import { usernameSchema } from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import type { Clock } from '../room/ports.ts';
import { Pace } from './pace.ts';

/** Wrong passwords of one network: ten at once, then one a minute. A program of somebody who ended its token asks again and again. */
const WRONG = { capacity: 10, perSecond: 1 / 60 };
/** Requests of one person: a phone that fetches thousands of tasks one by one comes to its end. */
const REQUESTS = { capacity: 1_000, perSecond: 20 };
/** Somebody whose program has signed in. */
export interface SignedIn {
  actor: Actor;
  username: string;
}

/** Says whose program makes a request, and no more often than it may. */
export class CalendarSignIn {
  readonly #db: Database;
  readonly #wrong: Pace;
  readonly #requests: Pace;

  constructor({ db, clock }: { db: Database; clock: Pick<Clock, 'now'> }) {
    this.#db = db;
    this.#wrong = new Pace({ clock, ...WRONG });
    this.#requests = new Pace({ clock, ...REQUESTS });
  }

  /**
   * Who makes a request, by a user name and an API token in place of the password (RFC 7617).
   * @param address where it comes from.
   * @throws AppError `not_signed_in`, `too_many`.
   */
  async identify({
    authorization,
    address,
  }: {
    authorization: string | undefined;
    address: string;
  }): Promise<SignedIn> {
    const credentials = basicCredentials(authorization);
    if (!credentials) throw notSignedIn();
    const person = await this.#personBy(credentials);
    if (!person) {
      this.#wrong.count(address);
      throw notSignedIn();
    }
    this.#requests.count(person.username);
    return person;
  }

  async #personBy({ username, token }: { username: string; token: string }): Promise<SignedIn | null> {
    const name = usernameSchema.safeParse(username);
    if (!name.success) return null;
    try {
      const actor = await identify(this.#db, { cookies: {}, authorization: `Bearer ${token}` });
      if (actor.kind !== 'token') return null;
      const grant = await authorize(this.#db, { actor, action: 'account.read', on: actor.personId });
      const person = await getPerson(grant);
      return person.username === name.data ? { actor, username: person.username } : null;
    } catch (error) {
      if (error instanceof AppError && (error.code === 'not_signed_in' || error.code === 'not_found'))
        return null;
      throw error;
    }
  }
}

/** The user name and the password of a header, in UTF-8; null for none. */
function basicCredentials(header: string | undefined): { username: string; token: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]{1,2000})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const token = text.slice(colon + 1).trim();
  return colon < 1 || !/^\S{1,200}$/.test(token) ? null : { username: text.slice(0, colon), token };
}
