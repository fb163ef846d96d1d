import type { Actor } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import { childOf, DAV, type DavElement, isNamed, xmlDocument } from './dav-xml.ts';
import type { Place } from './paths.ts';
import { type Asked, response, type Thing } from './properties.ts';
import { PreconditionError } from './refusal.ts';
import type { OpenList, TaskLists } from './task-lists.ts';

/** What a request asks to know, of a propfind or a report; all where it does not say. */
export function askedIn(body: DavElement | null): Asked {
  if (body === null || childOf(body, DAV, 'allprop')) return 'all';
  if (childOf(body, DAV, 'propname')) return 'names';
  const prop = childOf(body, DAV, 'prop');
  if (!prop) return isNamed(body, DAV, 'propfind') ? 'all' : { names: [] };
  return { names: prop.children };
}

/** What is asked for about a place. */
export interface PropfindRequest {
  actor: Actor;
  username: string;
  place: Place;
  /** The header Depth. */
  depth: string | undefined;
  /** Null for one that is empty. */
  body: DavElement | null;
}

/**
 * Answers a PROPFIND (RFC 4918, 9.1) with a multistatus.
 * @throws AppError as `TaskLists` does; PreconditionError for one without an end.
 */
export async function answerPropfind(lists: TaskLists, request: PropfindRequest): Promise<string> {
  const { body, depth, username } = request;
  if (body !== null && !isNamed(body, DAV, 'propfind')) {
    throw new AppError('invalid_input', 'The body of this request asks for something else.');
  }
  if (depth !== undefined && depth !== '0' && depth !== '1') {
    throw new PreconditionError(403, '<d:propfind-finite-depth/>');
  }
  const asked = askedIn(body);
  const things = await thingsAt(lists, { ...request, isDeep: depth === '1' });
  return xmlDocument('multistatus', things.map((thing) => response(thing, { asked, username })).join(''));
}

async function thingsAt(
  lists: TaskLists,
  { actor, username, place, isDeep }: PropfindRequest & { isDeep: boolean },
): Promise<Thing[]> {
  switch (place.is) {
    case 'root': {
      const below: Thing[] = [{ place: { is: 'person', username } }, { place: { is: 'home' } }];
      return [{ place }, ...(isDeep ? below : [])];
    }
    case 'person':
      // Nobody learns by this who else there is.
      if (place.username !== username) throw notFound();
      return [{ place }];
    case 'home': {
      const all = isDeep ? await lists.list(actor) : [];
      return [{ place }, ...all.map((list): Thing => ({ place: { is: 'list', id: list.id }, list }))];
    }
    case 'list': {
      if (!isDeep) return [{ place, list: await lists.find(actor, place.id) }];
      const list = await lists.read(actor, place.id);
      return [{ place, list }, ...tasksOf(list)];
    }
    case 'task': {
      const list = await lists.read(actor, place.id);
      const resource = list.resources.get(place.name);
      if (!resource) throw notFound();
      return [{ place, resource, canWrite: list.canWrite }];
    }
  }
}

function tasksOf({ id, canWrite, resources }: OpenList): Thing[] {
  return [...resources.values()].map((resource) => ({
    place: { is: 'task', id, name: resource.name },
    resource,
    canWrite,
  }));
}

/** The names in a PROPPATCH, none of which can be changed. */
export function namesToChange(body: DavElement | null): DavElement[] {
  if (body === null || !isNamed(body, DAV, 'propertyupdate')) {
    throw new AppError('invalid_input', 'The body of this request asks for something else.');
  }
  return body.children.flatMap((change) => childOf(change, DAV, 'prop')?.children ?? []);
}
