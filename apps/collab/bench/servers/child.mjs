import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Milliseconds for a server to start, to stop, and to answer a question. */
const START_TIMEOUT = 30_000;
const STOP_TIMEOUT = 15_000;
const ANSWER_TIMEOUT = 30_000;
/** What is kept of a server's output, in case it fails. */
const MAX_OUTPUT = 4_000;
const PROBE = new URL('./probe.mjs', import.meta.url).href;

/** A server as a process of its own, which ends with this one. */
export class Child {
  #process = null;
  #output = '';
  #program;
  #env;
  #imports;
  #lastId = 0;

  /** @param {{ program: URL, env?: Record<string, string>, imports?: string[] }} given the program tells its port by `process.send` */
  constructor({ program, env = {}, imports = [] }) {
    this.#program = fileURLToPath(program);
    this.#env = env;
    this.#imports = [PROBE, ...imports];
  }

  get pid() {
    return this.#process.pid;
  }

  /** Starts it; resolves with its port. */
  async start(env = {}) {
    const child = fork(this.#program, {
      // Everything that a shell may have set could change what is measured.
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...this.#env, ...env },
      execArgv: ['--expose-gc', ...this.#imports.flatMap((module) => ['--import', module])],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        this.#output = (this.#output + chunk).slice(-MAX_OUTPUT);
      });
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT);
    const started = once(child, 'message');
    const ended = once(child, 'exit').then(() => {
      throw new Error(`The server ended before it served: ${this.#output}`);
    });
    try {
      const [{ port }] = await Promise.race([started, ended]);
      return port;
    } finally {
      clearTimeout(timer);
      ended.catch(() => {});
    }
  }

  /** Asks the process about itself; what can be asked is in probe.mjs. */
  async ask(probe) {
    const child = this.#process;
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(reject, new Error('The server does not answer.')), ANSWER_TIMEOUT);
      const end = (settle, value) => {
        clearTimeout(timer);
        child.off('message', hear);
        settle(value);
      };
      const hear = (message) => message.id === id && end(resolve, message.answer);
      child.on('message', hear);
      child.send({ probe, id });
    });
  }

  /** Ends it and waits until it is gone. */
  async stop(signal = 'SIGTERM') {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT);
    await gone;
    clearTimeout(timer);
  }
}
