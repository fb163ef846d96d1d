import { isRecord } from '@plenum/editor/schema/json';
import { type FoundComment, plain, withComments } from './comments.ts';
import { type Fields, field, key, number, record, records, text, texts } from './fields.ts';
import type { FoundList, FoundTask } from './found-list.ts';
import type { Reading } from './reading.ts';

/** What a board keeps apart from its cards, by their ids. */
interface Board {
  reading: Reading;
  lists: ReadonlyMap<string | null, Fields>;
  members: ReadonlyMap<string | null, string>;
  checklists: ReadonlyMap<string | null, Fields[]>;
  comments: ReadonlyMap<string | null, FoundComment[]>;
}

/** Whether some JSON is a board that Trello has exported. */
export function isTrello(json: unknown): json is Fields {
  return isRecord(json) && Array.isArray(field(json, 'lists')) && Array.isArray(field(json, 'cards'));
}

/** A board that Trello has exported (“Print, export, and share”, “Export as JSON”), with its lists as sections. */
export function listFromTrello(board: Fields, reading: Reading): FoundList {
  const lists = records(board, 'lists').sort(byPosition);
  const byId = new Map(lists.map((list) => [key(list, 'id'), list]));
  const place = new Map(lists.map((list, index) => [key(list, 'id'), index]));
  const cards = reading.counted(records(board, 'cards')).sort(byPosition);
  const placeOf = (card: Fields) => place.get(key(card, 'idList')) ?? lists.length;
  cards.sort((a, b) => placeOf(a) - placeOf(b));
  const parts: Board = {
    reading,
    lists: byId,
    members: new Map(
      records(board, 'members').map((one) => [
        key(one, 'id'),
        text(one, 'fullName') || text(one, 'username'),
      ]),
    ),
    checklists: grouped(records(board, 'checklists').sort(byPosition), (one) => key(one, 'idCard')),
    comments: commentsOf(board),
  };
  return {
    title: text(board, 'name'),
    sections: lists
      .filter((list) => field(list, 'closed') !== true)
      .map((list) => ({ title: text(list, 'name'), isForDone: false })),
    tasks: cards.map((card) => taskFrom(card, parts)),
  };
}

function byPosition(a: Fields, b: Fields): number {
  return (number(a, 'pos') ?? 0) - (number(b, 'pos') ?? 0);
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string | null): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** What was said, the oldest first; Trello writes the newest first, and no more than the last thousand things that happened. */
function commentsOf(board: Fields): Map<string | null, FoundComment[]> {
  const comments = records(board, 'actions')
    .filter((action) => text(action, 'type') === 'commentCard')
    .reverse()
    .map((action) => {
      const data = record(action, 'data') ?? {};
      const author = text(record(action, 'memberCreator') ?? {}, 'fullName');
      const card = key(record(data, 'card') ?? {}, 'id');
      return { card, author, at: text(action, 'date'), text: text(data, 'text') };
    });
  return grouped(comments, ({ card }) => card);
}

function taskFrom(card: Fields, board: Board): FoundTask {
  const { lists, members, reading } = board;
  const { times, losses } = reading;
  const id = key(card, 'id');
  const title = text(card, 'name');
  const when = (name: string) => {
    const said = text(card, name);
    const read = said === '' ? null : times.when(said);
    if (said !== '' && read === null) losses.add('unreadDates', { place: said });
    return read;
  };
  const list = lists.get(key(card, 'idList'));
  const isOpen = list ? field(list, 'closed') !== true : false;
  const isDone = field(card, 'dueComplete') === true;
  const isArchived = field(card, 'closed') === true || (list !== undefined && !isOpen);
  losses.add('archivedTasks', { place: title, count: Number(isArchived && !isDone) });
  losses.add('taskFields', { place: title, count: records(card, 'customFieldItems').length });
  const reminder = number(card, 'dueReminder');
  return {
    key: id,
    parent: null,
    title,
    isDone: isDone || isArchived,
    createdAt: madeAt(id),
    start: when('start'),
    due: when('due'),
    reminders: reminder !== null && reminder >= 0 ? [reminder] : [],
    labels: records(card, 'labels').map((label) => text(label, 'name') || text(label, 'color')),
    assigneeNames: texts(card, 'idMembers').flatMap((member) => members.get(member) ?? []),
    section: list && isOpen ? text(list, 'name') : '',
    description: withComments(descriptionOf(card, board), board.comments.get(id) ?? [], times),
  };
}

/** What is written on a card, with its checklists and the links that are attached to it. */
function descriptionOf(card: Fields, { checklists, reading }: Board): string {
  const attached = records(card, 'attachments');
  const links = attached.filter((one) => field(one, 'isUpload') !== true && isAddress(text(one, 'url')));
  reading.losses.add('taskFiles', { place: text(card, 'name'), count: attached.length - links.length });
  return [
    text(card, 'desc').trim(),
    ...(checklists.get(key(card, 'id')) ?? []).map(checklist),
    links.map((one) => `- [${plain(text(one, 'name'))}](<${text(one, 'url')}>)`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function checklist(list: Fields): string {
  const items = records(list, 'checkItems').sort(byPosition);
  const lines = items.map(
    (item) => `- [${text(item, 'state') === 'complete' ? 'x' : ' '}] ${plain(text(item, 'name'))}`,
  );
  return `**${plain(text(list, 'name')).trim()}**\n\n${lines.join('\n')}`.trim();
}

function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s<>]+$/i.test(url);
}

/** The first eight digits of an id are the second in which it was made (BSON, ObjectId). */
function madeAt(id: string | null): string | null {
  return id !== null && /^[0-9a-f]{24}$/.test(id)
    ? new Date(Number.parseInt(id.slice(0, 8), 16) * 1000).toISOString()
    : null;
}
