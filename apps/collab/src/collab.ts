import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@plenum/database/client';
import { GroupCommit } from '@plenum/database/log/group-commit';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import type { DocumentId } from '@plenum/domain/ids';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import { CLOSE } from '@plenum/protocol/close-codes';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { Environment } from './env.ts';
import { Collector } from './projection/collector.ts';
import { compact } from './projection/compaction.ts';
import { ProjectionThread } from './projection/projection-thread.ts';
import { Projector } from './projection/projector.ts';
import type { RoomPorts } from './room/ports.ts';
import { Rooms } from './room/rooms.ts';
import { systemClock as clock } from './system-clock.ts';
import { AccessWatch } from './transport/access-watch.ts';
import { admit, decideAccess } from './transport/admission.ts';
import { CLOSE_TIMEOUT } from './transport/closing.ts';
import { Gate } from './transport/gate.ts';
import { Health } from './transport/health.ts';
import { Heartbeat } from './transport/heartbeat.ts';
import { LiveSocket } from './transport/live-socket.ts';
import { publicApp } from './transport/public-app.ts';
import { Quota } from './transport/quota.ts';
import { takeUpgrades } from './transport/upgrades.ts';
import { webProxy } from './transport/web-proxy.ts';

/** Bytes of one message that ws takes at all; the protocol's own limit is lower and has its own close code. */
const MAX_PAYLOAD = 16 * 1024 * 1024;
/** Milliseconds for a request's head to come, and for the log to take what is pending. */
const HEAD_TIMEOUT = 5_000;
const DRAIN_TIMEOUT = 7_000;

/** The running server. */
export interface Collab {
  port: number;
  /** Stores what is pending, ends every socket and request, and stops; within 10 seconds. */
  stop(): Promise<void>;
}

/** Puts the server together and starts it. */
export async function startCollab({
  env,
  db,
  log,
}: {
  env: Pick<
    Environment,
    'port' | 'publicUrl' | 'databaseUrl' | 'webPort' | 'builtFolder' | 'trustedProxies' | 'isDevelopment'
  >;
  db: Database;
  log: Logger;
}): Promise<Collab> {
  const updates = postgresLog(db.pool);
  const collector = new Collector({ url: new URL('./projection/worker.js', import.meta.url) });
  const projector = new Projector({
    clock,
    projections: postgresProjections(db.pool, { version: PROJECTION_VERSION }),
    thread: new ProjectionThread({
      url: new URL('./projection/projection-worker.js', import.meta.url),
      place: { databaseUrl: env.databaseUrl, origin: env.publicUrl.origin },
    }),
    onFailed: (documentId, err) => log.warn({ err, documentId }, 'a document could not be projected'),
    onPaused: (err) => log.warn({ err }, 'projecting pauses, trying again'),
  });
  const journal = new GroupCommit({
    log: updates,
    onFailure: (err) => log.error({ err }, 'updates could not be stored, trying again'),
    onCommit(rows) {
      for (const [documentId, seq] of rows) {
        void db.bus.publish({ type: 'rows', documentId, seq });
        projector.committed(documentId);
      }
    },
  });
  let isStopping = false;
  const compactOrLog = async (documentId: DocumentId): Promise<void> => {
    if (isStopping) return;
    try {
      await compact({ log: updates, collector }, documentId);
    } catch (err) {
      log.warn({ err, documentId }, 'a snapshot could not be made');
    }
  };
  const ports: RoomPorts = {
    clock,
    log: updates,
    journal,
    collect: (state) => collector.collect([state], { isAwaited: true }),
    compact: compactOrLog,
  };
  const watch = new AccessWatch({ clock, decide: (question) => decideAccess(db, question) });
  const rooms = new Rooms({ ports, reauthorise: (connection) => watch.recheck(connection) });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
    WebSocket: LiveSocket,
  });
  const heartbeat = new Heartbeat({ clock, rooms });
  const gate = new Gate({
    sockets,
    rooms,
    watch,
    quota: new Quota(),
    heartbeat,
    clock,
    log,
    publicOrigin: env.publicUrl.origin,
    admit: (request) => admit(db, request),
  });
  const health = new Health({ pool: db.pool, webPort: env.webPort });
  const web = webProxy({ port: env.webPort, publicUrl: env.publicUrl, trustedProxies: env.trustedProxies });
  const server = createServer(
    { headersTimeout: HEAD_TIMEOUT, connectionsCheckingInterval: 1_000 },
    publicApp({ health, web, builtFolder: env.builtFolder }),
  );
  takeUpgrades(server, { gate, web: env.isDevelopment ? web : null });
  const unsubscribe = await db.bus.subscribe((event) => {
    watch.hear(event);
    rooms.hear(event);
    projector.hear(event);
  });
  projector.start();
  const port = await listen(server, env.port);
  return {
    port,
    async stop() {
      isStopping = true;
      health.stopping();
      gate.close();
      for (const ws of sockets.clients) ws.pause();
      await Promise.race([journal.drained(), timeout(DRAIN_TIMEOUT)]);
      rooms.closeAll(CLOSE.restarting);
      for (const ws of sockets.clients) ws.resume();
      // Until here a request is answered, by 503, and those under way may come to their end.
      await Promise.race([Promise.all([allClosed(sockets), closed(server)]), timeout(CLOSE_TIMEOUT)]);
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      heartbeat.close();
      watch.close();
      unsubscribe();
      await collector.close();
      await projector.close();
    },
  };
}

/** Resolves with the port, which the system chooses for port 0. */
async function listen(server: Server, port: number): Promise<number> {
  server.listen(port);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Resolves when no connection is left. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

async function allClosed(sockets: WebSocketServer): Promise<void> {
  await Promise.all([...sockets.clients].map((ws) => once(ws, 'close')));
}

function timeout(milliseconds: number): Promise<void> {
  return delay(milliseconds, undefined, { ref: false });
}
