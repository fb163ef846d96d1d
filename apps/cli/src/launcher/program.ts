import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Running } from './supervise.ts';

/** A Node program to start beside this one. */
export interface ProgramFile {
  /** Absolute path of its main module. */
  module: string;
  /** Folder it runs in. */
  folder: string;
  /** Options of Node, such as `--import`. */
  nodeOptions?: string[];
  /** Arguments of its own. */
  arguments?: string[];
  /** What it is told whatever the instance. */
  environment?: Record<string, string>;
  /** Lines of its standard output that are not for the operator. */
  hidden?: RegExp;
}

/** How to start it this time. */
export interface ProgramOptions {
  environment: Record<string, string | undefined>;
  /** Milliseconds it may take to stop in order before it is killed. */
  patience: number;
}

/**
 * Starts a program with a channel to this process, by whose end it notices that this process is gone. It is in a process
 * group of its own, because a Ctrl-C in the terminal is for this process, which stops the programs in order.
 */
export function startProgram(file: ProgramFile, { environment, patience }: ProgramOptions): Running {
  const child = fork(file.module, file.arguments ?? [], {
    cwd: file.folder,
    env: { ...file.environment, ...environment },
    execArgv: file.nodeOptions ?? [],
    detached: true,
    // Through this process, which bears the loss of its output; a program that wrote to a closed terminal itself would die of it.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.stdout) passOn(child.stdout, file.hidden);
  child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  let ended: string | null = null;
  const exit = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `code ${code}`));
    child.once('error', (error) => child.pid === undefined && resolve(error.message));
  });
  void exit.then((reason) => {
    ended = reason;
  });
  return {
    onExit: (listener) => void exit.then(listener),
    kill: () => killGroup(child),
    async stop() {
      if (ended !== null) return;
      child.kill('SIGTERM');
      const inTime = new AbortController();
      await Promise.race([exit, delay(patience, undefined, { signal: inTime.signal }).catch(() => {})]);
      inTime.abort();
      if (ended === null) killGroup(child);
      await exit;
    },
  };
}

/** Kills a program with whatever it has started. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has just ended.
  }
}

function passOn(output: NodeJS.ReadableStream, hidden: RegExp | undefined): void {
  const lines = createInterface({ input: output });
  lines.on('line', (line) => {
    if (!hidden?.test(line)) process.stdout.write(`${line}\n`);
  });
}
