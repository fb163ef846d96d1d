// What processes have used, as Linux tells it under /proc (man proc_pid_stat).
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of a tick, in which the system counts. */
let tick = null;

/** CPU milliseconds that a process has used so far, all threads, to 10 ms. */
export function cpuOf(pid) {
  const { own } = statOf(pid);
  return own;
}

/** The same for a process and all its children, also those that have ended. */
export function cpuOfTree(pid) {
  const { own, ended } = statOf(pid);
  return childrenOf(pid).reduce((sum, child) => sum + cpuOrNone(child), own + ended);
}

/** Bytes of memory that a process has at the moment. */
export function memoryOf(pid) {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes?.[1] ?? 0) * 1_024;
}

/** CPU milliseconds that the machine has spent on anything so far, also what its host took from it, and those there were. */
export function cpuOfMachine() {
  const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].split(/\s+/);
  const [user, nice, system, idle, waiting, interrupts, softInterrupts, stolen] = fields.map(Number);
  const busy = user + nice + system + interrupts + softInterrupts + stolen;
  return { busy: busy * tickLength(), all: (busy + idle + waiting) * tickLength() };
}

function statOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name stands in brackets and may contain anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
  return {
    parent: Number(fields[1]),
    own: (user + system) * tickLength(),
    ended: (endedUser + endedSystem) * tickLength(),
  };
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid);
}

/** A process may end while it is looked at. */
function parentOf(pid) {
  try {
    return statOf(pid).parent;
  } catch {
    return null;
  }
}

function cpuOrNone(pid) {
  try {
    return cpuOf(pid);
  } catch {
    return 0;
  }
}

function tickLength() {
  tick ??= 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return tick;
}
