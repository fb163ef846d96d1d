import { findProcess } from '@plenum/database/embedded/process-table';

/** The npm that started this process: when it is gone, the operator has ended it, and means this process too. */
export interface Starter {
  pid: number;
  isGone(): boolean;
}

const SHELL = /^\S*sh -c /;

/** Finds the npm that started this process, also behind the shell that it runs scripts in; null where it was not npm. */
export function findStarter(variables: Record<string, string | undefined>): Starter | null {
  if (variables.npm_lifecycle_event === undefined) return null;
  const parent = process.ppid;
  const found = findProcess(parent);
  // Of a shell that waits for this process nobody says that npm is gone; its own parent changes then.
  if (!found || !SHELL.test(found.command)) return { pid: parent, isGone: () => process.ppid !== parent };
  const { parentPid } = found;
  const isGone = () => process.ppid !== parent || findProcess(parent)?.parentPid !== parentPid;
  return { pid: parentPid, isGone };
}
