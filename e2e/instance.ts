import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { bareEnvironment } from './env.ts';
import { descendantsOf, isRunning } from './processes.ts';

const root = resolve(import.meta.dirname, '..');
const cli = join(root, 'apps/cli/dist/main.js');

/** Runs what was built, and leaves the building to whoever starts the tests. */
const plenum = [
  '--input-type=module',
  '--eval',
  `import { main } from ${JSON.stringify(pathToFileURL(cli))};\nprocess.exitCode = await main(process.argv.slice(1));`,
  '--',
];

/** Milliseconds: making a database takes a second, a busy machine several. */
const startLimit = 90_000;
const stopLimit = 30_000;

/** How to tell an instance's processes from their command lines. */
const commands = {
  collab: /apps\/collab\/dist\//,
  web: /apps\/web\/|standalone/,
  database: /postgres .*-D /,
} as const;

/** A part of an instance that can be killed by itself. */
export type Part = keyof typeof commands;

/** What an instance is configured by, beside its port and its data folder. */
export type Configuration = Partial<
  Record<'PUBLIC_URL' | 'DATABASE_URL' | 'REDIS_URL' | 'SMTP_URL' | 'SMTP_FROM', string>
>;

/** A whole Plenum, started by its launcher as people start it, with a port and a data folder of its own. */
export class Instance {
  /** The address that people open. */
  readonly url: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly #configuration: Configuration;
  #launcher: ChildProcess | null = null;
  /** What its launcher and all below it have written so far. */
  output = '';

  private constructor(port: number, dataFolder: string, configuration: Configuration) {
    this.port = port;
    this.url = configuration.PUBLIC_URL ?? `http://localhost:${port}`;
    this.dataFolder = dataFolder;
    this.#configuration = configuration;
  }

  static async create(configuration: Configuration = {}): Promise<Instance> {
    const dataFolder = mkdtempSync(join(tmpdir(), 'plenum-e2e-'));
    // Under root PostgreSQL runs as another user, who has to pass through.
    chmodSync(dataFolder, 0o711);
    return new Instance(await findFreePort(), dataFolder, configuration);
  }

  /** Resolves once people can work. */
  async start(): Promise<void> {
    const launcher = spawn(process.execPath, [...plenum, 'start'], {
      cwd: root,
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#launcher = launcher;
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    await this.untilHealthy();
  }

  async untilHealthy(): Promise<void> {
    await this.#until('it serves', startLimit, async () => {
      if (this.#launcher?.exitCode !== null) throw new Error(`The launcher ended:\n${this.output}`);
      return (await this.health()) === 200;
    });
  }

  /** The status that GET /healthz answers, or null where nothing answers. */
  async health(): Promise<number | null> {
    try {
      const response = await fetch(`http://localhost:${this.port}/healthz`, {
        signal: AbortSignal.timeout(2_000),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }

  /** Kills a part with SIGKILL; resolves when it is gone. */
  async kill(part: Part): Promise<void> {
    const pids = this.#descendants()
      .filter(({ command }) => commands[part].test(command))
      .map(({ pid }) => pid);
    if (pids.length === 0) throw new Error(`${part} isn't running, so it can't be killed`);
    await this.#end(pids, 'SIGKILL');
  }

  /** Kills the launcher and all it started, as a power cut would; resolves when all are gone. */
  async killAll(): Promise<void> {
    const launcher = this.#launcher?.pid;
    if (launcher === undefined) return;
    await this.#end([launcher, ...this.#descendants().map(({ pid }) => pid)], 'SIGKILL');
    this.#launcher = null;
  }

  /** Stops it as Ctrl-C does; resolves when all it started is gone. */
  async stop(): Promise<void> {
    const pid = this.#launcher?.pid;
    if (pid === undefined || !isRunning(pid)) return;
    const all = [pid, ...this.#descendants().map((child) => child.pid)];
    process.kill(pid, 'SIGINT');
    await this.#until('all its processes have ended', stopLimit, () => !all.some(isRunning));
    this.#launcher = null;
  }

  async destroy(): Promise<void> {
    try {
      await this.stop();
    } finally {
      await this.killAll();
      rmSync(this.dataFolder, { recursive: true, force: true });
    }
  }

  /** All that it has written to its output and its log files so far. */
  logs(): string {
    const files = readdirSync(this.dataFolder, { recursive: true, encoding: 'utf8' });
    const logs = files.filter((file) => file.endsWith('.log'));
    return [this.output, ...logs.map((file) => readFileSync(join(this.dataFolder, file), 'utf8'))].join('\n');
  }

  /** Runs a command of the CLI; resolves to its standard output. */
  run(args: string[], input = ''): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...plenum, ...args], {
      cwd: root,
      env: this.#environment(),
      input,
      encoding: 'utf8',
      timeout: 30_000,
    });
    if (status !== 0) throw new Error(`plenum ${args.join(' ')} ended with ${status}: ${stderr}`);
    return stdout;
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...bareEnvironment,
      // Receivers of webhooks listen on this machine; its address is refused as everywhere.
      WEBHOOK_ALLOWED_HOSTS: 'localhost',
      ...this.#configuration,
      PORT: String(this.port),
      PLENUM_DATA: this.dataFolder,
    };
  }

  #descendants() {
    return this.#launcher?.pid === undefined ? [] : descendantsOf(this.#launcher.pid);
  }

  async #end(pids: number[], signal: NodeJS.Signals): Promise<void> {
    for (const pid of pids) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended by itself meanwhile.
      }
    }
    await this.#until('the killed processes have ended', stopLimit, () => !pids.some(isRunning));
  }

  async #until(what: string, limit: number, holds: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + limit;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`Waited ${limit} ms until ${what}:\n${this.output}`);
      await delay(100);
    }
  }
}

/** Below those that systems give to outgoing connections: one of these would have it again before the instance listens. */
const PORTS = { first: 20_000, count: 12_000, tries: 50 };

async function findFreePort(): Promise<number> {
  for (let i = 0; i < PORTS.tries; i += 1) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port was found');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
