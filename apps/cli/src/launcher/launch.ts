import { setTimeout as delay } from 'node:timers/promises';
import { loadSecrets } from '@plenum/database/access/secrets';
import { reachRedis } from '@plenum/database/bus/reach-redis';
import { withConnection } from '@plenum/database/connection';
import { findFreePort } from '@plenum/database/embedded/free-port';
import { startPostgres } from '@plenum/database/embedded/start-postgres';
import { claimFilePlace } from '@plenum/database/file-place';
import { openSharedPlace } from '@plenum/database/files/open-store';
import { applyMigrations } from '@plenum/database/migrate/apply-migrations';
import { reachDatabase } from '@plenum/database/migrate/reach-database';
import { AppError } from '@plenum/domain/errors';
import { WEB_CONNECTION_REST } from '@plenum/domain/web-connection';
import { postgresFolder } from '../data/data-folder.ts';
import { type Env, MIGRATIONS } from '../env.ts';
import { waitUntilHealthy } from './health.ts';
import { untilPortFree } from './port.ts';
import { type ProgramFile, type ProgramOptions, startProgram } from './program.ts';
import { type RestartPolicy, type Supervised, type SupervisedProgram, supervise } from './supervise.ts';
import { takeDataFolder } from './take-data-folder.ts';

/** What to launch and how to talk about it. */
export interface LaunchOptions {
  env: Env;
  programs: { web: ProgramFile; collab: ProgramFile };
  /** `production`, or `development` for programs that reload what is changed. */
  mode: 'production' | 'development';
  say(line: string): void;
  policy?: RestartPolicy;
  /** The process by whose end the operator stops this one, as npm. */
  parentPid?: number | undefined;
}

/** A launch that can be run once. */
export interface Launch {
  /**
   * Starts everything, and calls `ready` once people can work; resolves when all was stopped after the signal was aborted.
   * @throws AppError with one sentence where something cannot be started or kept running; all is stopped then too.
   */
  run(signal: AbortSignal, ready: (running: { collab: Supervised }) => void): Promise<void>;
  /** Ends everything at once, for a second Ctrl-C. */
  kill(): void;
}

/** Milliseconds the live server may take to write what is pending, and the pages to answer what is under way. */
const COLLAB_PATIENCE = 12_000;
const WEB_PATIENCE = 5_000;
/** Milliseconds that the live server of a killed launcher may keep the port, to write what is pending. */
const PORT_PATIENCE = 15_000;
/** Milliseconds that a program waits for a database that is away before it is started, and between two looks. */
const DATABASE_PATIENCE = 300_000;
const DATABASE_PAUSE = 200;

/** A part that was started, to be undone in reverse order. */
interface Part {
  stop(): Promise<void> | void;
  kill(): void;
}

/** Prepares a launch; nothing is started yet. */
export function createLaunch(options: LaunchOptions): Launch {
  const parts: Part[] = [];
  return {
    async run(signal, ready) {
      const failure = new AbortController();
      const end = AbortSignal.any([signal, failure.signal]);
      try {
        ready(await startAll(options, { parts, end, onGiveUp: (error) => failure.abort(error) }));
        await aborted(end);
      } catch (error) {
        // Stopped while it was starting, which is no failure.
        if (!signal.aborted) throw error;
      } finally {
        for (const part of parts.toReversed()) await part.stop();
      }
      if (failure.signal.aborted) throw failure.signal.reason;
    },
    kill() {
      for (const part of parts.toReversed()) part.kill();
    },
  };
}

interface Stage {
  parts: Part[];
  /** Aborted when the operator or a failure ends the launch. */
  end: AbortSignal;
  onGiveUp(error: AppError): void;
}

async function startAll(options: LaunchOptions, stage: Stage): Promise<{ collab: Supervised }> {
  const { env, programs, say } = options;
  const { parts, end } = stage;
  const lock = await takeDataFolder({ env, parentPid: options.parentPid, end, say });
  parts.push({ stop: lock.release, kill: lock.release });
  end.addEventListener('abort', lock.announceStop, { once: true });
  await takePort(options, { end, patience: lock.leftBehind ? PORT_PATIENCE : 0 });
  const keep = async (program: Pick<SupervisedProgram, 'name' | 'start'>) => {
    end.throwIfAborted();
    const { onGiveUp } = stage;
    const supervised = await supervise({
      say,
      end,
      onGiveUp,
      ...program,
      ...(options.policy && { policy: options.policy }),
    });
    parts.push(supervised);
    return supervised;
  };
  const databaseUrl = env.databaseUrl ?? (await startDatabase(options, keep));
  if (env.databaseUrl) await reachDatabase(env.databaseUrl);
  if (env.redisUrl) await reachRedis(env.redisUrl);
  const place = openSharedPlace(env);
  await place?.check();
  end.throwIfAborted();
  const applied = await applyMigrations(databaseUrl, MIGRATIONS);
  await withConnection({ url: databaseUrl, name: 'plenum-start' }, (client) => claimFilePlace(client, place));
  if (applied.length > 0) say(`Brought the database up to date: ${applied.join(', ')}.`);
  const webPort = await findFreePort();
  const environments = environmentsOf(options, { databaseUrl, webPort });
  const keepWithDatabase = (name: string, file: ProgramFile, given: ProgramOptions) =>
    keep({
      name,
      // A program that dies with the database must not die again and again while that one recovers.
      async start() {
        await waitForDatabase(databaseUrl, { end, onWait: () => say(`${name} waits for the database.`) });
        return startProgram(file, given);
      },
    });
  await keepWithDatabase('The web server', programs.web, {
    environment: environments.web,
    patience: WEB_PATIENCE,
  });
  const collab = await keepWithDatabase('The live server', programs.collab, {
    environment: environments.collab,
    patience: COLLAB_PATIENCE,
  });
  await waitUntilHealthy(env.port, end);
  return { collab };
}

/** Makes sure that nobody listens on the public port. */
async function takePort(
  { env: { port }, say }: LaunchOptions,
  { end, patience }: { end: AbortSignal; patience: number },
): Promise<void> {
  const onWait = () => say(`Port ${port} is still used by what a killed Plenum left; waiting for it …`);
  if (await untilPortFree(port, { end, patience, onWait })) return;
  const message = `Port ${port} is used by another program. Stop that one, or choose another port: PORT=3001`;
  throw new AppError('unavailable', message);
}

/** Starts the embedded PostgreSQL; when it dies it comes back on the same port, so that open pools find it again. */
async function startDatabase(
  { env, say }: LaunchOptions,
  keep: (program: Pick<SupervisedProgram, 'name' | 'start'>) => Promise<Supervised>,
): Promise<string> {
  const folder = postgresFolder(env.dataDir);
  let known: { url: string; port: number } | null = null;
  say('Starting the database …');
  await keep({
    name: 'PostgreSQL',
    async start() {
      const server = await startPostgres({ folder, ...(known && { port: known.port }) });
      known = { url: server.url, port: server.port };
      return server;
    },
  });
  return urlOf(known);
}

function urlOf(known: { url: string } | null): string {
  if (!known) throw new Error('A database that has started is known.');
  return known.url;
}

/** Resolves when the database can be used; a program that waits longer counts as dead. */
async function waitForDatabase(
  url: string,
  { end, onWait }: { end: AbortSignal; onWait(): void },
): Promise<void> {
  const deadline = Date.now() + DATABASE_PATIENCE;
  for (let attempt = 1; ; attempt += 1) {
    end.throwIfAborted();
    try {
      await reachDatabase(url);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (attempt === 1) onWait();
    await delay(DATABASE_PAUSE, undefined, { signal: end });
  }
}

/** What each program is told. Origin and links come from PUBLIC_URL, never from a request. */
function environmentsOf(
  { env, mode }: LaunchOptions,
  { databaseUrl, webPort }: { databaseUrl: string; webPort: number },
): Record<'web' | 'collab', Record<string, string | undefined>> {
  const { sessionSecret } = loadSecrets(env.dataDir, env.nextauthSecret);
  const shared = {
    ...env.inherited,
    NODE_ENV: mode,
    // Else Amazon's library says at every start which Node it will need some day.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    PUBLIC_URL: env.publicUrl,
    PLENUM_DATA: env.dataDir,
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: sessionSecret.toString(),
  };
  return {
    web: {
      ...shared,
      PORT: String(webPort),
      HOSTNAME: '127.0.0.1',
      NEXTAUTH_URL: env.publicUrl,
      KEEP_ALIVE_TIMEOUT: String(WEB_CONNECTION_REST.web),
    },
    collab: { ...shared, PORT: String(env.port), WEB_PORT: String(webPort) },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
