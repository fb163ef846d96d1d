import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@plenum/domain/errors';
import { findProcess } from './process-table.ts';

/** A PostgreSQL server that is running on a cluster, as its lock file tells. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Whether it takes connections: not while it starts, recovers or stops. */
  ready: boolean;
}

/** Milliseconds given to each step of stopping: fast (ends sessions), immediate (recovers at the next start), kill. */
const STOPPING: readonly [NodeJS.Signals, number][] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

const POLL = 20;

/**
 * The live server of a cluster, or null. A lock file left behind names a process that is gone or that is by now a
 * different program, and is not believed.
 * Lines of postmaster.pid, from PostgreSQL's src/include/utils/pidfile.h: process id, data directory, start time, port,
 * socket directory, address, shared memory key, status.
 */
export function findPostmaster(cluster: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const command = findProcess(pid)?.command ?? '';
  if (!command.includes('postgres') || !command.includes(`-D ${cluster} `)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Leaves no server on a cluster and no lock file of a dead one: a server whose launcher was killed is stopped.
 * @throws AppError `locked` where a server cannot be stopped.
 */
export async function clearCluster(cluster: string): Promise<void> {
  const left = findPostmaster(cluster);
  if (left) await stopProcess(left.pid, () => findPostmaster(cluster)?.pid !== left.pid);
  if (findPostmaster(cluster)) {
    throw new AppError(
      'locked',
      `Another PostgreSQL (process ${left?.pid}) is using ${cluster}. Stop it first.`,
    );
  }
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

/** Stops a PostgreSQL server: politely, then less so. Resolves when `gone` says so, or when nothing more can be done. */
export async function stopProcess(pid: number, gone: () => boolean): Promise<void> {
  for (const [signal, patience] of STOPPING) {
    if (gone()) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It has just ended, or belongs to another user; `gone` tells which.
    }
    const deadline = Date.now() + patience;
    while (!gone() && Date.now() < deadline) await delay(POLL);
  }
}
