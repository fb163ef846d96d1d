import { escapeXml } from '@plenum/formats/xml/write-xml';
import { CALDAV, CALENDAR_SERVER, caldav, DAV, dav, element, href, type XmlName } from './dav-xml.ts';
import { type Place, pathOf } from './paths.ts';
import type { ListCard, Resource } from './task-lists.ts';

/** Octets of a task that is sent. */
export const MOST_OCTETS = 1_048_576;

/** Something that has properties. */
export type Thing =
  | { place: Exclude<Place, { is: 'list' | 'task' }> }
  | { place: Extract<Place, { is: 'list' }>; list: ListCard }
  | { place: Extract<Place, { is: 'task' }>; resource: Resource; canWrite: boolean };

/** Properties by their names, as finished XML. */
type Properties = Map<string, { name: XmlName; content: string; isAsked?: boolean }>;

const keyOf = ({ uri, local }: XmlName) => `${uri} ${local}`;

/** What something says of itself, to whoever has a user name. */
export function propertiesOf(thing: Thing, username: string): Properties {
  const properties: Properties = new Map();
  const add = (uri: string, local: string, content: string, isAsked = false) => {
    const name = { uri, local };
    properties.set(keyOf(name), { name, content, isAsked });
  };
  const own = href(pathOf({ is: 'person', username }));
  add(DAV, 'current-user-principal', own);
  add(DAV, 'owner', own);
  add(
    DAV,
    'current-user-privilege-set',
    privileges('canWrite' in thing ? thing.canWrite : 'list' in thing && thing.list.canWrite),
  );
  if ('resource' in thing) {
    const { etag, text } = thing.resource;
    add(DAV, 'resourcetype', '');
    add(DAV, 'getetag', escapeXml(etag));
    add(DAV, 'getcontenttype', 'text/calendar; charset=utf-8; component=VTODO');
    add(DAV, 'getcontentlength', String(Buffer.byteLength(text)));
    // Only for whoever asks for it by name (RFC 4791, 9.6).
    add(CALDAV, 'calendar-data', escapeXml(text), true);
    return properties;
  }
  add(CALDAV, 'calendar-home-set', href(pathOf({ is: 'home' })));
  add(DAV, 'principal-collection-set', href(pathOf({ is: 'root' })));
  if ('list' in thing) addList(add, thing.list);
  else {
    add(DAV, 'resourcetype', dav('collection') + (thing.place.is === 'person' ? dav('principal') : ''));
    add(DAV, 'displayname', escapeXml(thing.place.is === 'person' ? thing.place.username : 'Plenum'));
    if (thing.place.is === 'person') {
      add(DAV, 'principal-URL', own);
      add(CALDAV, 'calendar-user-address-set', own);
    }
  }
  return properties;
}

function addList(add: (uri: string, local: string, content: string) => void, list: ListCard): void {
  add(DAV, 'resourcetype', dav('collection') + caldav('calendar'));
  add(DAV, 'displayname', escapeXml(list.title));
  add(DAV, 'sync-token', escapeXml(list.token));
  add(CALENDAR_SERVER, 'getctag', escapeXml(list.token));
  add(CALDAV, 'supported-calendar-component-set', '<c:comp name="VTODO"/>');
  add(CALDAV, 'supported-calendar-data', '<c:calendar-data content-type="text/calendar" version="2.0"/>');
  add(CALDAV, 'max-resource-size', String(MOST_OCTETS));
  const reports = [caldav('calendar-query'), caldav('calendar-multiget'), dav('sync-collection')];
  const supported = reports.map((report) => dav('supported-report', dav('report', report)));
  add(DAV, 'supported-report-set', supported.join(''));
}

function privileges(canWrite: boolean): string {
  const names = ['read', 'read-current-user-privilege-set'];
  if (canWrite) names.push('write', 'write-content', 'bind', 'unbind');
  return names.map((name) => dav('privilege', dav(name))).join('');
}

/** What is asked of properties: some by their names, all, or only what they are called. */
export type Asked = { names: readonly XmlName[] } | 'all' | 'names';

/** A response of a multistatus (RFC 4918, 14.24): what was asked and is there, and what is not. */
export function response(thing: Thing, { asked, username }: { asked: Asked; username: string }): string {
  const properties = propertiesOf(thing, username);
  const found: string[] = [];
  const missing: string[] = [];
  if (typeof asked === 'string') {
    for (const { name, content, isAsked } of properties.values()) {
      if (!isAsked) found.push(element(name, asked === 'all' ? content : ''));
    }
  } else {
    for (const name of asked.names) {
      const property = properties.get(keyOf(name));
      if (property) found.push(element(name, property.content));
      else missing.push(element(name));
    }
  }
  const stats = [
    ...(found.length > 0 || missing.length === 0 ? [propstat(found, '200 OK')] : []),
    ...(missing.length > 0 ? [propstat(missing, '404 Not Found')] : []),
  ];
  return dav('response', href(pathOf(thing.place)) + stats.join(''));
}

/** Some properties with what came of them. */
export function propstat(properties: readonly string[], status: string): string {
  return dav('propstat', dav('prop', properties.join('')) + dav('status', `HTTP/1.1 ${status}`));
}

/** A response for something that is not there. */
export function missingResponse(path: string): string {
  return dav('response', href(path) + dav('status', 'HTTP/1.1 404 Not Found'));
}
