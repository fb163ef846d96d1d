import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@plenum/domain/errors';
import { type PreparedCluster, reasonIn } from './cluster.ts';
import { explainFileError } from './file-errors.ts';
import { findFreePort } from './free-port.ts';
import { guardProcess } from './guard.ts';
import { findPostmaster, stopProcess } from './postmaster.ts';
import { spawnAs } from './run-as.ts';

/** How a server is to run. */
export interface ServerOptions {
  /** A port of 127.0.0.1, to be reached again where one was before; a free one is chosen otherwise. */
  port?: number;
  /** False gives up all safety against a crash for speed; only for throw-away databases. */
  durable?: boolean;
}

/** What is to be started: the program, the cluster, and how. */
export interface StartOptions extends ServerOptions {
  /** Path of the program. */
  postgres: string;
  prepared: PreparedCluster;
}

/** A server that this process started. */
export interface ServerProcess {
  port: number;
  pid: number;
  /** Ends all sessions and stops; resolves when the server is gone, after 20 s at most. */
  stop(): Promise<void>;
  /** Ends it at once; the next start recovers what was committed. */
  kill(): void;
  /** Calls back once when the server has ended, also after `stop`; at once where it has ended already. */
  onExit(listener: (reason: string) => void): void;
}

/** Addresses are loopback only. No SQL text and no values reach the log, since they could be people's words. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

const NOT_DURABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
};

/** Milliseconds: a crash may have left much to recover, a killed server's sessions take a moment to notice. */
const START_TIMEOUT = 300_000;
const MEMORY_TIMEOUT = 30_000;
const POLL = 15;
const PORT_ATTEMPTS = 5;
const MAX_LOG_BYTES = 10_000_000;
/** Seconds PostgreSQL goes on after its launcher was killed, for the live server's last writes. */
const GRACE_SECONDS = 5;

/**
 * Starts the server of a cluster and waits until it takes connections.
 * @throws AppError `unavailable` with the reason that PostgreSQL gave.
 */
export async function startServer(options: StartOptions): Promise<ServerProcess> {
  const deadline = Date.now() + MEMORY_TIMEOUT;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort());
    const outcome = await tryStart({ ...options, port });
    if (typeof outcome !== 'string') return outcome;
    // Somebody else took the port between its choice and its use.
    if (/could not bind|could not create any TCP\/IP sockets/.test(outcome) && attempt < PORT_ATTEMPTS)
      continue;
    // The sessions of a killed server are still ending.
    if (/pre-existing shared memory block/.test(outcome) && Date.now() < deadline) {
      await delay(100);
      continue;
    }
    throw explainFailure(outcome, options.prepared.paths.folder);
  }
}

/** One attempt: the running server, or what PostgreSQL said before it gave up. */
async function tryStart(options: StartOptions & { port: number }): Promise<ServerProcess | string> {
  const { paths, runAs } = options.prepared;
  const { postgres, port, durable = true } = options;
  const settings = Object.entries({ ...SETTINGS, ...(durable ? {} : NOT_DURABLE) });
  const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(paths.log);
  // In a process group of its own: a Ctrl-C in the terminal is for the launcher, which stops things in order.
  const child = spawnAs(runAs, [postgres, '-D', paths.cluster, '-p', String(port), ...flags], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
  });
  closeSync(log.descriptor);
  const { pid } = child;
  if (pid === undefined)
    return new Promise((resolve) => child.once('error', (error) => resolve(error.message)));
  const server = asServer(child, { pid, port });
  let ended: string | null = null;
  server.onExit((reason) => {
    ended = reason;
  });
  const guard = guardProcess({ pid, graceSeconds: GRACE_SECONDS });
  server.onExit(() => guard.release());
  const deadline = Date.now() + START_TIMEOUT;
  const isReady = () => {
    const found = findPostmaster(paths.cluster);
    return found?.pid === pid && found.ready;
  };
  while (ended === null && !isReady()) {
    if (Date.now() > deadline) {
      await server.stop();
      return 'it was not ready within five minutes';
    }
    await delay(POLL);
  }
  return ended === null ? server : `${ended}\n${readFileSync(paths.log, 'utf8').slice(log.start)}`;
}

function asServer(child: ChildProcess, { pid, port }: { pid: number; port: number }): ServerProcess {
  const listeners: ((reason: string) => void)[] = [];
  let ended: string | null = null;
  const end = (reason: string) => {
    if (ended !== null) return;
    ended = reason;
    for (const listener of listeners) listener(reason);
  };
  // Only a failure to send a signal can come here, since the process was started.
  child.on('error', () => {});
  child.on('exit', (code, signal) => end(signal ? `ended by ${signal}` : `ended with code ${code}`));
  return {
    port,
    pid,
    async stop() {
      await stopProcess(pid, () => ended !== null);
    },
    kill: () => void child.kill('SIGQUIT'),
    onExit(listener) {
      if (ended === null) listeners.push(listener);
      else listener(ended);
    },
  };
}

/** Opens the log for appending, starting a new one (the old is kept as .1) when it has grown large. */
function openLog(file: string): { descriptor: number; start: number } {
  let start = existsSync(file) ? statSync(file).size : 0;
  if (start > MAX_LOG_BYTES) {
    renameSync(file, `${file}.1`);
    start = 0;
  }
  return { descriptor: openSync(file, 'a', 0o600), start };
}

function explainFailure(said: string, folder: string): AppError {
  if (/is not compatible with this version/.test(said)) {
    return new AppError(
      'unavailable',
      `The database in ${folder} was made by another major version of PostgreSQL. Start the Plenum that made it and back it up there.`,
    );
  }
  return (
    explainFileError(said, folder) ??
    new AppError('unavailable', `PostgreSQL did not start: ${reasonIn(said)}`)
  );
}
