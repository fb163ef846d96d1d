import { applyUpdate, type Doc } from 'yjs';
import {
  type CopyAbout,
  type CopyKey,
  type CopyRecord,
  type Owner,
  unsavedBySession,
  unsavedEditsIn,
} from './copy-record.ts';
import {
  type Addition,
  addToCopy,
  beginCopy,
  deleteCopy,
  describeCopy,
  readCopies,
  setCopyAside,
} from './copy-transactions.ts';
import { CopyWriter, type Loaded, NOTHING_LOADED } from './copy-writer.ts';
import { listenForNews, tellNews } from './device-news.ts';
import { keepFirmly } from './keep-firmly.ts';
import { LastingDatabase } from './lasting-database.ts';
import { readableRows } from './readable-rows.ts';
import { Sessions } from './sessions.ts';
import { claimDevice, forgetSaved, makeRoom } from './whole-device.ts';
import { withinPatience } from './within-patience.ts';

/** What the device had of a document. */
export interface LoadedCopy {
  /** What was loaded into it: its epoch, and the edits that only this device is known to have; null for nothing. */
  current: { epoch: string; edits: number } | null;
  /** Copies lie aside, for the person to decide about. */
  hasAside: boolean;
}

/** Where nothing is kept. */
const NOTHING: LoadedCopy = { current: null, hasAside: false };

/** Where a live document keeps itself. Nothing of it rejects: where nothing is kept, it says so. */
export interface LocalCopy {
  /** Stands as the origin of what is loaded. */
  readonly origin: object;
  /** The client ids of this page, and of earlier ones whose unsaved edits it goes on with. */
  readonly own: ReadonlySet<number>;
  /** Whether every edit lies on the device. */
  readonly isKept: boolean;
  /** Loads what the device has into an empty document. */
  load(doc: Doc, onChange: () => void): Promise<LoadedCopy>;
  /** Keeps the document from now on, under the epoch that the server told. */
  begin(epoch: string): void;
  /** Keeps an update; `isFirm` where the server does not get it at once. */
  add(pending: { update: Uint8Array; isEdit: boolean; isFirm: boolean }): void;
  /** All edits so far are saved on the server. */
  settle(): void;
  describe(about: Partial<CopyAbout>): void;
  /** Writes what waits; resolves once that is done, or was not taken in time. */
  flush(): Promise<void>;
  /** Keeps the copy apart for the person to decide about, if it has edits that the server hasn't. @returns whether it has */
  setAside(): Promise<boolean>;
  /** Deletes the copy. @returns whether it is gone */
  delete(): Promise<boolean>;
  /** Deletes every copy that has no edits but those the server has: this person is signed out. */
  deleteSaved(): Promise<void>;
  /** Writes what waits and lets go of the database. */
  close(): void;
}

/** For documents that are not kept. */
export class NoCopy implements LocalCopy {
  readonly origin = {};
  readonly isKept = false;
  own: ReadonlySet<number> = new Set();
  async load(doc: Doc): Promise<LoadedCopy> {
    this.own = new Set([doc.clientID]);
    return NOTHING;
  }
  begin(): void {}
  add(): void {}
  settle(): void {}
  describe(): void {}
  async flush(): Promise<void> {}
  async setAside(): Promise<boolean> {
    return false;
  }
  async delete(): Promise<boolean> {
    return true;
  }
  async deleteSaved(): Promise<void> {}
  close(): void {}
}

/** Milliseconds until a copy that could not be begun is tried again. */
const RETRY = 5000;

/** A document's copy in the database of this device. */
export class DeviceCopy implements LocalCopy {
  readonly origin = {};
  readonly #owner: Owner;
  readonly #document: string;
  #about: CopyAbout;
  readonly #database = new LastingDatabase({
    onLost: () => this.#writer?.confirm(),
    onGone: () => this.#stop(),
  });
  /** Whose the device was when the document was opened. */
  #since: string | null = null;
  #writer: CopyWriter | null = null;
  #key: CopyKey | null = null;
  #loaded: Loaded = NOTHING_LOADED;
  #isOff = false;
  #begun: Promise<void> = Promise.resolve();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #stopListening = () => {};
  readonly #sessions = new Sessions();

  constructor({ owner, document, about }: { owner: Owner; document: string; about: CopyAbout }) {
    this.#owner = owner;
    this.#document = document;
    this.#about = about;
  }

  get own(): ReadonlySet<number> {
    return this.#sessions.own;
  }

  get isKept(): boolean {
    return this.#writer?.isKept ?? false;
  }

  async load(doc: Doc, onChange: () => void): Promise<LoadedCopy> {
    this.#writer = new CopyWriter(doc, onChange);
    this.#sessions.begin(doc.clientID);
    try {
      return await withinPatience(this.#load(doc));
    } catch {
      this.#stop();
      return NOTHING;
    }
  }

  begin(epoch: string): void {
    if (!this.#key) this.#keepUnder({ person: this.#owner.id, document: this.#document, epoch });
  }

  add(pending: { update: Uint8Array; isEdit: boolean; isFirm: boolean }): void {
    this.#writer?.add(pending);
  }

  settle(): void {
    this.#writer?.settle();
  }

  describe(about: Partial<CopyAbout>): void {
    this.#about = { ...this.#about, ...about };
    const key = this.#key;
    if (key) this.#database.run((database) => describeCopy(database, { key, about })).catch(() => {});
  }

  async flush(): Promise<void> {
    await withinPatience(this.#flushed()).catch(() => {});
  }

  async setAside(): Promise<boolean> {
    const setAside = async () => {
      await this.#flushed();
      const wasKept = this.isKept;
      return (await this.#end(setCopyAside)) === true && wasKept;
    };
    return this.#lastThing(setAside(), false);
  }

  async delete(): Promise<boolean> {
    const remove = async () => {
      await this.#begun;
      const isGone = await this.#end(async (database, key) => {
        await deleteCopy(database, key);
        return true;
      });
      return isGone ?? this.#key === null;
    };
    return this.#lastThing(remove(), false);
  }

  async deleteSaved(): Promise<void> {
    await this.#flushed();
    await this.#database.run((database) => forgetSaved(database, this.#owner.id)).catch(() => {});
    tellNews();
    this.#writer?.confirm();
  }

  close(): void {
    void this.#flushed().finally(() => this.#stop());
  }

  async #load(doc: Doc): Promise<LoadedCopy> {
    const which = { person: this.#owner.id, document: this.#document };
    const here = await this.#database.run((database) => readCopies(database, which));
    this.#since = here.owner?.id ?? null;
    const hasAside = here.aside.length > 0;
    if (this.#isOff || !here.current) return { current: null, hasAside };
    const { record, rows } = here.current;
    if (readableRows(rows).length < rows.length) return this.#giveUp(record, hasAside);
    await this.#sessions.takeOver(Object.keys(unsavedBySession(record)).map(Number));
    if (this.#isOff) return NOTHING;
    doc.transact(() => {
      for (const row of rows) applyUpdate(doc, row, this.origin);
    }, this.origin);
    this.#loaded = loadedFrom(record, rows);
    this.#keepUnder(record);
    return { current: { epoch: record.epoch, edits: unsavedEditsIn(record) }, hasAside };
  }

  /** A damaged copy is not gone on with: what can be read of its unsaved edits is the person's to take along. */
  async #giveUp(record: CopyRecord, hasAside: boolean): Promise<LoadedCopy> {
    const isAside = await this.#database.run((database) => setCopyAside(database, record));
    // A new one would have the same key.
    if (isAside) this.#stop();
    return { current: null, hasAside: hasAside || isAside };
  }

  #keepUnder({ person, document, epoch }: CopyKey): void {
    this.#key = { person, document, epoch };
    if (!this.#isOff) this.#begun = this.#begin(this.#key);
  }

  async #begin(key: CopyKey): Promise<void> {
    try {
      if (!(await this.#database.run((database) => this.#claimAndBegin(database, key)))) return this.#stop();
    } catch {
      if (!this.#isOff) this.#retry = setTimeout(() => this.#begin(key), RETRY);
      return;
    }
    if (this.#isOff) return;
    this.#stopListening = listenForNews(() => this.#writer?.confirm());
    this.#writer?.start({
      add: (addition) => this.#add(key, addition),
      loaded: this.#loaded,
    });
  }

  async #add(key: CopyKey, addition: Addition): Promise<number | null> {
    const number = await this.#database.run((database) => addToCopy(database, { key, addition }));
    if (number !== null && addition.isFirm) void keepFirmly();
    return number;
  }

  async #claimAndBegin(database: IDBDatabase, key: CopyKey): Promise<boolean> {
    // Not before the server has said that this person is who is signed in: the page may be an old one.
    if (!(await claimDevice(database, this.#owner, this.#since))) return false;
    if (!(await beginCopy(database, { key, about: this.#about, now: Date.now() }))) return false;
    await makeRoom(database, { spare: key });
    return true;
  }

  async #flushed(): Promise<void> {
    await this.#begun;
    await this.#writer?.flush();
  }

  /** Keeps nothing more, and does a last thing with the copy. */
  async #end<T>(act: (database: IDBDatabase, key: CopyKey) => Promise<T>): Promise<T | null> {
    const key = this.#key;
    this.#writer?.stop();
    try {
      return key ? await this.#database.run((database) => act(database, key)) : null;
    } catch {
      return null;
    } finally {
      this.#stop();
      tellNews();
    }
  }

  /** Goes on without the device where it does not answer. */
  async #lastThing<T>(work: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await withinPatience(work);
    } catch {
      this.#stop();
      return otherwise;
    }
  }

  #stop(): void {
    this.#isOff = true;
    clearTimeout(this.#retry);
    this.#sessions.end();
    this.#writer?.stop();
    this.#stopListening();
    this.#database.close();
  }
}

function loadedFrom(record: CopyRecord, rows: readonly Uint8Array[]): Loaded {
  const sessions = Object.keys(unsavedBySession(record));
  return {
    before: record.next,
    count: rows.length,
    bytes: rows.reduce((sum, row) => sum + row.length, 0),
    first: rows[0]?.length ?? 0,
    open: Object.fromEntries(sessions.map((session) => [session, record.made[session] ?? 0])),
  };
}
