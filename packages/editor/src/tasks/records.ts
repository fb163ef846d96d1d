import type * as Y from 'yjs';

/**
 * Records in a Y.Map, made so that nobody's change is lost to another's: what a record began with lies under its id and is never written
 * again, each change of a field under `id/field`, and whether something belongs to a field that is a set under `id/field/member`, as
 * what if it has a name there. So
 * two people who change different fields, or add different members, both have done so; and a list of thousands is read in
 * one pass over as many entries.
 *
 * A record that has only changes belongs to something else with that id, such as a line of a text.
 */
export interface RecordParts {
  /** What it began with; null for one that has only changes. */
  began: Readonly<Record<string, unknown>> | null;
  fields: ReadonlyMap<string, unknown>;
  members: ReadonlyMap<string, ReadonlyMap<string, Member>>;
}

/** Whether something belongs to a set, or what it is called there. */
export type Member = boolean | string;

/** Between the parts of a key, of which only the last, a member, may have it in itself. */
const BETWEEN = '/';

/** The id in a key. */
export function idOfKey(key: string): string {
  const end = key.indexOf(BETWEEN);
  return end < 0 ? key : key.slice(0, end);
}

/** Some of the records in a map, or all of them. Values are as whoever wrote them had them: vet them. */
export function readRecords(map: Y.Map<unknown>, wanted?: ReadonlySet<string>): Map<string, RecordParts> {
  const found = new Map<string, Collected>();
  map.forEach((value, key) => {
    // Most of what is in a long list is not asked for, and not to be taken apart.
    if (wanted && !wanted.has(idOfKey(key))) return;
    const id = idOfKey(key);
    let record = found.get(id);
    if (!record) {
      record = { began: null, fields: new Map(), members: new Map() };
      found.set(id, record);
    }
    if (key !== id) collectChange(record, key.slice(id.length + 1), value);
    else if (typeof value === 'object' && value !== null) record.began = { ...value };
  });
  return found;
}

interface Collected extends RecordParts {
  began: Readonly<Record<string, unknown>> | null;
  fields: Map<string, unknown>;
  members: Map<string, Map<string, Member>>;
}

function collectChange({ fields, members }: Collected, name: string, value: unknown): void {
  const end = name.indexOf(BETWEEN);
  if (end < 0) {
    fields.set(name, value);
    return;
  }
  const field = name.slice(0, end);
  const belonging = members.get(field) ?? new Map<string, Member>();
  belonging.set(name.slice(end + 1), typeof value === 'string' || value === true ? value : false);
  members.set(field, belonging);
}

/** A field's value. */
export function fieldOf({ began, fields }: RecordParts, field: string): unknown {
  if (fields.has(field)) return fields.get(field);
  return began && Object.hasOwn(began, field) ? began[field] : undefined;
}

/** Reminders are numbers. */
function isMember(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** How many things have begun in a map: as many as {@link readRecords} finds that have. */
export function countRecords(map: Y.Map<unknown>): number {
  let count = 0;
  map.forEach((value, key) => {
    if (typeof value === 'object' && value !== null && !key.includes(BETWEEN)) count += 1;
  });
  return count;
}

/** What belongs to a field that is a set, in the order in which it came there. */
export function membersOf({ began, members }: RecordParts, field: string): string[] {
  const first: unknown = began && Object.hasOwn(began, field) ? began[field] : [];
  const changes = members.get(field);
  // Most of a list of thousands has none.
  if (!changes && !(Array.isArray(first) && first.length > 0)) return [];
  const all = new Set<string>(Array.isArray(first) ? first.filter(isMember).map(String) : []);
  for (const [member, belongs] of changes ?? []) {
    if (belongs !== false) all.add(member);
    else all.delete(member);
  }
  return [...all];
}

/** Begins a record. */
export function addRecord(map: Y.Map<unknown>, id: string, values: Record<string, unknown>): void {
  map.set(id, values);
}

/** Changes a field. */
export function setField(
  map: Y.Map<unknown>,
  { id, field }: { id: string; field: string },
  value: unknown,
): void {
  map.set(id + BETWEEN + field, value);
}

/** Says whether something belongs to a field that is a set, or what it is called there. */
export function setMember(
  map: Y.Map<unknown>,
  { id, field, member }: { id: string; field: string; member: string },
  belongs: Member,
): void {
  map.set([id, field, member].join(BETWEEN), belongs);
}

/** Ends records, with all that was changed of them. */
export function removeRecords(map: Y.Map<unknown>, ids: ReadonlySet<string>): void {
  for (const key of [...map.keys()]) if (ids.has(idOfKey(key))) map.delete(key);
}
