import * as Y from 'yjs';
import type { Connection } from '../room/connection.ts';
import type { Room } from '../room/room.ts';
import { Rooms } from '../room/rooms.ts';
import { fakePorts } from './fakes.ts';

/** The one document that tests of rooms have. */
export const documentId = '0192f000-0000-7000-8000-000000000001';

/** Rooms on fakes, with an empty document. */
export class RoomKit {
  readonly fakes = fakePorts();
  readonly clock = this.fakes.clock;
  readonly journal = this.fakes.journal;
  readonly log = this.fakes.log;
  readonly ports = this.fakes.ports;
  reauthorise: (connection: Connection) => Promise<void> = async () => {};
  readonly rooms = new Rooms({
    ports: this.ports,
    reauthorise: (connection) => this.reauthorise(connection),
  });

  constructor() {
    this.log.create(documentId);
  }

  /** The document's room, to be joined at once. */
  async open(): Promise<Room> {
    const { room, release } = await this.rooms.acquire(documentId);
    setImmediate(release);
    return room;
  }

  /** The committed text. */
  async storedText(): Promise<string> {
    const doc = new Y.Doc();
    const opening = await this.log.open(documentId);
    for (const { update } of opening?.tail ?? []) Y.applyUpdate(doc, update);
    return doc.getText('content').toString();
  }
}
