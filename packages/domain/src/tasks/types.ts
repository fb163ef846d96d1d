import type { DocumentKind } from '../documents/schema.ts';
import type { DocumentId, GroupId, PersonId, TaskFeedId, WorkspaceId } from '../ids.ts';

/** Id of a task within its home: a random UUID; in a text that of the line's block. */
export type TaskId = string;

/** Id of a section within its list: a random UUID. */
export type SectionId = string;

/**
 * A day, `2026-12-01`, or a time of one with its zone, `2026-12-01T18:00[Europe/Berlin]` (RFC 9557 without the offset, so that the
 * time stays when a zone changes its rules). To the minute; between the years 1900 and 2999.
 */
export type When = string;

/** How much a task matters: 1 is the most; 0 where nobody has said. */
export type Priority = 0 | 1 | 2 | 3 | 4;

/** When a task comes again after it was done. */
export interface Repeat {
  /** A recurrence rule (RFC 5545, 3.3.10) without `DTSTART`, such as `FREQ=MONTHLY;BYDAY=-1FR`. */
  rule: string;
  /** Whether the next one is counted from the day on which it was done, and not from the one on which it was due. */
  afterDone: boolean;
}

/** Minutes before it is due that somebody is reminded, 0 or more; a task that is due on a day is so at nine in the morning. */
export type Reminder = number;

/** A task, as its home has it. */
export interface Task {
  id: TaskId;
  /** One line. */
  title: string;
  isDone: boolean;
  /** When it was last done, as an ISO 8601 instant in UTC; null for one that never was. */
  doneAt: string | null;
  /** The task that it is a part of; one that is not there counts as none. */
  parentId: TaskId | null;
  /** The section that it stands in; null, or one that is not there, for none. */
  sectionId: SectionId | null;
  /** Where it comes among those beside it: a key that sorts by its code units (fractional indexing), then by id. */
  position: string;
  people: PersonId[];
  groups: GroupId[];
  /** What they were called when they got it, by their ids; of some perhaps nothing. */
  names: Readonly<Record<string, string>>;
  start: When | null;
  due: When | null;
  reminders: Reminder[];
  repeat: Repeat | null;
  priority: Priority;
  /** As they are written; compared as tags are. */
  labels: string[];
  /** Tasks of the same home that have to be done before. */
  blockedBy: TaskId[];
  relatesTo: TaskId[];
  /** When it was made, as an ISO 8601 instant in UTC; null where nobody has said. */
  createdAt: string | null;
  /** What a calendar program keeps in it that Plenum has no place for, as lines of iCalendar (RFC 5545); null for none. */
  foreign: string | null;
  /** The UID by which calendar programs know it, where that is not its id. */
  uid: string | null;
}

/** What of a task can be changed by itself. */
export type TaskFields = Omit<Task, 'id'>;

/** A part of a list, and a column of its board. */
export interface Section {
  id: SectionId;
  title: string;
  position: string;
  /** What comes into it is done, and what is done comes into it. */
  isForDone: boolean;
}

/** A task list's content, in no order. */
export interface TaskListContent {
  tasks: Task[];
  sections: Section[];
}

/** A task that is yet to be made, with its parts: as it was typed, or came from elsewhere. */
export interface TaskDraft
  extends Partial<Omit<TaskFields, 'parentId' | 'sectionId' | 'position' | 'blockedBy' | 'relatesTo'>> {
  title: string;
  /** What is to be known about it, in Markdown. */
  description?: string;
  /** The title of the section. */
  section?: string;
  parts?: TaskDraft[];
  /** What those are called who have it, where only that is known; whoever makes the task finds out who they are. */
  assigneeNames?: string[];
  /** Names it among those that came with it; nothing afterwards. */
  key?: string;
  /** The keys of others that have to be done before. */
  blockedByKeys?: string[];
  relatesToKeys?: string[];
}

/** Where a task is: its home, and which one of it. */
export interface TaskPlace {
  documentId: DocumentId;
  taskId: TaskId;
}

/** Which tasks are somebody's: those that they have, or that they gave to others. */
export type TasksOf = 'mine' | 'given';

/** A task that somebody has, or gave to somebody, with where it is. */
export interface MyTask
  extends TaskPlace,
    Pick<Task, 'title' | 'isDone' | 'start' | 'due' | 'priority' | 'labels'> {
  document: string;
  documentKind: DocumentKind;
  workspaceId: WorkspaceId;
  workspace: string;
  /** Of one that they gave to others, what those are called who have it. */
  who: string[];
  /** They may say that it is done. */
  mayWrite: boolean;
}

/** A secret address at which somebody has their calendar programs read tasks, as they themselves see it: days (`2026-11-26`), and nothing of who reads. */
export interface TaskFeed {
  id: TaskFeedId;
  /** The list; null for all tasks that they have. */
  documentId: DocumentId | null;
  /** The title of the list; null for none, and for one that they may not read any more. */
  title: string | null;
  madeOn: string;
  /** Null for one that nobody has read yet. */
  lastUsedOn: string | null;
}
