import type { Actor } from '@plenum/domain/access/actor';
import {
  type Action,
  type Decision,
  decide,
  type Facts,
  type ResourceKind,
  resourceKindOf,
} from '@plenum/domain/access/decide';
import { type News, newsFor } from '@plenum/domain/documents/news';
import { AppError, inArchive, notFound } from '@plenum/domain/errors';
import { isId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import { type Found, factsOf } from './facts.ts';
import { type Grant, grant } from './grant.ts';
import { notSignedIn } from './identify.ts';

/** A question of access: may this actor do this to the resource with this id? */
export interface Question<A extends Action> {
  actor: Actor;
  action: A;
  /** Id of a person, group, workspace, document, share link or webhook, as the action has it; `instance` for the instance. */
  on: string;
}

/**
 * Decides a question from the facts of this moment: asking again is how access is re-checked after a change, since it
 * also sees that a session, token or link has ended.
 * @throws AppError `not_found` where the actor may not know whether the resource exists, `forbidden` where it may read
 * but not do this, `not_signed_in` where its session or token has ended.
 */
export async function authorize<A extends Action>(db: Database, question: Question<A>): Promise<Grant<A>> {
  const { actor, action, on } = question;
  return decideFrom(await lookUp(db, { actor, kind: resourceKindOf(action), on }), { db, actor, action });
}

/**
 * What somebody may do to a document, of which news about it they hear, whether they may comment, and when their access ends by itself;
 * null when it does not.
 */
export type DocumentGrant = { endsAt: Date | null; hears: ReadonlySet<News>; mayComment: boolean } & (
  | { access: 'write'; grant: Grant<'document.write'> }
  | { access: 'read'; grant: Grant<'document.read'> }
);

/** Decides whether an actor may write in a document, or else read it, from the same facts. @throws AppError as `authorize` does. */
export async function authorizeOpening(
  db: Database,
  { actor, on }: Pick<Question<Action>, 'actor' | 'on'>,
): Promise<DocumentGrant> {
  const { endsAt, ...found } = await lookUp(db, { actor, kind: 'document', on });
  const may = (action: Action) => decideFromFacts(found, { actor, action }) === 'allowed';
  const about = {
    endsAt,
    hears: newsFor(may),
    mayComment: may('document.comment'),
  };
  try {
    return { ...about, access: 'write', grant: decideFrom(found, { db, actor, action: 'document.write' }) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error;
    return { ...about, access: 'read', grant: decideFrom(found, { db, actor, action: 'document.read' }) };
  }
}

/** The resource and what is known of the actor's relation to it, while what the actor was identified by still holds. */
async function lookUp(
  db: Database,
  { actor, kind, on }: { actor: Actor; kind: ResourceKind; on: string },
): Promise<Found & { endsAt: Date | null }> {
  if (kind !== 'instance' && !isId(on)) throw notFound();
  const [standing, found] = await Promise.all([
    db.lookups.standing(actor),
    factsOf(db, { actor, kind, id: on }),
  ]);
  if (!standing?.holds) throw actor.kind === 'guest' ? notFound() : notSignedIn();
  if (!found) throw notFound();
  return { ...found, endsAt: standing.endsAt };
}

function decideFrom<A extends Action>(
  found: Found,
  { db, actor, action }: { db: Database; actor: Actor; action: A },
): Grant<A> {
  switch (decideFromFacts(found, { actor, action })) {
    case 'allowed':
      return grant<A>({ actor, db }, found.scope);
    case 'forbidden':
      if (found.facts.isArchived && isAllowedElse(found, { actor, action })) {
        throw inArchive();
      }
      throw new AppError(
        'forbidden',
        'You may not do this here. Somebody with more rights can, or can give you the right.',
      );
    case 'hidden':
      throw notFound();
  }
}

/** Whether the archive alone keeps an actor from it. */
function isAllowedElse(found: Found, question: { actor: Actor; action: Action }): boolean {
  return decideFromFacts({ ...found, facts: { ...found.facts, isArchived: false } }, question) === 'allowed';
}

function decideFromFacts({ facts: found }: Found, question: { actor: Actor; action: Action }): Decision {
  const facts: Facts = {
    role: null,
    groupRole: null,
    self: false,
    operator: false,
    linkRole: null,
    isFrozen: false,
    isArchived: false,
    ...found,
  };
  return decide({ ...question, facts });
}
