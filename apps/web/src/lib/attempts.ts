import {
  KNOWN_BROWSER_SECONDS,
  knownBrowserCookieName,
  readKnownBrowser,
  signKnownBrowser,
} from '@plenum/database/access/known-browser';
import type { PersonId } from '@plenum/domain/ids';
import { cookies, headers } from 'next/headers';
import { database } from '#lib/database.ts';
import { GuessLimits, MakingLimits } from '#lib/guess-limits.ts';

const limits = new GuessLimits();
const making = new MakingLimits();

/** What a browser can be known for. */
export interface Subject {
  /** Whose secret it is. */
  name: string;
  /** The paths at which the browser is to say so. */
  path: string;
}

/** An account, by the user name that somebody types. */
export function account(username: string): Subject {
  return { name: `account ${username}`, path: '/' };
}

/** The account of whoever is signed in: guesses at it say nothing about those of strangers at the sign-in form. */
export function ownAccount(personId: PersonId): Subject {
  return { name: `person ${personId}`, path: '/' };
}

/** A guess that was counted. */
export interface CountedGuess {
  /** Takes it back, since it was no guess. */
  wasRight(): Promise<void>;
}

/**
 * Counts a guess at a secret of somebody or something.
 * @param secret what is guessed at, such as `password`.
 * @throws AppError `too_many`.
 */
export async function countGuess(secret: string, subject: Subject): Promise<CountedGuess> {
  const guess = {
    secret: `${secret} of ${subject.name}`,
    address: await addressOfRequest(),
    knownBrowser: await knownBrowser(subject),
    isShort: secret === 'code',
  };
  await limits.count(guess);
  return { wasRight: () => limits.takeBack(guess) };
}

/** Counts what whoever comes makes, such as an account, by their network alone. @throws AppError `too_many`. */
export async function countMaking(what: 'account' | 'pad'): Promise<void> {
  await making.count({ what, address: await addressOfRequest() });
}

/** Gives the browser a cookie that says that it has given the subject's secret once. It opens nothing. */
export async function rememberBrowser({ name, path }: Subject): Promise<void> {
  const { secrets, publicUrl } = database();
  (await cookies()).set({
    name: knownBrowserCookieName(secrets.sessionSecret, name),
    value: await signKnownBrowser(secrets.sessionSecret, name),
    path,
    maxAge: KNOWN_BROWSER_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  });
}

async function knownBrowser({ name: subject }: Subject): Promise<string | null> {
  const { sessionSecret } = database().secrets;
  const token = (await cookies()).get(knownBrowserCookieName(sessionSecret, subject))?.value;
  return token ? readKnownBrowser(sessionSecret, { subject, token }) : null;
}

/** The address that the public server has put into the header; it drops what comes from outside. */
async function addressOfRequest(): Promise<string> {
  return (await headers()).get('x-forwarded-for') ?? '';
}
