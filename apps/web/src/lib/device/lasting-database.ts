import { openDeviceDatabase } from './device-database.ts';

/** The errors of a connection that the browser has dropped; its transactions are not kept. */
const DROPPED: ReadonlySet<string> = new Set(['InvalidStateError', 'UnknownError']);

/** The database of this device for as long as a document is open: a connection that the browser drops is opened again. */
export class LastingDatabase {
  readonly #onLost: () => void;
  readonly #onGone: () => void;
  #connection: Promise<IDBDatabase> | null = null;
  #wasOpen = false;
  #isClosed = false;

  /**
   * @param onLost hears that the browser has dropped the connection; what the database held may be gone with it
   * @param onGone hears that the database is no longer there, or is another window's
   */
  constructor({ onLost, onGone }: { onLost: () => void; onGone: () => void }) {
    this.#onLost = onLost;
    this.#onGone = onGone;
  }

  /** Does something with it; what can be done twice, since with a new connection it is tried once more. */
  async run<T>(act: (database: IDBDatabase) => Promise<T>): Promise<T> {
    const connection = this.#open();
    try {
      return await act(await connection);
    } catch (error) {
      if (this.#isClosed || !(error instanceof DOMException) || !DROPPED.has(error.name)) throw error;
      this.#drop(connection);
      return act(await this.#open());
    }
  }

  close(): void {
    this.#isClosed = true;
    if (this.#connection !== null) this.#drop(this.#connection);
  }

  #open(): Promise<IDBDatabase> {
    if (this.#isClosed) throw new Error('The database of this device was let go of.');
    if (!this.#connection) {
      const connection = this.#connect();
      this.#connection = connection;
      connection.catch(() => this.#drop(connection));
    }
    return this.#connection;
  }

  async #connect(): Promise<IDBDatabase> {
    try {
      const database = await openDeviceDatabase({
        // One that was deleted meanwhile is not made again.
        isMade: !this.#wasOpen,
        onLost: () => {
          this.#connection = null;
          if (!this.#isClosed) this.#onLost();
        },
        onOvertaken: this.#onGone,
      });
      this.#wasOpen = true;
      return database;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') this.#onGone();
      throw error;
    }
  }

  #drop(connection: Promise<IDBDatabase>): void {
    if (this.#connection === connection) this.#connection = null;
    connection.then(
      (database) => database.close(),
      () => {},
    );
  }
}
