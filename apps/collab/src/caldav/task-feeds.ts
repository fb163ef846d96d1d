import { createHash } from 'node:crypto';
import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { getDocumentUpdates } from '@plenum/database/documents/reads';
import { findOwnLanguage, getTaskListHead, type TaskListHead } from '@plenum/database/tasks/calendar-lists';
import { findTaskFeed } from '@plenum/database/tasks/feeds';
import { type Home, listHomes } from '@plenum/database/tasks/gathered';
import { listMyTasksDueLast } from '@plenum/database/tasks/reads';
import type { FeedReader } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { bareTask, tasksFromHome } from '@plenum/domain/tasks/bare-task';
import type { GatheredHome } from '@plenum/domain/tasks/gathered';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { TaskPlace } from '@plenum/domain/tasks/types';
import { descriptionAsMarkdown } from '@plenum/editor/tasks/description';
import { readTaskList } from '@plenum/editor/tasks/task-list';
import { updateFromChange } from '@plenum/editor/yjs/update-from-change';
import { gatherTasks } from '@plenum/exchange/gather-tasks';
import {
  type FeedForm,
  type FeedTask,
  MOST_FEED_TASKS,
  writeFeed,
} from '@plenum/formats/tasks/icalendar/feed';
import type { TaskNames } from '@plenum/formats/tasks/icalendar/todo-parts';
import { type Language, languageFor } from '../language.ts';
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

const HOMES = { limit: TASK_LIMITS.homes };

/** How a feed is written. */
interface How {
  form: FeedForm;
  language: Language;
}

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
   * @param asked.language of those who get no letters.
   * @param asked.address where the request comes from.
   * @throws AppError `too_many`.
   */
  async read(asked: {
    token: string;
    form: FeedForm;
    language: Language;
    address: string;
  }): Promise<WrittenFeed | null> {
    const found = await findTaskFeed(this.#db, asked.token);
    if (!found) {
      this.#wrong.count(asked.address);
      return null;
    }
    const { actor, documentId } = found;
    this.#reads.count(actor.feedId);
    try {
      const own = await authorize(this.#db, { actor, action: 'account.read', on: actor.personId });
      const chosen = await findOwnLanguage(own);
      const how = { form: asked.form, language: chosen === null ? asked.language : languageFor(chosen) };
      return documentId === null
        ? await this.#ofPerson(own, how)
        : await this.#ofList(actor, { documentId, ...how });
    } catch (error) {
      if (error instanceof AppError && ['not_found', 'not_signed_in', 'forbidden'].includes(error.code))
        return null;
      throw error;
    }
  }

  async #ofPerson(grant: Grant<'account.read'>, how: How): Promise<WrittenFeed> {
    const { tasks, count } = await listMyTasksDueLast(grant, MOST_FEED_TASKS);
    const there = new Set(tasks.map(uidOf));
    const items = tasks.map(({ document, workspace, ...task }) => ({
      task: bareTask({ ...task, id: task.taskId, uid: uidOf(task) }),
      names: namesBeside(task, there),
      description: `${document}, ${workspace}`,
      url: this.#urlOf(task.documentId, task.taskId),
    }));
    return written(writeFeed(items, { title: ALL_TASKS, count, ...how }));
  }

  async #ofList(
    actor: FeedReader,
    { documentId, ...how }: How & { documentId: DocumentId },
  ): Promise<WrittenFeed> {
    const grant = await authorize(this.#db, { actor, action: 'document.read', on: documentId });
    const head = await getTaskListHead(grant);
    const homes = head.hasSources ? (await listHomes(grant, HOMES)).items : [];
    const key = `${how.form} ${how.language} ${documentId}`;
    const kept = this.#kept.get(key);
    // What others may read of other homes is not for everybody: it is the same feed only where it has the same ones.
    if (kept?.of === stateOf(head, homes)) return kept.feed;
    const { epoch, seq, updates } = await getDocumentUpdates(grant);
    const gathered = homes.length === 0 ? [] : (await gatherTasks(grant, HOMES)).items;
    const { result } = updateFromChange(updates, (doc) => {
      const { tasks } = readTaskList(doc);
      const names = new NamesOfList(documentId, tasks);
      const own = tasks.map((task) => ({
        ...{ task, names, description: descriptionAsMarkdown(doc, task.id) },
        url: this.#urlOf(documentId, task.id),
      }));
      const others = gathered.flatMap((home) => this.#itemsOf(home));
      return writeFeed([...own, ...others], { title: head.title, ...how });
    });
    const feed = written(result);
    this.#keep(key, { of: stateOf({ ...head, epoch, seq }, homes), feed });
    return feed;
  }

  #itemsOf(home: GatheredHome): FeedTask[] {
    const tasks = tasksFromHome(home);
    const names = new NamesOfList(home.documentId, tasks);
    return tasks.map((task) => ({
      ...{ task, names, description: home.document },
      url: this.#urlOf(home.documentId, task.id),
    }));
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

function stateOf({ epoch, seq, title }: TaskListHead, homes: readonly Home[]): string {
  return JSON.stringify([epoch, seq, title, homes]);
}

function written(text: string): WrittenFeed {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"` };
}

/** In two documents there can be a task of the same id. */
function uidOf({ documentId, taskId }: TaskPlace): string {
  return `${documentId}-${taskId}`;
}

/** How a task names those of its home that are there. */
function namesBeside({ documentId }: TaskPlace, there: ReadonlySet<string>): TaskNames {
  const uidFor = (taskId: string) => uidOf({ documentId, taskId });
  return { idOf: (uid) => uid, uidOf: (id) => (there.has(uidFor(id)) ? uidFor(id) : null) };
}
