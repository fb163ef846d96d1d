import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as Y from 'yjs';
import { Child } from './child.mjs';
import { startPlenum } from './plenum.mjs';

/** The servers that are measured, in the order of the table, and what each is. */
export const SERVERS = {
  relay: 'bare ws relay, a frame an operation',
  'y-websocket': 'y-websocket’s server, in memory',
  hocuspocus: 'Hocuspocus 4.7.0 as shipped, in memory',
  plenum: 'Plenum, durable in PostgreSQL',
  'plenum-unstored': 'Plenum, storing nothing',
};

const WIRES = { relay: 'relay', 'y-websocket': 'y-protocols', hocuspocus: 'hocuspocus' };

/**
 * What a server is to have: documents, and seats for so many who write and who only read. `seed`: the state that every document
 * begins with, and updates that came after it, a row each in Plenum's log.
 * @typedef {object} Wanted
 * @property {number} documents
 * @property {number} writers
 * @property {number} readers
 * @property {{ state: Uint8Array, tail: Uint8Array[] }} [seed]
 * @property {number} [nodes] processes on one database; Plenum only
 */

/**
 * A running server.
 * @typedef {object} Target
 * @property {'relay' | 'hocuspocus' | 'y-protocols'} wire
 * @property {Child[]} children its processes
 * @property {() => number} databaseCpu CPU milliseconds of the database so far
 * @property {(seat: { document: number, kind: 'writers' | 'readers', number: number, node?: number }) =>
 *   { name: string, url: string, headers: Record<string, string> }} seat
 * @property {(signal?: NodeJS.Signals) => Promise<void>} restart ends it and starts it again, on the same ports where it can
 * @property {(document: number) => Promise<object>} [stored] what the log has of a document; Plenum only
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a server.
 * @param {Wanted & { server: keyof typeof SERVERS, cluster: { url: string, pid: number } }} given
 * @returns {Promise<Target>}
 */
export async function startServer({ server, cluster, ...wanted }) {
  if (Object.hasOwn(WIRES, server)) return startPeer(server, wanted);
  return startPlenum(wanted, { cluster, isStored: server === 'plenum' });
}

async function startPeer(server, { seed }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'plenum-bench-'));
  const file = path.join(folder, 'seed');
  if (seed) writeFileSync(file, Y.mergeUpdates([seed.state, ...seed.tail]));
  const child = new Child({
    program: new URL(`./${server}-program.mjs`, import.meta.url),
    env: seed ? { BENCH_SEED: file } : {},
  });
  let port = await child.start();
  return {
    wire: WIRES[server],
    children: [child],
    databaseCpu: () => 0,
    seat: ({ document }) => ({
      name: `document-${document}`,
      url: `ws://127.0.0.1:${port}/document-${document}`,
      headers: {},
    }),
    async restart(signal) {
      await child.stop(signal);
      port = await child.start();
    },
    async stop() {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
