import { AppError } from '@plenum/domain/errors';
import { decodeText } from '../text/decode-text.ts';
import { ZipReader } from '../zip/read-zip.ts';
import { columnOf } from './csv-columns.ts';
import type { FoundList, ImportedTasks, TaskFileKind } from './found-list.ts';
import { listFromFound } from './list-from-found.ts';
import { readRows } from './read-rows.ts';
import { Reading } from './reading.ts';
import { brokenTasks, noTasks, tooManyTasks } from './refusals.ts';
import { isCalendar, listFromCalendar } from './tasks-from-calendar.ts';
import { listFromTable } from './tasks-from-csv.ts';
import { isDeck, listsFromDeck } from './tasks-from-deck.ts';
import { isOwnJson, listFromOwnJson } from './tasks-from-json.ts';
import { isTodoist, isTodoistColumn, listFromTodoist } from './tasks-from-todoist.ts';
import { isTrello, listFromTrello } from './tasks-from-trello.ts';
import { isVikunja, listsFromVikunja } from './tasks-from-vikunja.ts';

/** The most that a file of tasks has, packed or not: a board of some thousand cards has about four megabytes. */
export const MOST_TASK_FILE_BYTES = 24 * 2 ** 20;

/** With the files of all tasks, of which none is unpacked. */
const MOST_ARCHIVE_BYTES = 512 * 2 ** 20;

/** Boards or projects of one file. */
const MOST_LISTS = 1000;

/** In an export of Vikunja: its tasks; beside it are the files of all of them. */
const VIKUNJA_DATA = 'data.json';
const ZIP_LIMITS = { entries: 20_000, entryBytes: MOST_TASK_FILE_BYTES, totalBytes: MOST_TASK_FILE_BYTES };

interface Found {
  kind: TaskFileKind;
  lists: FoundList[];
}

/**
 * Reads a file of tasks, as what it is by its content: a table (CSV), a calendar (ICS), what Plenum itself writes, or an export of Vikunja, Nextcloud Deck, Trello or
 * Todoist. Nothing of it is beyond `TASK_LIMITS`; what it has that tasks here have not is told. Ids of people in it are whatever it says.
 * @param name what it is called, for lists that do not say their title.
 * @param zone the IANA zone of whoever sends it, for times that say none.
 * @throws AppError `invalid_input` for anything else, and for more than is read at once.
 */
export function tasksFromFile({
  name,
  bytes,
  zone,
}: {
  name: string;
  bytes: Uint8Array;
  zone: string;
}): ImportedTasks {
  if (bytes.length > (isZip(bytes) ? MOST_ARCHIVE_BYTES : MOST_TASK_FILE_BYTES)) throw tooManyTasks();
  const reading = new Reading(zone);
  try {
    const { kind, lists } = isZip(bytes)
      ? fromZip(bytes, reading)
      : fromText(decodeText(bytes), name, reading);
    if (lists.length > MOST_LISTS) throw tooManyTasks();
    return {
      kind,
      lists: lists.map((list) => listFromFound(list, reading.losses)),
      losses: reading.losses.list(),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_large') throw tooManyTasks(error);
    throw error;
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 255) < 8;
}

function fromZip(bytes: Uint8Array, reading: Reading): Found {
  const data = new ZipReader(bytes, ZIP_LIMITS).read(VIKUNJA_DATA);
  if (data === null) throw noTasks();
  return fromJson(decodeText(data), reading);
}

function fromText(text: string, name: string, reading: Reading): Found {
  if (/^\s*[[{]/.test(text)) return fromJson(text, reading);
  const title = titleIn(name);
  if (isCalendar(text)) return { kind: 'ics', lists: [listFromCalendar(text, title, reading)] };
  const isKnown = (header: string) => columnOf(header) !== null || isTodoistColumn(header);
  const table = readRows(text, isKnown);
  reading.losses.add('taskFields', { count: table.beyond });
  return isTodoist(table.headers)
    ? { kind: 'todoist', lists: [listFromTodoist(table, title, reading)] }
    : { kind: 'csv', lists: [listFromTable(table, title, reading)] };
}

function titleIn(name: string): string {
  return name.replace(/\.[A-Za-z]{1,5}$/, '').replace(/^.*[/\\]/, '');
}

function fromJson(text: string, reading: Reading): Found {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw brokenTasks(error);
  }
  if (isOwnJson(json)) return { kind: 'json', lists: [listFromOwnJson(json, reading)] };
  if (isTrello(json)) return { kind: 'trello', lists: [listFromTrello(json, reading)] };
  if (isDeck(json)) return { kind: 'deck', lists: listsFromDeck(json, reading) };
  if (isVikunja(json)) return { kind: 'vikunja', lists: listsFromVikunja(json, reading) };
  throw noTasks();
}
