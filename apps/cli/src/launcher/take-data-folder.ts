import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@plenum/domain/errors';
import { makeDataFolder } from '../data/data-folder.ts';
import { type DataLock, type Holder, isPassing, takeDataLock } from '../data/data-lock.ts';
import type { Env } from '../env.ts';

/** Milliseconds to wait for a command, or for a Plenum that is stopping, and between two looks. */
const PATIENCE = 20_000;
const PAUSE = 100;

/** Who wants the data folder, and what about it is said meanwhile. */
export interface DataFolderOptions {
  env: Env;
  /** The process by whose end this one stops too. */
  parentPid: number | undefined;
  /** Aborted when nobody wants it any more. */
  end: AbortSignal;
  say(line: string): void;
}

/**
 * Takes the data folder to run Plenum with it, waiting for whoever will let go of it soon.
 * @throws AppError `locked` with who has it; the signal's reason where it is aborted.
 */
export async function takeDataFolder({ env, parentPid, end, say }: DataFolderOptions): Promise<DataLock> {
  makeDataFolder(env.dataDir);
  const deadline = Date.now() + PATIENCE;
  let told = false;
  for (;;) {
    const lock = takeDataLock(env.dataDir, { purpose: 'start', publicUrl: env.publicUrl, parentPid });
    if (lock.taken) return lock;
    const { holder } = lock;
    if (!isPassing(holder) || Date.now() > deadline) throw refusal(holder, env.dataDir);
    if (!told) say(`${nameOf(holder)} is still using the data folder; waiting for it …`);
    told = true;
    await delay(PAUSE, undefined, { signal: end });
  }
}

function nameOf({ purpose, pid }: Holder): string {
  return purpose === 'start' ? `Another Plenum (process ${pid})` : `A plenum command (process ${pid})`;
}

function refusal(holder: Holder, dataDir: string): AppError {
  return new AppError(
    'locked',
    isPassing(holder)
      ? `${nameOf(holder)} is using ${dataDir}. Try again when it has ended.`
      : `Plenum is already running with ${dataDir}: ${holder.publicUrl} (process ${holder.pid}).`,
  );
}
