import { chmodSync, existsSync, mkdirSync, statfsSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder, and those above it that are missing, with exactly the given mode, whatever the shell's mask.
 * Step by step, because Node's own recursive mkdir never ends where the system denies that a parent exists (as in /proc).
 */
export function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent, mode);
  try {
    mkdirSync(folder);
    chmodSync(folder, mode);
  } catch (error) {
    // Another process made it at the same moment.
    if (!existsSync(folder)) throw error;
  }
}

/** Bytes that this user can still write to a folder's disk. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
