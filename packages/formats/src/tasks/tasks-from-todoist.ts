import type { Priority } from '@plenum/domain/tasks/types';
import type { Losses } from '../losses.ts';
import { type FoundComment, withComments } from './comments.ts';
import type { FoundList, FoundTask } from './found-list.ts';
import type { Table } from './read-rows.ts';
import type { Reading } from './reading.ts';
import { repeatFromTodoist } from './todoist-repeats.ts';

const KNOWN = [
  'TYPE',
  'CONTENT',
  'DESCRIPTION',
  'PRIORITY',
  'INDENT',
  'AUTHOR',
  'RESPONSIBLE',
  'DATE',
].concat(['DATE_LANG', 'TIMEZONE', 'DURATION', 'DURATION_UNIT', 'DEADLINE', 'DEADLINE_LANG']);
/** 1 is the most and 4 both the least and what a task has of which nobody has said anything (Todoist, “Review the CSV file”). */
const PRIORITIES: Readonly<Record<string, Priority>> = { 1: 1, 2: 2, 3: 3, 4: 0 };
const LABEL = /(^|\s)@([^\s@]+)/g;
const FILE = '[[file ';

type Row = (column: string) => string;

/** Whether a table is a project that Todoist has exported. */
export function isTodoist(headers: readonly string[]): boolean {
  return ['TYPE', 'CONTENT', 'PRIORITY', 'INDENT'].every((name) => headers.includes(name));
}

/** Whether Todoist writes a column of that name. */
export function isTodoistColumn(header: string): boolean {
  return KNOWN.includes(header.trim());
}

/**
 * A project as Todoist exports it (“Export as a template”, and each file of a backup): rows of tasks with how deep they lie, each followed by what
 * was said about it, and of sections. It has no tasks that are done.
 */
export function listFromTodoist(table: Table, title: string, reading: Reading): FoundList {
  const found: FoundList = { title: title.replace(/ ?\[\d{1,20}\]$/, ''), sections: [], tasks: [] };
  const { losses, times } = reading;
  tellColumns(table, losses);
  const at = new Map(table.headers.map((header, index) => [header, index]));
  const comments = new Map<FoundTask, FoundComment[]>();
  let above: FoundTask[] = [];
  let section = '';
  for (const [index, cells] of reading.counted(table.rows).entries()) {
    const row: Row = (column) => (cells[at.get(column) ?? -1] ?? '').replace(/\r\n?/g, '\n').trim();
    const last = found.tasks.at(-1);
    switch (row('TYPE')) {
      case 'section':
        section = row('CONTENT');
        above = [];
        found.sections.push({ title: section, isForDone: false });
        break;
      case 'task': {
        const level = levelOf(row('INDENT'), above);
        const task = taskFromRow(row, { key: `row ${index + 2}`, section, reading });
        task.parent = above[level - 2]?.key ?? null;
        above = [...above.slice(0, level - 1), task];
        found.tasks.push(task);
        break;
      }
      case 'note': {
        const text = withoutFile(row('CONTENT'), losses);
        const said = { author: nameOf(row('AUTHOR')), at: '', text };
        if (last) noted(comments, last).push(said);
        else losses.add('comments', { place: text });
        break;
      }
      case 'meta':
      case '':
        break;
      default:
        losses.add('unreadTasks', { place: row('CONTENT') });
    }
  }
  for (const [task, said] of comments) task.description = withComments(task.description ?? '', said, times);
  return found;
}

/** Todoist itself has five. */
const MOST_LEVELS = 50;

/** How deep a task lies: one level below the last at most. */
function levelOf(indent: string, above: readonly FoundTask[]): number {
  return Math.max(1, Math.min(Math.trunc(Number(indent)) || 1, above.length + 1, MOST_LEVELS));
}

/** What was said about a task so far, to be added to. */
function noted(comments: Map<FoundTask, FoundComment[]>, task: FoundTask): FoundComment[] {
  const said = comments.get(task) ?? [];
  comments.set(task, said);
  return said;
}

function tellColumns({ headers, rows }: Table, losses: Losses): void {
  for (const [index, header] of headers.entries())
    if (!KNOWN.includes(header) && rows.some((row) => (row[index] ?? '') !== ''))
      losses.add('taskFields', { place: header });
}

function taskFromRow(
  row: Row,
  { key, section, reading: { times, losses } }: { key: string; section: string; reading: Reading },
): FoundTask {
  const content = row('CONTENT');
  const labels = [...content.matchAll(LABEL)].map(([, , label = '']) => label);
  const [date, deadline] = [row('DATE'), row('DEADLINE')];
  const when = (said: string) => (said === '' ? null : times.when(said, row('TIMEZONE') || undefined));
  const repeat = repeatFromTodoist(date);
  const [planned, last] = [when(date), when(deadline)];
  if (date !== '' && planned === null && repeat === null)
    losses.add(/^(?:ev|each)/i.test(date) ? 'unreadRepeats' : 'unreadDates', { place: date });
  if (deadline !== '' && last === null) losses.add('unreadDates', { place: deadline });
  if (row('DURATION') !== '') losses.add('taskFields', { place: content });
  const responsible = nameOf(row('RESPONSIBLE'));
  return {
    key,
    parent: null,
    title: content.replace(LABEL, '').trim() || content,
    description: row('DESCRIPTION'),
    section,
    labels,
    assigneeNames: responsible === '' ? [] : [responsible],
    priority: PRIORITIES[row('PRIORITY')] ?? 0,
    start: last === null ? null : planned,
    due: last ?? planned,
    repeat,
  };
}

/** A name without the number of the account. */
function nameOf(person: string): string {
  return person.replace(/ ?\(\d{1,20}\)$/, '');
}

/** Files stand at the end of what was said, as `[[file {…}]]`. */
function withoutFile(text: string, losses: Losses): string {
  const at = text.indexOf(FILE);
  if (at < 0 || !text.endsWith(']]')) return text;
  losses.add('taskFiles', { place: text.slice(0, at) });
  return text.slice(0, at).trim();
}
