import * as Y from 'yjs';
import { type RecordParts, readRecords } from './records.ts';
import { SECTIONS_NAME, TASKS_NAME } from './task-list.ts';

/**
 * Takes from a copy of a list what its tasks and sections began with and are not any more, such as their first titles, and the labels that
 * were taken off, of which keys would still tell. For copies that nobody writes in: it is done within what is written, without an edit.
 */
export function forgetFormer(doc: Y.Doc): void {
  for (const name of [TASKS_NAME, SECTIONS_NAME]) if (doc.share.has(name)) forgetIn(doc, doc.getMap(name));
}

function forgetIn(doc: Y.Doc, map: Y.Map<unknown>): void {
  for (const [id, record] of readRecords(map)) {
    const content = map._map.get(id)?.content;
    // Whoever wrote it by other means than ours wrote no record.
    if (!record.began || !(content instanceof Y.ContentAny)) continue;
    content.arr = [...content.arr.slice(0, -1), present(record.began, record)];
  }
  const renamed = new Map<string, string>();
  for (const [key, item] of map._map) {
    // As long as it was, since what else its client wrote is counted from there; the last of it is what counts.
    if (item.content instanceof Y.ContentAny)
      item.content.arr = item.content.arr.map((value, i, all) => (i === all.length - 1 ? value : null));
    const [id, field, member] = key.split('/', 3);
    if (member === undefined) continue;
    const isGone = item.deleted || item.content.getContent().at(-1) === false;
    if (isGone) renamed.set(key, `${id}/${field}/${nameless(renamed.size)}`);
  }
  if (renamed.size === 0) return;
  for (const structs of doc.store.clients.values())
    for (const struct of structs)
      if (struct instanceof Y.Item && struct.parent === map && struct.parentSub !== null)
        struct.parentSub = renamed.get(struct.parentSub) ?? struct.parentSub;
}

/** What of the beginning still counts. */
function present(
  began: Readonly<Record<string, unknown>>,
  { fields, members }: RecordParts,
): Record<string, unknown> {
  const still = Object.entries(began).filter(([field]) => !fields.has(field));
  const kept = still.map(([field, value]) => {
    const changed = members.get(field);
    if (!changed || !Array.isArray(value)) return [field, value];
    return [field, value.filter((member) => changed.get(String(member)) !== false)];
  });
  const record: Record<string, unknown> = Object.fromEntries(kept);
  const { names } = record;
  if (typeof names !== 'object' || names === null) return record;
  const named = [record.people, record.groups].flat();
  return { ...record, names: Object.fromEntries(Object.entries(names).filter(([id]) => named.includes(id))) };
}

/** A member of a set that is vetted away wherever it is read: of control characters alone, another one for each number. */
function nameless(number: number): string {
  return number.toString(2).replaceAll('0', '\u0001').replaceAll('1', '\u0002');
}
