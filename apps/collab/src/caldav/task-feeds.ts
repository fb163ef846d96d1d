import { createHash } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { getDocumentUpdates } from '@plenum/database/documents/reads';
import { getTaskListHead, type TaskListHead } from '@plenum/database/tasks/calendar-lists';
import { findTaskFeed } from '@plenum/database/tasks/feeds';
import { listMyTasksDueLast } from '@plenum/database/tasks/reads';
import type { FeedReader } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { MyTask, Task } from '@plenum/domain/tasks/types';
import { descriptionAsMarkdown } from '@plenum/editor/tasks/description';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { updateFromChange } from '@plenum/editor/yjs/update-from-change';
import { type FeedForm, MOST_FEED_TASKS, writeFeed } from '@plenum/formats/tasks/icalendar/feed';
import type { Clock } from '../room/ports.ts';
import { Pace } from './pace.ts';
import { NamesOfList } from './task-names.ts';

/** Wrong secrets of one network, as of sign-in. */
const WRONG = { capacity: 10, perSecond: 1 / 60 };
/** Times that one address is read: programs ask once an hour, several devices of somebody at once. */
const READS = { capacity: 60, perSecond: 0.1 };
/** Feeds that are kept as they were written. */
const MOST_KEPT = 20;

/** What is called as nothing in particular: tasks out of many lists. */
const ALL_TASKS = 'Plenum';

/** A feed that was written. */
export interface WrittenFeed {
  /** iCalendar. */
  text: string;
  /** A strong entity tag, with its quotation marks: a hash of the text. */
  etag: string;
}

/** Tasks for calendar programs that know a secret address. */
export class TaskFeeds {
  readonly #db: Database;
  readonly #wrong: Pace;
  readonly #reads: Pace;
  readonly #kept = new Map<string, { of: string; feed: WrittenFeed }>();

  constructor({ db, clock }: { db: Database; clock: Pick<Clock, 'now'> }) {
    this.#db = db;
    this.#wrong = new Pace({ clock, ...WRONG });
    this.#reads = new Pace({ clock, ...READS });
  }

  /**
   * What is read at a secret address, as its person may read it at this moment; null for what is no secret, and for what they may not read.
   * @param address where the request comes from.
   * @throws AppError `too_many`.
   */
  async read(asked: { token: string; form: FeedForm; address: string }): Promise<WrittenFeed | null> {
    const found = await findTaskFeed(this.#db, asked.token);
    if (!found) {
      this.#wrong.count(asked.address);
      return null;
    }
    const { actor, documentId } = found;
    this.#reads.count(actor.feedId);
    try {
      return documentId === null
        ? await this.#ofPerson(actor, asked.form)
        : await this.#ofList(actor, { documentId, form: asked.form });
    } catch (error) {
      if (error instanceof AppError && ['not_found', 'not_signed_in', 'forbidden'].includes(error.code))
        return null;
      throw error;
    }
  }

  async #ofPerson(actor: FeedReader, form: FeedForm): Promise<WrittenFeed> {
    const grant = await authorize(this.#db, { actor, action: 'account.read', on: actor.personId });
    const { tasks, count } = await listMyTasksDueLast(grant, MOST_FEED_TASKS);
    const names = { idOf: (uid: string) => uid, uidOf: () => null };
    const items = tasks.map((task) => ({
      task: taskOf(task),
      description: `${task.document}, ${task.workspace}`,
      url: this.#urlOf(task.documentId, task.taskId),
    }));
    return written(writeFeed(items, { title: ALL_TASKS, form, names, count }));
  }

  async #ofList(
    actor: FeedReader,
    { documentId, form }: { documentId: DocumentId; form: FeedForm },
  ): Promise<WrittenFeed> {
    const grant = await authorize(this.#db, { actor, action: 'document.read', on: documentId });
    const head = await getTaskListHead(grant);
    const key = `${form} ${documentId}`;
    const kept = this.#kept.get(key);
    if (kept?.of === stateOf(head)) return kept.feed;
    const { epoch, seq, updates } = await getDocumentUpdates(grant);
    const { result } = updateFromChange(updates, (doc) => {
      const { tasks } = readTaskList(doc);
      const items = tasks.map((task) => ({
        task,
        description: descriptionAsMarkdown(doc, task.id),
        url: this.#urlOf(documentId, task.id),
      }));
      const names = new NamesOfList(documentId, tasks);
      return writeFeed(items, { title: head.title, form, names });
    });
    const feed = written(result);
    this.#keep(key, { of: stateOf({ ...head, epoch, seq }), feed });
    return feed;
  }

  #keep(key: string, one: { of: string; feed: WrittenFeed }): void {
    this.#kept.delete(key);
    this.#kept.set(key, one);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
  }

  #urlOf(documentId: DocumentId, taskId: string): string {
    return `${this.#db.publicUrl}/d/${documentId}#block-${encodeURIComponent(taskId)}`;
  }
}

function stateOf({ epoch, seq, title }: TaskListHead): string {
  return `${epoch} ${seq} ${title}`;
}

function written(text: string): WrittenFeed {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"` };
}

/** A task of which nothing else is known. In two documents there can be one of the same id, so its UID is another. */
function taskOf({ documentId, taskId, title, start, due, priority, labels }: MyTask): Task {
  return {
    ...{ id: taskId, uid: `${documentId}-${taskId}`, title, start, due, priority, labels },
    ...{ isDone: false, doneAt: null, parentId: null, sectionId: null, position: '', people: [], groups: [] },
    ...{
      names: {},
      reminders: [],
      repeat: null,
      blockedBy: [],
      relatesTo: [],
      createdAt: null,
      foreign: null,
    },
  };
}
