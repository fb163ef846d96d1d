import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { forgetAccessChanges, readAccessChanges } from '@plenum/database/access/access-changes';
import type { Database } from '@plenum/database/client';
import { GroupCommit } from '@plenum/database/log/group-commit';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { postgresPresences } from '@plenum/database/presence/postgres-presences';
import { tellGatherers } from '@plenum/database/tasks/gathered';
import { CLOSE } from '@plenum/protocol/close-codes';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { Announcer } from './announcer.ts';
import { feedRouter } from './caldav/feed-router.ts';
import { calendarRouter } from './caldav/router.ts';
import { CalendarSignIn } from './caldav/sign-in.ts';
import { StoredLists } from './caldav/stored-lists.ts';
import { TaskFeeds } from './caldav/task-feeds.ts';
import { couriers } from './couriers.ts';
import type { Environment } from './env.ts';
import { AccessFollower } from './nodes/access-follower.ts';
import { Attendance } from './nodes/attendance.ts';
import { housekeepers } from './nodes/housekeepers.ts';
import { PresenceRelay } from './nodes/presence-relay.ts';
import { RowsFollower } from './nodes/rows-follower.ts';
import { Collector } from './projection/collector.ts';
import { Compactor } from './projection/compactor.ts';
import { DocumentThread } from './projection/document-thread.ts';
import { Gatherers } from './projection/gatherers.ts';
import { projectorOf } from './projection/projector-of.ts';
import { searchKeeper } from './projection/search-keeper.ts';
import type { OnReadFailed, RoomPorts } from './room/ports.ts';
import { Rooms } from './room/rooms.ts';
import { systemClock as clock } from './system-clock.ts';
import { transferKeeper } from './transfers/transfer-keeper.ts';
import { AccessWatch } from './transport/access-watch.ts';
import { admit, decideAccess } from './transport/admission.ts';
import { clientAddressBehind } from './transport/client-address.ts';
import { CLOSE_TIMEOUT } from './transport/closing.ts';
import { Gate } from './transport/gate.ts';
import { Health } from './transport/health.ts';
import { Heartbeat } from './transport/heartbeat.ts';
import { LiveSocket } from './transport/live-socket.ts';
import { Metrics } from './transport/metrics.ts';
import { serveMetrics } from './transport/metrics-server.ts';
import { type Read, unobserved } from './transport/observer.ts';
import { publicApp } from './transport/public-app.ts';
import { Quota } from './transport/quota.ts';
import { takeUpgrades } from './transport/upgrades.ts';
import { webProxy } from './transport/web-proxy.ts';

/** Bytes of one message that ws takes at all; the protocol's own limit is lower and has its own close code. */
const MAX_PAYLOAD = 16 * 1024 * 1024;
/** Milliseconds for a request's head to come. A connection rests longer than proxies keep one, so that no request meets its end. */
const TIMEOUTS = { headersTimeout: 5_000, keepAliveTimeout: 75_000, connectionsCheckingInterval: 1_000 };
/** Milliseconds for the log to take what is pending. */
const DRAIN_TIMEOUT = 6_000;
/** Milliseconds to wait for the bus: without it, others are heard of by asking the database. */
const BUS_TIMEOUT = 3_000;
/** Milliseconds to say goodbye to other nodes. */
const LEAVE_TIMEOUT = 500;
/** Milliseconds for the threads to end, one of which may wait for a database that has fallen silent. */
const THREADS_TIMEOUT = 300;

/** The running server. */
export interface Collab {
  port: number;
  /** Stores what is pending, ends every socket and request, and stops, within nine seconds. Whether everything was stored. */
  stop(): Promise<boolean>;
}

/** Puts the server together and starts it. */
export async function startCollab({
  env,
  db,
  log,
}: {
  env: Pick<
    Environment,
    | 'port'
    | 'publicUrl'
    | 'databaseUrl'
    | 'redisUrl'
    | 's3'
    | 'chromium'
    | 'webPort'
    | 'builtFolder'
    | 'trustedProxies'
    | 'webhookHosts'
    | 'mail'
    | 'isDevelopment'
    | 'metrics'
  >;
  db: Database;
  log: Logger;
}): Promise<Collab> {
  const metrics = env.metrics && new Metrics();
  const observer = metrics?.observer ?? unobserved;
  const updates = postgresLog(db.pool);
  const collector = new Collector({ url: new URL('./projection/worker.js', import.meta.url) });
  const aThread = (module: string): DocumentThread =>
    new DocumentThread({
      url: new URL(`./projection/${module}`, import.meta.url),
      place: { databaseUrl: env.databaseUrl, origin: env.publicUrl.origin },
    });
  const compactor = new Compactor({
    clock,
    thread: aThread('compaction-worker.js'),
    onFailed: (documentId, err) => log.warn({ err, documentId }, 'a snapshot could not be made'),
  });
  const gatherers = new Gatherers((documentId) => tellGatherers(db, documentId));
  const projector = projectorOf({ db, clock, log, thread: aThread('projection-worker.js'), gatherers });
  const search = searchKeeper({ db, clock, log, thread: aThread('search-worker.js') });
  const transfers = transferKeeper({ db, clock, log, env });
  const journal = new GroupCommit({
    log: updates,
    onFailure(err) {
      observer.notStored();
      log.error({ err }, 'updates could not be stored, trying again');
    },
    onStored: observer.stored,
    onCommit(rows) {
      announcer.committed(rows);
      for (const documentId of rows.keys()) projector.committed(documentId);
    },
  });
  const readFailed =
    (what: Read): OnReadFailed =>
    ({ error: err, isFirst }) => {
      observer.notRead(what);
      if (isFirst) log.error({ err, what }, 'what others have changed could not be read, trying again');
    };
  const node = randomUUID();
  const presence = new PresenceRelay({
    clock,
    node,
    publish: (message) => db.bus.publish(message),
  });
  const announcer = new Announcer({
    clock,
    isNeeded: () => presence.othersAreThere,
    publish: (documentId, seq) => void db.bus.publish({ type: 'rows', documentId, seq }),
  });
  const ports: RoomPorts = {
    clock,
    log: updates,
    journal,
    async collect(updates) {
      const { state } = await collector.collect(updates);
      return state;
    },
    presence,
    ticked: (documentId) => gatherers.tell(documentId),
    compact: (documentId) => compactor.compact(documentId),
    observer,
    onReadFailed: readFailed('rows'),
  };
  const watch = new AccessWatch({ clock, decide: (question) => decideAccess(db, question) });
  const rooms = new Rooms({ ports, reauthorise: (connection) => watch.recheck(connection) });
  const attendance = new Attendance({
    clock,
    node,
    opened: () => rooms.opened(),
    presences: postgresPresences(db.pool),
    onFailed({ error: err, isFirst }) {
      if (isFirst) log.warn({ err }, 'who is in which document could not be told, trying again');
    },
  });
  const rowsFollower = new RowsFollower({
    clock,
    log: updates,
    opened: () => rooms.opened(),
    onFailed: readFailed('newer'),
  });
  const accessFollower = new AccessFollower({
    clock,
    read: (position) => readAccessChanges(db, position),
    forget: () => forgetAccessChanges(db),
    hear: (event) => watch.hear(event),
    onFailed: readFailed('access'),
  });
  const keepers = housekeepers({ db, clock, log });
  const sending = couriers({ db, clock, log, env });
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
    observer,
    publicOrigin: env.publicUrl.origin,
    admit: (request) => admit(db, request),
  });
  const health = new Health({
    pool: db.pool,
    webPort: env.webPort,
    bus: db.bus,
    access: accessFollower,
    journal,
  });
  const web = webProxy({ port: env.webPort, publicUrl: env.publicUrl, trustedProxies: env.trustedProxies });
  const signIn = new CalendarSignIn({ db, clock });
  const addressOf = clientAddressBehind(env.trustedProxies);
  const calendar = calendarRouter({
    lists: new StoredLists(db),
    identify: (request) => signIn.identify(request),
    addressOf,
    log,
  }).use(feedRouter({ feeds: new TaskFeeds({ db, clock }), addressOf, log }));
  const server = createServer(
    TIMEOUTS,
    publicApp({
      health,
      web,
      calendar,
      builtFolder: env.builtFolder,
      isSecure: env.publicUrl.protocol === 'https:',
      log,
    }),
  );
  takeUpgrades(server, { gate, web: env.isDevelopment ? web : null });
  await accessFollower.look();
  const subscribed = db.bus.subscribe((event) => {
    observer.heard(event.type);
    if (event.type === 'cut') log.warn('the bus to other processes is cut');
    if (event.type === 'missed') void accessFollower.look();
    else watch.hear(event);
    rooms.hear(event);
    presence.hear(event);
    projector.hear(event);
  });
  projector.start();
  search.start();
  transfers.start();
  await within(BUS_TIMEOUT, subscribed);
  presence.start(rooms);
  metrics?.measure({ rooms, connections: watch.connections, journal, collector });
  const metricsServer = env.metrics && metrics ? await serveMetrics(metrics, env.metrics) : null;
  const port = await listen(server, env.port);
  return {
    port,
    async stop() {
      health.stopping();
      const isCompactorClosed = compactor.close();
      gate.close();
      for (const ws of sockets.clients) {
        ws.pause();
        // Whoever was slowed down is read on after a while: that is for the next process.
        ws.removeAllListeners('message');
      }
      const isStored = await within(DRAIN_TIMEOUT, journal.drained());
      if (!isStored) log.error(journal.waiting, 'stopped before everything was stored');
      rooms.closeAll(CLOSE.restarting);
      for (const ws of sockets.clients) ws.resume();
      // Until here a request is answered, by 503, and those under way may come to their end.
      await within(CLOSE_TIMEOUT, Promise.all([allClosed(sockets), closed(server)]));
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      heartbeat.close();
      watch.close();
      announcer.close();
      accessFollower.close();
      keepers.close();
      rowsFollower.close();
      await within(
        LEAVE_TIMEOUT,
        Promise.all([presence.leave(), attendance.close(), sending.close(), transfers.close()]),
      );
      void subscribed.then((unsubscribe) => unsubscribe());
      await within(
        THREADS_TIMEOUT,
        Promise.all([isCompactorClosed, collector.close(), projector.close(), search.close()]),
      );
      metricsServer?.close();
      return isStored;
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
  // Not by events.once, which rejects on an error: a client may send what is broken even now, and is closed all the same.
  await Promise.all([...sockets.clients].map((ws) => new Promise((resolve) => ws.once('close', resolve))));
}

/** Whether something is done within so many milliseconds. */
async function within(milliseconds: number, done: Promise<unknown>): Promise<boolean> {
  return Promise.race([done.then(() => true), delay(milliseconds, false, { ref: false })]);
}
