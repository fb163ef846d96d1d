import { authorize, authorizeOpening } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { getDocumentUpdates } from '@plenum/database/documents/reads';
import {
  findOwnZone,
  getPastTasks,
  getTaskListHead,
  listTaskLists,
  type TaskListHead,
} from '@plenum/database/tasks/calendar-lists';
import { type Actor, personOf } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { updateFromChange } from '@plenum/editor/yjs/update-from-change';
import { changeNow } from '@plenum/exchange/change-document';
import { putTask, removeTask } from './change-list.ts';
import { isGathered, markOfHomes, readGathered, tickGathered } from './gathered-resources.ts';
import { ResourcesOfList } from './resources.ts';
import type { Condition, ListCard, ListChanges, OpenList, Resource, TaskLists } from './task-lists.ts';

const TOKEN = /^urn:x-plenum:([0-9a-f-]{36}):(\d{1,10})(?::([\w-]{22}))?$/;

/** Lists that are kept as they were read: programs ask for one many times, and for each of its tasks. */
const MOST_KEPT = 20;

/** Lists at which it is asked at once what somebody may do there. */
const AT_ONCE = 50;

interface Kept {
  token: string | null;
  made: ResourcesOfList;
  resources: ReadonlyMap<string, Resource>;
}

/** A list, with what its token is made of: where its log is, and what stands for the other homes that it shows. */
type MarkedCard = ListCard & { position: string; mark: string };

/** The lists of tasks in a database. */
export class StoredLists implements TaskLists {
  readonly #db: Database;
  readonly #kept = new Map<DocumentId, Kept>();

  constructor(db: Database) {
    this.#db = db;
  }

  async list(actor: Actor): Promise<ListCard[]> {
    const on = personOf(actor) ?? '';
    const heads = await listTaskLists(await authorize(this.#db, { actor, action: 'workspace.list', on }));
    const cards: ListCard[] = [];
    for (let at = 0; at < heads.length; at += AT_ONCE) {
      const some = heads.slice(at, at + AT_ONCE).map((head) => this.#cardFor(actor, head));
      cards.push(...(await Promise.all(some)).filter((card) => card !== null));
    }
    return cards;
  }

  async find(actor: Actor, id: DocumentId): Promise<MarkedCard> {
    const { grant, access } = await authorizeOpening(this.#db, { actor, on: id });
    return this.#cardOf(grant, { head: await getTaskListHead(grant), canWrite: access === 'write' });
  }

  async read(actor: Actor, id: DocumentId): Promise<OpenList> {
    const card = await this.find(actor, id);
    const grant = await authorize(this.#db, { actor, action: 'document.read', on: id });
    const own = await this.#readOwn(grant, card);
    if (card.mark === '') return { ...card, ...own };
    const gathered = await readGathered(grant);
    return {
      ...card,
      token: tokenOf(own.token, card.mark),
      resources: new Map([...own.resources, ...gathered]),
    };
  }

  /** The tasks that a list has itself, and where its log is. */
  async #readOwn(
    grant: Grant<'document.read' | 'document.write'>,
    { id, position }: Pick<MarkedCard, 'id' | 'position'>,
  ): Promise<{ token: string; resources: ReadonlyMap<string, Resource> }> {
    const kept = this.#keptOf(id);
    if (kept.token === null || kept.token !== position) {
      const { epoch, seq, updates } = await getDocumentUpdates(grant);
      const token = positionOf({ epoch, seq });
      if (kept.token !== token) {
        kept.resources = updateFromChange(updates, (doc) => kept.made.read(doc)).result;
        kept.token = token;
      }
      return { token, resources: kept.resources };
    }
    return { token: kept.token, resources: kept.resources };
  }

  async changesSince(
    actor: Actor,
    { id, token }: { id: DocumentId; token: string },
  ): Promise<ListChanges | null> {
    const { grant } = await authorizeOpening(this.#db, { actor, on: id });
    const head = await getTaskListHead(grant);
    const mark = head.hasSources ? await markOfHomes(grant) : '';
    const [, epoch, digits, pastMark = ''] = TOKEN.exec(token) ?? [];
    const seq = Number(digits);
    // What other homes held before is not kept: a program that knows them as they were asks for everything.
    if (epoch !== head.epoch || seq > head.seq || mark !== pastMark) return null;
    if (seq === head.seq) return { token, changed: [], gone: [] };
    const own = await this.#readOwn(grant, { id, position: positionOf(head) });
    const state = await getPastTasks(grant, seq);
    const past = updateFromChange([state], (doc) => this.#keptOf(id).made.readBeside(doc)).result;
    return {
      token: tokenOf(own.token, mark),
      changed: [...own.resources.values()].filter(({ name, etag }) => past.get(name)?.etag !== etag),
      gone: [...past.keys()].filter((name) => !own.resources.has(name)),
    };
  }

  async put(
    actor: Actor,
    { id: documentId, ...sent }: { id: DocumentId; name: string; text: string } & Condition,
  ): Promise<boolean> {
    const zone = await this.#zoneOf(actor);
    if (isGathered(sent.name)) {
      const read = await authorize(this.#db, { actor, action: 'document.read', on: documentId });
      await tickGathered(read, { ...sent, zone });
      return false;
    }
    const grant = await this.#toWrite(actor, documentId);
    return changeNow(grant, (doc) => putTask(doc, { documentId, ...sent, zone, now: new Date() }));
  }

  async remove(
    actor: Actor,
    { id: documentId, ...sent }: { id: DocumentId; name: string } & Condition,
  ): Promise<void> {
    const grant = await this.#toWrite(actor, documentId);
    if (isGathered(sent.name))
      throw new AppError('forbidden', 'This task belongs to another text or list. Delete it there.');
    await changeNow(grant, (doc) => removeTask(doc, { documentId, ...sent }));
  }

  async #toWrite(actor: Actor, on: DocumentId): Promise<Grant<'document.write'>> {
    const grant = await authorize(this.#db, { actor, action: 'document.write', on });
    await getTaskListHead(grant);
    return grant;
  }

  /** The zone of times without one: that of somebody's letters, or of this system. */
  async #zoneOf(actor: Actor): Promise<string> {
    const on = personOf(actor) ?? '';
    const grant = await authorize(this.#db, { actor, action: 'account.read', on });
    return (await findOwnZone(grant)) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** Null for one that was taken away from them meanwhile. */
  async #cardFor(actor: Actor, head: TaskListHead): Promise<MarkedCard | null> {
    try {
      const { grant, access } = await authorizeOpening(this.#db, { actor, on: head.id });
      return await this.#cardOf(grant, { head, canWrite: access === 'write' });
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return null;
      throw error;
    }
  }

  async #cardOf(
    grant: Grant<'document.read' | 'document.write'>,
    { head, canWrite }: { head: TaskListHead; canWrite: boolean },
  ): Promise<MarkedCard> {
    const mark = head.hasSources ? await markOfHomes(grant) : '';
    const position = positionOf(head);
    return { id: head.id, title: head.title, canWrite, token: tokenOf(position, mark), position, mark };
  }

  #keptOf(id: DocumentId): Kept {
    const kept = this.#kept.get(id) ?? { token: null, made: new ResourcesOfList(id), resources: new Map() };
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    return kept;
  }
}

/** Where a log is, as a text. */
function positionOf({ epoch, seq }: Pick<TaskListHead, 'epoch' | 'seq'>): string {
  return `urn:x-plenum:${epoch}:${seq}`;
}

function tokenOf(position: string, mark: string): string {
  return mark === '' ? position : `${position}:${mark}`;
}
