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
import { ResourcesOfList } from './resources.ts';
import type { Condition, ListCard, ListChanges, OpenList, Resource, TaskLists } from './task-lists.ts';

const TOKEN = /^urn:x-plenum:([0-9a-f-]{36}):(\d{1,10})$/;

/** Lists that are kept as they were read: programs ask for one many times, and for each of its tasks. */
const MOST_KEPT = 20;

/** Lists at which it is asked at once what somebody may do there. */
const AT_ONCE = 50;

interface Kept {
  token: string | null;
  made: ResourcesOfList;
  resources: ReadonlyMap<string, Resource>;
}

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
      const some = heads.slice(at, at + AT_ONCE).map((head) => this.#cardOf(actor, head));
      cards.push(...(await Promise.all(some)).filter((card) => card !== null));
    }
    return cards;
  }

  async find(actor: Actor, id: DocumentId): Promise<ListCard> {
    const { grant, access } = await authorizeOpening(this.#db, { actor, on: id });
    return cardFrom(await getTaskListHead(grant), access === 'write');
  }

  async read(actor: Actor, id: DocumentId): Promise<OpenList> {
    const card = await this.find(actor, id);
    const kept = this.#keptOf(id);
    if (kept.token !== card.token) {
      const grant = await authorize(this.#db, { actor, action: 'document.read', on: id });
      const { epoch, seq, updates } = await getDocumentUpdates(grant);
      const token = tokenOf({ epoch, seq });
      if (kept.token !== token) {
        kept.resources = updateFromChange(updates, (doc) => kept.made.read(doc)).result;
        kept.token = token;
      }
      return { ...card, token, resources: kept.resources };
    }
    return { ...card, resources: kept.resources };
  }

  async changesSince(
    actor: Actor,
    { id, token }: { id: DocumentId; token: string },
  ): Promise<ListChanges | null> {
    const { grant } = await authorizeOpening(this.#db, { actor, on: id });
    const head = await getTaskListHead(grant);
    const [, epoch, digits] = TOKEN.exec(token) ?? [];
    const seq = Number(digits);
    if (epoch !== head.epoch || seq > head.seq) return null;
    if (seq === head.seq) return { token, changed: [], gone: [] };
    const list = await this.read(actor, id);
    const state = await getPastTasks(grant, seq);
    const past = updateFromChange([state], (doc) => this.#keptOf(id).made.readBeside(doc)).result;
    return {
      token: list.token,
      changed: [...list.resources.values()].filter(({ name, etag }) => past.get(name)?.etag !== etag),
      gone: [...past.keys()].filter((name) => !list.resources.has(name)),
    };
  }

  async put(
    actor: Actor,
    { id: documentId, ...sent }: { id: DocumentId; name: string; text: string } & Condition,
  ): Promise<boolean> {
    const grant = await this.#toWrite(actor, documentId);
    const zone = await this.#zoneOf(actor);
    return changeNow(grant, (doc) => putTask(doc, { documentId, ...sent, zone, now: new Date() }));
  }

  async remove(
    actor: Actor,
    { id: documentId, ...sent }: { id: DocumentId; name: string } & Condition,
  ): Promise<void> {
    const grant = await this.#toWrite(actor, documentId);
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
  async #cardOf(actor: Actor, head: TaskListHead): Promise<ListCard | null> {
    try {
      const { access } = await authorizeOpening(this.#db, { actor, on: head.id });
      return cardFrom(head, access === 'write');
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return null;
      throw error;
    }
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

function cardFrom(head: TaskListHead, canWrite: boolean): ListCard {
  return { id: head.id, title: head.title, canWrite, token: tokenOf(head) };
}

function tokenOf({ epoch, seq }: Pick<TaskListHead, 'epoch' | 'seq'>): string {
  return `urn:x-plenum:${epoch}:${seq}`;
}
