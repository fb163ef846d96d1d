import { fork } from 'node:child_process';
import type { DatabaseOptions } from '@plenum/database/client';
import type { TakenTransfer } from '@plenum/domain/transfers/types';
import { type Chromium, clearPrint } from '@plenum/exchange/print-pdf';
import type { MoveAnswer } from './mover.ts';

/** Of one thing that is moved: milliseconds, and bytes of memory of its process without those of a browser. */
const LIMITS = { time: 3 * 3_600_000, memory: 1024 * 2 ** 20 };

/** Megabytes of JavaScript; what is beyond them ends a process by itself. */
const MEMORY = ['--max-old-space-size=512', '--max-semi-space-size=8'];

/** What a process is to do, and with what. */
export interface MoveOrder {
  job: TakenTransfer;
  place: DatabaseOptions;
  chromium: Chromium | null;
  limits: typeof LIMITS;
}

/**
 * Does what somebody has asked for in a process of its own, with a bound on time and memory and a low priority: whatever a file does to its reader,
 * everybody else goes on. However it ends, no text is left of what it has printed.
 */
export async function moveInProcess(
  order: Omit<MoveOrder, 'limits'>,
  abandoned: AbortSignal,
): Promise<MoveAnswer> {
  const answer = await inProcess(order, abandoned);
  // Where this fails, housekeeping does it.
  await clearPrint(order.place.dataDir, order.job.tokenId).catch(() => {});
  return answer;
}

function inProcess(order: Omit<MoveOrder, 'limits'>, abandoned: AbortSignal): Promise<MoveAnswer> {
  return new Promise((resolve) => {
    const child = fork(new URL('./move-worker.js', import.meta.url), {
      execArgv: MEMORY,
      serialization: 'advanced',
      // Its own group, so that the browser that it may have started ends with it.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const kill = () => killGroup(child.pid);
    const timer = setTimeout(kill, LIMITS.time);
    abandoned.addEventListener('abort', kill, { once: true });
    let answer: MoveAnswer = { status: 'broken', reason: { name: 'Ended' } };
    const end = () => {
      clearTimeout(timer);
      abandoned.removeEventListener('abort', kill);
      kill();
      resolve(answer);
    };
    child.on('message', (message: MoveAnswer) => {
      answer = message;
    });
    child.once('error', (reason) => {
      answer = { status: 'broken', reason };
      if (child.pid === undefined) end();
    });
    child.once('exit', end);
    if (abandoned.aborted) kill();
    else child.send({ ...order, limits: LIMITS } satisfies MoveOrder, () => {});
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
