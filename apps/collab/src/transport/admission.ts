import { authorize, authorizeOpening } from '@plenum/database/access/authorize';
import { type Credentials, identify } from '@plenum/database/access/identify';
import { getPerson } from '@plenum/database/accounts/reads';
import type { Database } from '@plenum/database/client';
import { authorOf } from '@plenum/database/log/author';
import { type Actor, personOf } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { authorColour, GUEST_COLOUR } from '@plenum/protocol/author-colours';
import type { Identity } from '@plenum/protocol/identity';
import type { Participant } from '../room/connection.ts';

/** Somebody who may connect to a document. */
export interface Admission {
  actor: Actor;
  documentId: DocumentId;
  workspaceId: WorkspaceId;
  /** Milliseconds until access ends by itself; null when it does not. */
  endsIn: number | null;
  participant: Omit<Participant, 'isAnnounced'>;
}

/**
 * Decides who connects, and as what: whoever the credentials are of, who must be the person that the client names, if it does.
 * @throws AppError as `identify` and `authorize` do.
 */
export async function admit(
  db: Database,
  { credentials, document, person }: { credentials: Credentials; document: string; person: string | null },
): Promise<Admission> {
  const actor = await identify(db, credentials);
  // The cookie is the browser's: a page that somebody else has open still may not go on under it.
  if (person !== null && person !== personOf(actor))
    throw new AppError('not_signed_in', 'Somebody else is signed in now. Sign in and try again.');
  const [{ access, hears, endsIn, documentId, workspaceId }, identity] = await Promise.all([
    decideAccess(db, { actor, document }),
    identityOf(db, actor),
  ]);
  const isLinkReader = actor.kind === 'guest' && access === 'read';
  return {
    actor,
    documentId,
    workspaceId,
    endsIn,
    participant: { author: authorOf(actor), identity, access, isLinkReader, hears },
  };
}

/** What an actor may do with a document, and for how long if that ends by itself. */
type Decision = Pick<Admission, 'documentId' | 'workspaceId' | 'endsIn'> &
  Pick<Participant, 'access' | 'hears'>;

/** Decides what an actor may do with a document at this moment. @throws AppError as `authorize` does. */
export async function decideAccess(
  db: Database,
  { actor, document }: { actor: Actor; document: string },
): Promise<Decision> {
  const { access, hears, grant, endsAt } = await authorizeOpening(db, { actor, on: document });
  const { documentId, workspaceId } = grant;
  return { access, hears, documentId, workspaceId, endsIn: endsAt && endsAt.getTime() - Date.now() };
}

async function identityOf(db: Database, actor: Actor): Promise<Identity> {
  const personId = personOf(actor);
  if (personId !== null) {
    const grant = await authorize(db, { actor, action: 'account.read', on: personId });
    const { id, displayName, colour } = await getPerson(grant);
    return { id, name: displayName, color: authorColour(colour), colour, isGuest: false };
  }
  const guest =
    actor.kind === 'guest' && actor.guestId !== null ? await db.lookups.guest(actor.guestId) : null;
  if (!guest) return { id: null, name: '', color: GUEST_COLOUR, colour: null, isGuest: true };
  const { id, name, colour } = guest;
  return { id, name: name ?? '', color: authorColour(colour), colour, isGuest: true };
}
