import type { Access } from '@plenum/protocol/messages';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observer } from './observer.ts';

/** Seconds up to which durations are told apart. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What is read whenever somebody asks. */
export interface Levels {
  /** Open documents. */
  rooms: { readonly size: number };
  connections: Iterable<{ readonly isPerson: boolean; readonly access: Access }>;
  /** What waits to be stored. */
  journal: { readonly waiting: { updates: number; bytes: number } };
  /** The worker thread's jobs. */
  collector: { readonly waiting: number };
}

/**
 * What the process does, for Prometheus (text format 0.0.4): the metrics that prom-client has of every Node process, its loop's
 * delay among them, and the live server's own. Labels are words out of closed lists: nobody, no document and no address.
 */
export class Metrics {
  readonly #registry = new Registry();
  /** Counts what it is told. */
  readonly observer: Observer;

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    this.observer = countingObserver(this.#registry);
  }

  /** Begins to tell how much there is. To be called once. */
  measure({ rooms, connections, journal, collector }: Levels): void {
    const registers = [this.#registry];
    const gauge = (name: string, help: string, read: () => number): void => {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    };
    gauge('plenum_rooms', 'Open documents', () => rooms.size);
    gauge('plenum_log_waiting_updates', 'Updates not stored yet', () => journal.waiting.updates);
    gauge('plenum_log_waiting_bytes', 'Bytes that they take', () => journal.waiting.bytes);
    gauge('plenum_worker_waiting_jobs', 'Jobs in the worker and before it', () => collector.waiting);
    new Gauge({
      name: 'plenum_sockets',
      help: 'Open sockets',
      labelNames: ['kind', 'access'],
      registers,
      collect() {
        for (const kind of ['person', 'guest'])
          for (const access of ['read', 'write']) this.set({ kind, access }, 0);
        for (const { isPerson, access } of connections)
          this.inc({ kind: isPerson ? 'person' : 'guest', access });
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything, as text. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

function countingObserver(registry: Registry): Observer {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name, help, buckets: BUCKETS, registers });
  const received = counter('plenum_updates_received_total', 'Updates of clients', 'outcome');
  const messages = counter('plenum_messages_sent_total', 'Messages to clients', 'type');
  // Found once, since this is counted for every message to everybody.
  const sent = {
    update: messages.labels({ type: 'update' }),
    step2: messages.labels({ type: 'step2' }),
    awareness: messages.labels({ type: 'awareness' }),
    other: messages.labels({ type: 'other' }),
  };
  const closed = counter('plenum_sockets_closed_total', 'Sockets that the server closed', 'code');
  const heard = counter('plenum_bus_events_total', 'What the bus told', 'type');
  const rows = counter('plenum_log_rows_total', 'Rows stored');
  const failures = counter('plenum_log_failures_total', 'Commits that failed and are tried again');
  const notRead = counter('plenum_reads_failed_total', 'Readings that failed and are repeated', 'kind');
  const commit = histogram('plenum_log_commit_seconds', 'How long commits took');
  const acknowledgement = histogram(
    'plenum_acknowledgement_seconds',
    'How long clients waited to hear that what they sent is stored',
  );
  return {
    received: (outcome) => received.inc({ outcome }),
    sent: (what) => sent[what].inc(),
    acknowledged: (milliseconds) => acknowledgement.observe(milliseconds / 1_000),
    closed: (code) => closed.inc({ code }),
    stored(done) {
      commit.observe(done.milliseconds / 1_000);
      rows.inc(done.rows);
    },
    notStored: () => failures.inc(),
    notRead: (kind) => notRead.inc({ kind }),
    heard: (type) => heard.inc({ type }),
  };
}
