import type { Actor } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { escapeXml } from '@plenum/formats/xml/write-xml';
import { CALDAV, childOf, DAV, type DavElement, dav, isNamed, xmlDocument } from './dav-xml.ts';
import { filterFrom } from './filter.ts';
import { type Place, pathOf, placeOfHref } from './paths.ts';
import { type Asked, missingResponse, response } from './properties.ts';
import { askedIn } from './propfind.ts';
import { PreconditionError } from './refusal.ts';
import type { ListCard, Resource, TaskLists } from './task-lists.ts';

/** Tasks that are asked for by their addresses at once. */
const MOST_HREFS = 1_000;

/** A report that is asked for of a list, or one of its tasks. */
export interface ReportRequest {
  actor: Actor;
  username: string;
  place: Extract<Place, { is: 'list' | 'task' }>;
  body: DavElement;
}

/**
 * Answers a report (RFC 3253, 3.6) with a multistatus.
 * @throws AppError as `TaskLists` does; PreconditionError for a report that there is not, and as each says.
 */
export async function answerReport(lists: TaskLists, request: ReportRequest): Promise<string> {
  const { body } = request;
  if (isNamed(body, CALDAV, 'calendar-query')) return query(lists, request);
  if (isNamed(body, CALDAV, 'calendar-multiget')) return multiget(lists, request);
  if (isNamed(body, DAV, 'sync-collection')) return sync(lists, request);
  throw new PreconditionError(403, '<d:supported-report/>');
}

async function query(lists: TaskLists, { actor, username, place, body }: ReportRequest): Promise<string> {
  const filter = filterFrom(childOf(body, CALDAV, 'filter'));
  const list = await lists.read(actor, place.id);
  const all = [...list.resources.values()].filter(({ name }) => place.is === 'list' || name === place.name);
  const write = writer(list, { asked: askedIn(body), username });
  return xmlDocument('multistatus', all.filter(filter).map(write).join(''));
}

async function multiget(lists: TaskLists, { actor, username, place, body }: ReportRequest): Promise<string> {
  const hrefs = body.children.filter((child) => isNamed(child, DAV, 'href')).map(({ text }) => text.trim());
  if (hrefs.length > MOST_HREFS) {
    throw new PreconditionError(403, '<d:number-of-matches-within-limits/>');
  }
  const list = await lists.read(actor, place.id);
  const write = writer(list, { asked: askedIn(body), username });
  const responses = hrefs.map((href) => {
    const goal = placeOfHref(href);
    const resource = goal?.is === 'task' && goal.id === list.id ? list.resources.get(goal.name) : undefined;
    return resource ? write(resource) : missingResponse(href);
  });
  return xmlDocument('multistatus', responses.join(''));
}

/** RFC 6578, 3.2. */
async function sync(lists: TaskLists, { actor, username, place, body }: ReportRequest): Promise<string> {
  if (place.is !== 'list') throw new PreconditionError(403, '<d:supported-report/>');
  const { id } = place;
  const token = childOf(body, DAV, 'sync-token')?.text.trim() ?? '';
  const { card, changed, gone, next } = await changes(lists, { actor, id, token });
  const limit = childOf(body, DAV, 'limit');
  const most = limit && Number(childOf(limit, DAV, 'nresults')?.text.trim());
  if (most !== undefined && changed.length + gone.length > most) {
    throw new PreconditionError(507, '<d:number-of-matches-within-limits/>');
  }
  const write = writer(card, { asked: askedIn(body), username });
  const missing = gone.map((name) => missingResponse(pathOf({ is: 'task', id, name })));
  const responses = [...changed.map(write), ...missing].join('');
  return xmlDocument('multistatus', responses + dav('sync-token', escapeXml(next)));
}

/** What has changed since a token; everything for none. */
async function changes(
  lists: TaskLists,
  { actor, id, token }: { actor: Actor; id: DocumentId; token: string },
): Promise<{ card: ListCard; changed: readonly Resource[]; gone: readonly string[]; next: string }> {
  if (token === '') {
    const list = await lists.read(actor, id);
    return { card: list, changed: [...list.resources.values()], gone: [], next: list.token };
  }
  const card = await lists.find(actor, id);
  const since = await lists.changesSince(actor, { id, token });
  if (!since) throw new PreconditionError(403, '<d:valid-sync-token/>');
  return { card, changed: since.changed, gone: since.gone, next: since.token };
}

function writer(list: ListCard, { asked, username }: { asked: Asked; username: string }) {
  return (resource: Resource): string =>
    response(
      {
        place: { is: 'task', id: list.id, name: resource.name },
        resource,
        canWrite: list.canWrite,
      },
      { asked, username },
    );
}
