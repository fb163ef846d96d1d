import type { TaskDraft } from '@plenum/domain/tasks/types';
import type { Loss } from '../losses.ts';

/** A task as a reader found it: its values are of the right types, but as long and as many as the file has them. */
export interface FoundTask extends Omit<TaskDraft, 'parts' | 'key'> {
  /** What others of the list call it; null for nothing. */
  key: string | null;
  /** The key of the one that it is a part of. */
  parent: string | null;
}

/** A section that came along. */
export interface ImportedSection {
  title: string;
  isForDone: boolean;
}

/** A list as a reader found it, its tasks in their order. */
export interface FoundList {
  title: string;
  sections: ImportedSection[];
  tasks: FoundTask[];
}

/** A list of tasks that came along, within {@link TASK_LIMITS}. */
export interface ImportedTaskList {
  /** One line; empty where nothing says it. */
  title: string;
  /** In their order, each title once. */
  sections: ImportedSection[];
  /** In their order, each with its parts. */
  drafts: TaskDraft[];
}

/** Programs whose files of tasks are read. */
export const TASK_FILE_KINDS = ['csv', 'json', 'ics', 'vikunja', 'deck', 'trello', 'todoist'] as const;

/** One of {@link TASK_FILE_KINDS}; `csv` and `json` are Plenum's own and, of tables, everybody's, as are calendars (`ics`). */
export type TaskFileKind = (typeof TASK_FILE_KINDS)[number];

/** What was read from a file of tasks. */
export interface ImportedTasks {
  kind: TaskFileKind;
  /** One for each board or project; of what is one list, one. */
  lists: ImportedTaskList[];
  losses: Loss[];
}
