import { isRecord } from '@plenum/editor/schema/json';
import { type Fields, field, key, number, objectsIn, record, records, text } from './fields.ts';
import type { FoundList, FoundTask } from './found-list.ts';
import type { Reading } from './reading.ts';

/** Whether some JSON is what Deck exports: boards under their ids, since 1.11 in `boards`; or one of them. */
export function isDeck(json: unknown): boolean {
  const boards = boardsIn(json);
  return boards.length > 0 && boards.every((board) => Object.hasOwn(board, 'stacks'));
}

/** The boards of an export of Nextcloud Deck (`occ deck:export`, or “Export board”), each as a list with its stacks as sections. */
export function listsFromDeck(json: unknown, reading: Reading): FoundList[] {
  return boardsIn(json).map((board) => listFromBoard(board, reading));
}

function boardsIn(json: unknown): Fields[] {
  if (!isRecord(json)) return [];
  if (Object.hasOwn(json, 'boards')) return records(json, 'boards');
  return Object.hasOwn(json, 'stacks') ? [json] : objectsIn(json);
}

function listFromBoard(board: Fields, reading: Reading): FoundList {
  const stacks = stacksOf(board).sort((a, b) => (number(a, 'order') ?? 0) - (number(b, 'order') ?? 0));
  const titles = new Map(stacks.map((stack) => [key(stack, 'id'), text(stack, 'title')]));
  const cards = stacks.flatMap((stack) =>
    reading
      .counted(records(stack, 'cards'))

      .sort((a, b) => (number(a, 'order') ?? 0) - (number(b, 'order') ?? 0))
      .map((card) => ({ card, section: titles.get(key(stack, 'id')) ?? '' })),
  );
  const isDeleted = (one: Fields) => (number(one, 'deletedAt') ?? 0) > 0;
  return {
    title: text(board, 'title'),
    sections: stacks
      .filter((stack) => !isDeleted(stack))
      .map((stack) => ({ title: text(stack, 'title'), isForDone: false })),
    tasks: cards
      .filter(({ card }) => !isDeleted(card))
      .map(({ card, section }) => taskFrom(card, { section, reading })),
  };
}

/** Up to 1.10 the cards of a stack stand under its id, beside the stack itself, which stands in the same object under a number of its own. */
function stacksOf(board: Fields): Fields[] {
  const whole = records(board, 'stacks').filter((stack) => Object.hasOwn(stack, 'id'));
  const loose = record(board, 'stacks');
  if (loose === null) return whole;
  return whole.map((stack) => {
    const beside = record(loose, key(stack, 'id') ?? '');
    const isApart = beside !== null && !Object.hasOwn(beside, 'id') && !Object.hasOwn(stack, 'cards');
    return isApart ? { ...stack, cards: field(beside, 'cards') } : stack;
  });
}

function taskFrom(
  card: Fields,
  { section, reading: { times, losses } }: { section: string; reading: Reading },
): FoundTask {
  const title = text(card, 'title');
  const when = (name: string) => {
    const said = text(card, name);
    const read = said === '' ? null : times.when(said);
    if (said !== '' && read === null) losses.add('unreadDates', { place: said });
    return read;
  };
  const isArchived = field(card, 'archived') === true;
  const doneAt = times.instant(text(card, 'done'));
  const isDone = doneAt !== null || field(card, 'done') === true;
  losses.add('archivedTasks', { place: title, count: Number(isArchived && !isDone) });
  losses.add('taskFiles', { place: title, count: number(card, 'attachmentCount') ?? 0 });
  losses.add('comments', { place: title, count: number(card, 'commentsCount') ?? 0 });
  return {
    key: key(card, 'id'),
    parent: null,
    title,
    isDone: isDone || isArchived,
    doneAt,
    createdAt: ofSeconds(number(card, 'createdAt')),
    start: when('startdate'),
    due: when('duedate'),
    labels: records(card, 'labels').map((label) => text(label, 'title')),
    assigneeNames: records(card, 'assignedUsers').map(nameOf),
    section,
    description: text(card, 'description'),
  };
}

/** A person or a group: an object, or, in older exports, its name in Nextcloud. */
function nameOf(assignment: Fields): string {
  const who = record(assignment, 'participant');
  return who === null ? text(assignment, 'participant') : text(who, 'displayname') || text(who, 'uid');
}

function ofSeconds(seconds: number | null): string | null {
  return seconds === null || seconds <= 0 || seconds > 32_503_680_000
    ? null
    : new Date(seconds * 1000).toISOString();
}
