import type { Author } from '@plenum/database/log/log';
import { NEWS, type News } from '@plenum/domain/documents/news';
import { CLOSE, type CloseCode } from '@plenum/protocol/close-codes';
import type { Identity } from '@plenum/protocol/identity';
import { type Access, encodeMessage } from '@plenum/protocol/messages';
import { Acknowledgements } from './acknowledgements.ts';
import { Bucket } from './bucket.ts';
import type { Clock, Socket } from './ports.ts';

/** Who connects, and as what. */
export interface Participant {
  author: Author;
  identity: Identity;
  access: Access;
  /** Reads by a share link: is shown the collected state only, and neither sees nor is seen. */
  isLinkReader: boolean;
  /** What it is told of. */
  hears: ReadonlySet<News>;
  /** Announced that it knows Plenum's own messages. */
  isAnnounced: boolean;
}

/** What the room last asked of a connection by step 1. */
export type Question =
  /** Nothing is open. */
  | { kind: 'none' }
  /** The step 2 is awaited. When `last`, one that cannot be accepted either ends the connection. */
  | { kind: 'open'; last: boolean };

const KIB = 1_024;
/** Bytes that may wait for the network: above the lower what others do is left out, above the higher and the last answer it ends. */
const MAX_LIVE = 256 * KIB;
const MAX_BUFFERED = 1_024 * KIB;
/** Bytes that the network has to take of a connection that is behind, and in how many milliseconds. */
const PACE = { bytes: 64 * KIB, time: 30_000 } as const;
/**
 * Bytes that have to come in so many milliseconds while a step 2 that makes up for left out frames is on its way, more than
 * signs of life have, and how long that may go on.
 */
const ANSWER = { bytes: 16 * KIB, time: 30_000, most: 600_000 } as const;

const MESSAGES = new Map(NEWS.map((type) => [type, encodeMessage({ type })]));

/** One socket in a room: what it may do, what it was told, and what it waits for. */
export class Connection {
  readonly identity: Identity;
  readonly author: Author;
  readonly isLinkReader: boolean;
  /** Client ids that are this connection's own. */
  readonly clients = new Set<number>();
  readonly acknowledgements = new Acknowledgements();
  /** Step 1 costs the server a whole document. */
  readonly questions: Bucket;
  readonly presences: Bucket;
  access: Access;
  hears: ReadonlySet<News>;
  question: Question = { kind: 'none' };
  /** While its access is being decided again, nothing is acknowledged. */
  isHeld = false;
  #isOpen = true;
  #answerBytes = 0;
  /** Left out of what others do until nothing waits for the network any more. */
  #isBehind = false;
  #cancelPace: (() => void) | null = null;
  #cancelDeadline: (() => void) | null = null;
  readonly #isAnnounced: boolean;
  readonly #socket: Socket;
  readonly #clock: Clock;

  constructor({ participant, socket, clock }: { participant: Participant; socket: Socket; clock: Clock }) {
    this.author = participant.author;
    this.identity = participant.identity;
    this.access = participant.access;
    this.isLinkReader = participant.isLinkReader;
    this.hears = participant.hears;
    this.#isAnnounced = participant.isAnnounced;
    this.#socket = socket;
    this.#clock = clock;
    const now = clock.now();
    this.questions = new Bucket({ capacity: 20, perSecond: 1, now });
    this.presences = new Bucket({ capacity: 300, perSecond: 100, now });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The same for all connections of a person, or of a share link. */
  get actor(): string {
    return `${this.author.kind} ${this.author.id ?? ''}`;
  }

  get isPerson(): boolean {
    return this.author.kind === 'person';
  }

  /** Sees who is there, and is seen: a guest only while they may write. */
  get isPresent(): boolean {
    return !this.isLinkReader && (this.access === 'write' || !this.identity.isGuest);
  }

  /** Sends a message; closes instead when too many are waiting for the network. */
  send(message: Uint8Array): void {
    if (!this.#isOpen) return;
    if (this.#socket.buffered > MAX_BUFFERED + this.#answerBytes) this.close(CLOSE.tooSlow);
    else this.#socket.send(message);
  }

  /** Sends what others do, unless too much waits for the network: told once, and from then on it is left out. */
  sendLive(message: Uint8Array): 'taken' | 'tooMuchWaits' {
    if (!this.#isOpen || this.#isBehind) return 'taken';
    if (this.#socket.buffered > MAX_LIVE) return 'tooMuchWaits';
    this.#socket.send(message);
    return 'taken';
  }

  /** Leaves out what others do until nothing waits any more, and calls back then. Ends a connection that is too slow for that. */
  fallBehind(onCaughtUp: () => void): void {
    this.#isBehind = true;
    this.#watchPace();
    this.#socket.whenDrained(() => {
      this.#cancelPace?.();
      this.#isBehind = false;
      if (this.#isOpen) onCaughtUp();
    });
    if (this.#socket.buffered > MAX_BUFFERED + this.#answerBytes) this.close(CLOSE.tooSlow);
  }

  #watchPace(): void {
    const before = this.#socket.buffered;
    this.#cancelPace = this.#clock.after(PACE.time, () => {
      if (before - this.#socket.buffered < PACE.bytes) this.close(CLOSE.tooSlow);
      else this.#watchPace();
    });
  }

  /** Sends what answers a step 1, which may be larger than what is allowed to wait otherwise. */
  sendAnswer(messages: readonly Uint8Array[]): void {
    const bytes = messages.reduce((sum, { length }) => sum + length, 0);
    for (const message of messages) {
      this.send(message);
      this.#answerBytes = bytes;
    }
  }

  /** Asks for what a state vector lacks. */
  ask(vector: Uint8Array): void {
    this.send(encodeMessage({ type: 'step1', vector }));
  }

  /** Closes the socket, unless the left out frames are made up for in time. A slow network is waited for as long as it brings something. */
  awaitAnswer(): void {
    if (!this.#cancelDeadline) this.#watchAnswer(this.#clock.now() + ANSWER.most);
  }

  #watchAnswer(end: number): void {
    const before = this.#socket.received;
    this.#cancelDeadline = this.#clock.after(ANSWER.time, () => {
      if (this.#socket.received - before < ANSWER.bytes || this.#clock.now() >= end)
        this.close(CLOSE.protocol);
      else this.#watchAnswer(end);
    });
  }

  /** The question is answered, or needs no answer any more. */
  answered(): void {
    this.question = { kind: 'none' };
    this.#cancelDeadline?.();
    this.#cancelDeadline = null;
  }

  /** Tells the document's epoch, if it wants to know. */
  tellEpoch(epoch: string): void {
    if (this.#isAnnounced) this.send(encodeMessage({ type: 'epoch', epoch }));
  }

  /** Tells what the connection may do, if it wants to know. */
  tellAccess(): void {
    if (this.#isAnnounced) this.send(encodeMessage({ type: 'access', access: this.access }));
  }

  /** Tells what is other about the document, if it wants to know and may. */
  tellNews(news: News): void {
    const message = MESSAGES.get(news);
    if (message && this.#isAnnounced && this.hears.has(news)) this.send(message);
  }

  /** Tells what has become durable, if anything has. */
  acknowledge(committed: number): void {
    if (this.isHeld) return;
    const frames = this.acknowledgements.take(committed);
    if (frames !== null && this.#isAnnounced) this.send(encodeMessage({ type: 'acknowledgement', frames }));
  }

  /** Closes the socket for good. */
  close(code: CloseCode): void {
    if (!this.#isOpen) return;
    this.closed();
    this.#socket.close(code);
  }

  /** The socket is closed. */
  closed(): void {
    this.#isOpen = false;
    this.#cancelPace?.();
    this.answered();
  }
}
