import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process that is running now. */
export interface RunningProcess {
  /** Its command line, words separated by spaces. */
  command: string;
  /** When it started, in a form that only serves to be compared: process ids are used again, a pair of both never is. */
  startedAt: string;
  /** The process that started it, or that took it over when that one ended. */
  parentPid: number;
}

/** Looks a process up by its id; null where there is none or it has ended and was only not yet collected. */
export function findProcess(pid: number): RunningProcess | null {
  if (!Number.isSafeInteger(pid) || pid < 1) return null;
  return existsSync('/proc/self/stat') ? findInProc(pid) : findByPs(pid);
}

/** Linux: see proc(5); state is field 3, the parent field 4 and the start time field 22 of stat, counted after the command in brackets. */
function findInProc(pid: number): RunningProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { command, startedAt: `${boot}/${fields[19]}`, parentPid: Number(fields[1]) };
  } catch {
    return null;
  }
}

function findByPs(pid: number): RunningProcess | null {
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=,ppid=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    timeout: 5_000,
  });
  if (status !== 0 || stdout.trim() === '') return null;
  const line = stdout.trim();
  const startLength = 'Sun Nov 22 09:30:00 2026'.length;
  const [, parent = '', command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line.slice(startLength)) ?? [];
  return { command, startedAt: line.slice(0, startLength), parentPid: Number(parent) };
}
