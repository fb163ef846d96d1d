import type { BusEvent } from '@plenum/database/bus/bus';
import { isNews, NEWS, type News } from '@plenum/domain/documents/news';
import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { CloseCode } from '@plenum/protocol/close-codes';
import type { Connection } from './connection.ts';
import type { RoomPorts } from './ports.ts';
import { Room, type RoomOptions } from './room.ts';

/** A room that does not close while it is held. */
export interface Lease {
  room: Room;
  /** To be called once, after joining or giving up. */
  release(): void;
}

interface Entry {
  opening: Promise<Room>;
  /** Null while it is being opened. */
  room: Room | null;
  leases: number;
  /** Something was written while it was being opened. */
  heard: boolean;
}

/**
 * The open rooms of this process. A room is dropped in the very moment in which nobody holds or uses it and everything is
 * committed; there is nothing in between to come back into.
 */
export class Rooms {
  readonly #ports: RoomPorts;
  readonly #reauthorise: (connection: Connection) => Promise<void>;
  readonly #entries = new Map<DocumentId, Entry>();

  constructor({
    ports,
    reauthorise,
  }: { ports: RoomPorts; reauthorise: (connection: Connection) => Promise<void> }) {
    this.#ports = ports;
    this.#reauthorise = reauthorise;
  }

  get size(): number {
    return this.#entries.size;
  }

  /**
   * Opens a document's room, or finds it open. Rejects when it cannot be loaded: a document is never shown blank instead.
   * @throws AppError `not_found` for a document that is not there.
   */
  async acquire(documentId: DocumentId): Promise<Lease> {
    const entry = this.#entries.get(documentId) ?? this.#open(documentId);
    entry.leases += 1;
    const release = (): void => {
      entry.leases -= 1;
      this.#dropIfIdle(documentId, entry);
    };
    try {
      return { room: await entry.opening, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Takes in what other processes say. */
  hear(event: BusEvent): void {
    if (event.type === 'rows') this.#hearOfRows(event.documentId, event.seq);
    if (isNewsEvent(event)) this.#entries.get(event.documentId)?.room?.tellNews(event.type);
    if (event.type !== 'missed') return;
    for (const [documentId, { room }] of this.#entries) {
      this.#hearOfRows(documentId, null);
      for (const news of NEWS) room?.tellNews(news);
    }
  }

  /** The open rooms. */
  *opened(): Generator<Room> {
    for (const { room } of this.#entries.values()) if (room) yield room;
  }

  /** A document's room, if it is open here. */
  find(documentId: DocumentId): Room | null {
    return this.#entries.get(documentId)?.room ?? null;
  }

  /** Sends every connection a sign of life. */
  sendSignOfLife(): void {
    for (const { room } of this.#entries.values()) room?.sendSignOfLife();
  }

  /** Ends every connection. */
  closeAll(code: CloseCode): void {
    for (const { room } of this.#entries.values()) room?.closeAll(code);
  }

  #open(documentId: DocumentId): Entry {
    const opening = this.#load(documentId, {
      onQuiet: () => this.#dropIfIdle(documentId, entry),
      onSpoilt: () => this.#drop(documentId, entry),
    });
    const entry: Entry = { opening, room: null, leases: 0, heard: false };
    this.#entries.set(documentId, entry);
    entry.opening.then(
      (room) => {
        entry.room = room;
        if (entry.heard) room.heardOf(null);
        this.#dropIfIdle(documentId, entry);
      },
      () => this.#entries.delete(documentId),
    );
    return entry;
  }

  async #load(documentId: DocumentId, listeners: Pick<RoomOptions, 'onQuiet' | 'onSpoilt'>): Promise<Room> {
    const opening = await this.#ports.log.open(documentId);
    if (!opening) throw notFound();
    return new Room({
      documentId,
      ports: this.#ports,
      opening,
      reauthorise: this.#reauthorise,
      ...listeners,
    });
  }

  #hearOfRows(documentId: DocumentId, seq: number | null): void {
    const entry = this.#entries.get(documentId);
    if (entry?.room) entry.room.heardOf(seq);
    else if (entry) entry.heard = true;
  }

  #dropIfIdle(documentId: DocumentId, entry: Entry): void {
    if (entry.leases === 0 && entry.room?.isIdle) this.#drop(documentId, entry);
  }

  #drop(documentId: DocumentId, entry: Entry): void {
    if (this.#entries.get(documentId) !== entry) return;
    this.#entries.delete(documentId);
    entry.room?.dispose();
  }
}

function isNewsEvent(event: BusEvent): event is Extract<BusEvent, { type: News }> {
  return isNews(event.type);
}
