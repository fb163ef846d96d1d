import type { BusEvent } from '@plenum/database/bus/bus';
import type { CloseCode } from '@plenum/protocol/close-codes';
import type { RoomObserver } from '../room/ports.ts';

/** What a message to a client is about. */
export type Sent = 'update' | 'step2' | 'awareness' | 'other';

/** What is read to know what other processes do: a document's rows, which documents have newer ones, and changes of access. */
export type Read = 'rows' | 'newer' | 'access';

/** Told what happens, to be counted; neither of whom nor of which document. */
export interface Observer extends RoomObserver {
  /** A message was handed to a socket. */
  sent(what: Sent): void;
  /** So many milliseconds after it had come a client's frame was acknowledged. */
  acknowledged(milliseconds: number): void;
  /** The server has closed a socket, or let nobody in. */
  closed(code: CloseCode): void;
  /** The database has taken so many rows within so many milliseconds. */
  stored(commit: { milliseconds: number; rows: number }): void;
  /** It has not. */
  notStored(): void;
  /** It has not told what was asked, which is asked again. */
  notRead(what: Read): void;
  /** The bus has told something. */
  heard(type: BusEvent['type']): void;
}

/** Counts nothing. */
export const unobserved: Observer = {
  received() {},
  sent() {},
  acknowledged() {},
  closed() {},
  stored() {},
  notStored() {},
  notRead() {},
  heard() {},
};
