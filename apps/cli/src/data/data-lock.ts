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
});

/** Who holds a data folder. */
export type Holder = z.infer<typeof holderSchema>;

/** What came of trying to take a data folder. */
export type LockAttempt = { taken: true; release(): void } | { taken: false; holder: Holder };

const ATTEMPTS = 10;

/**
 * Takes a data folder for this process alone. A lock whose process is gone, as after kill -9, counts for nothing.
 * @throws AppError `unavailable` where the disk is full or the folder cannot be written.
 */
export function takeDataLock(
  dataDir: string,
  purpose: { purpose: Holder['purpose']; publicUrl: string },
): LockAttempt {
  const file = path.join(dataDir, 'lock');
  const mine: Holder = { pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? '', ...purpose };
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (linkIfAbsent(draft, file)) return { taken: true, release: () => release(file, mine) };
      const holder = findHolder(dataDir);
      if (holder) return { taken: false, holder };
      discardStale(file);
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
  if (!holder) return null;
  return findProcess(holder.pid)?.startedAt === holder.startedAt ? holder : null;
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
  if (moved && findProcess(moved.pid)?.startedAt === moved.startedAt) linkIfAbsent(aside, file);
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
