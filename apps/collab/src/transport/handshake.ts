import type { IncomingMessage } from 'node:http';
import type { Credentials } from '@plenum/database/access/identify';
import {
  ANNOUNCEMENT,
  documentInPath,
  EPOCH_PARAMETER,
  PERSON_PARAMETER,
  SHARE_PARAMETER,
} from '@plenum/protocol/address';

/** What a request for a socket says. */
export interface Handshake {
  /** As it stands in the path; nothing is known of it. */
  document: string;
  credentials: Credentials;
  origin: string | undefined;
  isAnnounced: boolean;
  /** The epoch of the copy that the client holds; null for none. */
  epoch: string | null;
  /** The id of the person that the client was opened for; null where it names none. */
  person: string | null;
}

/** Reads a request for a socket; null when its path is not that of a document. */
export function readHandshake(req: IncomingMessage): Handshake | null {
  const [path = '', query = ''] = (req.url ?? '').split('?', 2);
  const document = documentInPath(path);
  if (document === null) return null;
  const parameters = new URLSearchParams(query);
  return {
    document,
    credentials: {
      cookies: parseCookies(req.headers.cookie ?? ''),
      authorization: req.headers.authorization,
      share: parameters.get(SHARE_PARAMETER) ?? undefined,
    },
    origin: req.headers.origin,
    isAnnounced: parameters.get(ANNOUNCEMENT.name) === ANNOUNCEMENT.value,
    epoch: parameters.get(EPOCH_PARAMETER),
    person: parameters.get(PERSON_PARAMETER),
  };
}

/**
 * Whether a page of another origin may be behind the request: a cookie is sent along by browsers whoever asks, so with one
 * as the credential the origin must be named.
 */
export function isForeign({ origin, credentials }: Handshake, publicOrigin: string): boolean {
  if (origin !== undefined) return origin !== publicOrigin;
  return credentials.share === undefined && credentials.authorization === undefined;
}

function parseCookies(header: string): Record<string, string> {
  const cookies = header.split(';').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [name.trim(), decoded(value.join('=').trim())];
  });
  return Object.fromEntries(cookies);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
