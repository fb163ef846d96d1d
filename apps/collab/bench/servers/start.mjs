import { Child } from './child.mjs';
import { startPlenum } from './plenum.mjs';

/** The servers that are measured, in the order of the table, and what each is. */
export const SERVERS = {
  relay: 'bare ws relay, a frame an operation',
  'y-websocket': 'y-websocket’s server, in memory',
  hocuspocus: 'Hocuspocus 4.7.0 as shipped, in memory',
  plenum: 'Plenum, durable in PostgreSQL',
};

const WIRES = { relay: 'relay', 'y-websocket': 'y-protocols', hocuspocus: 'hocuspocus' };

/**
 * A running server.
 * @typedef {object} Target
 * @property {'relay' | 'hocuspocus' | 'y-protocols'} wire
 * @property {Child} child
 * @property {() => number} databaseCpu CPU milliseconds of the database so far
 * @property {(seat: { document: number, kind: 'writers' | 'readers', number: number }) =>
 *   { name: string, url: string, headers: Record<string, string> }} seat
 * @property {(signal: NodeJS.Signals) => Promise<void>} restart ends it and starts it again on the same port
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a server that has so many documents, and seats for so many who write and who only read.
 * @param {{ server: keyof typeof SERVERS, documents: number, writers: number, readers: number,
 *   cluster: { url: string, pid: number } }} wanted
 * @returns {Promise<Target>}
 */
export async function startServer({ server, cluster, ...wanted }) {
  return server === 'plenum' ? startPlenum(wanted, cluster) : startPeer(server);
}

async function startPeer(server) {
  const child = new Child({ program: new URL(`./${server}-program.mjs`, import.meta.url) });
  let port = await child.start();
  return {
    wire: WIRES[server],
    child,
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
    stop: () => child.stop(),
  };
}
