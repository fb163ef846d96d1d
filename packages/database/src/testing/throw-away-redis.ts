import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findFreePort } from '../embedded/free-port.ts';
import { type Guard, guardProcess } from '../embedded/guard.ts';

/** Where scripts/redis.mjs unpacks a server that the machine lacks. */
const UNPACKED = path.resolve(import.meta.dirname, '../../../../node_modules/.cache/redis/redis-server');
/** Milliseconds until it takes connections. */
const START_TIMEOUT = 10_000;

/** A Redis for tests: on the loopback address, keeping nothing. It ends with the process that started it. */
export class ThrowAwayRedis {
  readonly url: string;
  readonly #port: number;
  #process: ChildProcess | null = null;
  #guard: Guard | null = null;

  private constructor(port: number) {
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** Starts one on a free port. @throws Error when there is no Redis server on this machine. */
  static async start(): Promise<ThrowAwayRedis> {
    const redis = new ThrowAwayRedis(await findFreePort());
    await redis.start();
    return redis;
  }

  /** Starts it again, on the same port, after it was stopped. */
  async start(): Promise<void> {
    const child = spawn(
      process.env.REDIS_SERVER || (existsSync(UNPACKED) ? UNPACKED : 'redis-server'),
      ['--port', String(this.#port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#process = child;
    await untilReady(child);
    this.#guard = guardProcess({ pid: child.pid ?? 0, graceSeconds: 0 });
  }

  /** Lets it hang: its connections stay, and nothing answers. */
  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  /** Lets it go on after `pause`. */
  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Kills it; resolves when it is gone. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    this.#guard?.release();
  }
}

/** Resolves when it takes connections; what it says from then on is dropped. */
function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const end = (failure: string | null): void => {
      clearTimeout(timer);
      child.off('exit', whenEnded);
      child.stdout?.removeAllListeners('data').resume();
      if (failure === null) resolve();
      else {
        child.kill('SIGKILL');
        reject(new Error(`${failure} npm test finds a Redis server, or unpacks one. ${output}`));
      }
    };
    const whenEnded = (): void => end('Redis ended.');
    const timer = setTimeout(end, START_TIMEOUT, 'Redis did not become ready.');
    child.once('error', () => end('There is no Redis server.'));
    child.once('exit', whenEnded);
    child.stdout?.on('data', (chunk) => {
      output += String(chunk);
      if (output.includes('Ready to accept connections')) end(null);
    });
  });
}
