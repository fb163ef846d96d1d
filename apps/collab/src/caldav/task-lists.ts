import type { Actor } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import type { Task } from '@plenum/domain/tasks/types';

/** A list as a calendar collection (RFC 4791, 4.2). */
export interface ListCard {
  id: DocumentId;
  title: string;
  canWrite: boolean;
  /** What it is now, as a sync token (RFC 6578, 4); another one after each change. */
  token: string;
}

/** A task as a calendar object resource (RFC 4791, 4.1). */
export interface Resource {
  /** The last part of its address. */
  name: string;
  uid: string;
  /** iCalendar. */
  text: string;
  /** A strong entity tag, with its quotation marks: a hash of the text. */
  etag: string;
  task: Task;
}

/** A list with what it holds, by names. */
export interface OpenList extends ListCard {
  resources: ReadonlyMap<string, Resource>;
}

/** What a change asks for (RFC 9110, 13.1). */
export interface Condition {
  /** Entity tags one of which it has to have, or `*` for any; null for whatever it is. */
  ifMatch: string | null;
  /** The same that it must not have. */
  ifNoneMatch: string | null;
}

/** What has changed of a list since a token. */
export interface ListChanges {
  token: string;
  changed: Resource[];
  /** Names of what is gone. */
  gone: string[];
}

/** The lists of tasks that programs see. Each function throws AppError `not_found` for a list that the actor may not read. */
export interface TaskLists {
  /** Those that somebody may read, by their titles. */
  list(actor: Actor): Promise<ListCard[]>;
  find(actor: Actor, id: DocumentId): Promise<ListCard>;
  read(actor: Actor, id: DocumentId): Promise<OpenList>;
  /** What has changed since; null for a token that was never given out, or leads nowhere any more. */
  changesSince(actor: Actor, place: { id: DocumentId; token: string }): Promise<ListChanges | null>;
  /**
   * Makes a task, or changes the one that has this name.
   * @returns whether it was made.
   * @throws AppError `forbidden`, `precondition_failed`, and as `taskFromTodo` does; {@link UidTaken}.
   */
  put(actor: Actor, place: { id: DocumentId; name: string; text: string } & Condition): Promise<boolean>;
  /** Deletes a task; its parts stay. @throws AppError `forbidden`, `precondition_failed`, `not_found`. */
  remove(actor: Actor, place: { id: DocumentId; name: string } & Condition): Promise<void>;
}

/** The error for a task whose UID another one of the list has (RFC 4791, 5.3.2.1, no-uid-conflict). */
export class UidTaken extends Error {
  /** The name of the other. */
  readonly holder: string;

  constructor(holder: string) {
    super('Another task of this list has this UID.');
    this.name = 'UidTaken';
    this.holder = holder;
  }
}
