import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainFileError } from '@plenum/database/embedded/file-errors';
import { findProcess } from '@plenum/database/embedded/process-table';
import { z } from 'zod';

/** Who holds a data folder, and what for: to run Plenum, or for the moment of a command. */
const holderSchema = z.object({
  pid: z.number(),
  /** Tells the holder from a later process with the same id. */
  startedAt: z.string(),
  purpose: z.enum(['start', 'command']),
  /** The address people open. */
  publicUrl: z.string(),
  /** The process by whose end it stops too, as npm; null where it is on its own. */
  parent: z.object({ pid: z.number(), startedAt: z.string() }).nullable().default(null),
  /** Whether it is stopping, and will let go of the folder soon. */
  stopping: z.boolean().default(false),
});

/** Who holds a data folder. */
export type Holder = z.infer<typeof holderSchema>;

/** What a data folder is taken for. */
export interface Purpose {
  purpose: Holder['purpose'];
  publicUrl: string;
  /** The process by whose end this one stops too. */
  parentPid?: number | undefined;
}

/** A data folder that this process holds. */
export interface DataLock {
  taken: true;
  /** Whether the last holder was killed: what it had started may be ending still. */
  leftBehind: boolean;
  /** Tells whoever comes that the folder will be free soon. */
  announceStop(): void;
  release(): void;
}

/** What came of trying to take a data folder. */
export type LockAttempt = DataLock | { taken: false; holder: Holder };

const ATTEMPTS = 10;

/**
 * Takes a data folder for this process alone. A lock whose process is gone, as after kill -9, counts for nothing.
 * @throws AppError `unavailable` where the disk is full or the folder cannot be written.
 */
export function takeDataLock(dataDir: string, { purpose, publicUrl, parentPid }: Purpose): LockAttempt {
  const file = path.join(dataDir, 'lock');
  const parent = parentPid === undefined ? null : identify(parentPid);
  const mine: Holder = { ...identify(process.pid), purpose, publicUrl, parent, stopping: false };
  const draft = `${file}.${process.pid}`;
  let leftBehind = false;
  try {
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (linkIfAbsent(draft, file)) return held(file, mine, leftBehind);
      const holder = findHolder(dataDir);
      if (holder) return { taken: false, holder };
      discardStale(file);
      leftBehind = true;
    }
    throw new Error(`The lock ${file} changes hands all the time.`);
  } catch (error) {
    throw explainFileError(error, dataDir) ?? error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The live process that holds a data folder; null where none does. */
export function findHolder(dataDir: string): Holder | null {
  const holder = readHolder(path.join(dataDir, 'lock'));
  return holder && isAlive(holder) ? holder : null;
}

/** Whether a holder will let go soon: a command, or a Plenum that is stopping or was left by the npm that started it. */
export function isPassing({ purpose, stopping, parent }: Holder): boolean {
  return purpose === 'command' || stopping || (parent !== null && !isAlive(parent));
}

interface Identity {
  pid: number;
  startedAt: string;
}

/** A process with what tells it from a later one of the same id. */
function identify(pid: number): Identity {
  return { pid, startedAt: findProcess(pid)?.startedAt ?? '' };
}

function isAlive({ pid, startedAt }: Identity): boolean {
  return findProcess(pid)?.startedAt === startedAt;
}

function held(file: string, mine: Holder, leftBehind: boolean): DataLock {
  return {
    taken: true,
    leftBehind,
    announceStop() {
      if (readHolder(file)?.pid !== mine.pid) return;
      const draft = `${file}.${process.pid}`;
      try {
        writeFileSync(draft, JSON.stringify({ ...mine, stopping: true }), { mode: 0o600 });
        renameSync(draft, file);
      } catch {
        // Stopping does not depend on being announced, such as on a full disk.
        rmSync(draft, { force: true });
      }
    },
    release: () => release(file, mine),
  };
}

/** A link appears whole or not at all, so that nobody reads half a lock. */
function linkIfAbsent(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead process's lock away; one that somebody else took at this very moment is put back. */
function discardStale(file: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && isAlive(moved)) linkIfAbsent(aside, file);
  rmSync(aside, { force: true });
}

function release(file: string, mine: Holder): void {
  if (readHolder(file)?.pid === mine.pid) rmSync(file, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
