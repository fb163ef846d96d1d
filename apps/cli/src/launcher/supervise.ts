import { AppError } from '@plenum/domain/errors';

/** Something that runs until it is stopped or dies. */
export interface Running {
  /** Stops it in order; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once, without waiting. */
  kill(): void;
  /** Calls back once when it has ended, whyever; at once where it has already. */
  onExit(listener: (reason: string) => void): void;
}

/** What is to be kept running, and how. */
export interface SupervisedProgram {
  /** What people call it, as in "The live server". */
  name: string;
  start(): Promise<Running>;
  /** Tells the operator what happens. */
  say(line: string): void;
  /** Once it is aborted everything is being stopped: what ends then is neither started again nor counted. */
  end: AbortSignal;
  /** Called when it has died too often to go on; nothing is restarted after that. */
  onGiveUp(error: AppError): void;
  policy?: RestartPolicy;
}

/** When a dead program is started again. Times in milliseconds. */
export interface RestartPolicy {
  /** The first pause; each further one is twice as long. */
  firstPause: number;
  longestPause: number;
  /** So many deaths within the window are too many. */
  limit: number;
  window: number;
}

const POLICY: RestartPolicy = { firstPause: 250, longestPause: 8_000, limit: 6, window: 60_000 };

type State =
  | { kind: 'starting' }
  | { kind: 'running'; running: Running }
  | { kind: 'pausing'; timer: NodeJS.Timeout }
  | { kind: 'stopped' };

/** A program under supervision. */
export interface Supervised {
  /** Stops the program and the supervision; resolves when it is gone. */
  stop(): Promise<void>;
  /** The same at once. */
  kill(): void;
  /** Stops the program and starts it anew, which does not count as a death; for development. */
  restart(): Promise<void>;
}

/**
 * Starts a program and starts it again when it dies, after a pause that grows, until it has died too often.
 * @throws what its first start throws.
 */
export async function supervise(program: SupervisedProgram): Promise<Supervised> {
  const { name, say, end, policy = POLICY } = program;
  const deaths: number[] = [];
  let state: State = { kind: 'starting' };
  let starting: Promise<void> = Promise.resolve();
  /** The newest one, also while it is being stopped. */
  let newest: Running | null = null;

  // A function, since the state changes while others are awaited.
  const isStopped = () => state.kind === 'stopped';

  async function begin(): Promise<void> {
    state = { kind: 'starting' };
    const running = await program.start();
    newest = running;
    if (isStopped()) {
      await running.stop();
      return;
    }
    state = { kind: 'running', running };
    running.onExit((reason) => {
      // Not what was stopped to be started anew.
      if (state.kind === 'running' && state.running === running) bury(reason);
    });
  }

  function bury(reason: string): void {
    if (isStopped() || end.aborted) return;
    const now = Date.now();
    deaths.push(now);
    while ((deaths[0] ?? now) < now - policy.window) deaths.shift();
    if (deaths.length >= policy.limit) {
      state = { kind: 'stopped' };
      const often = `${deaths.length} times within ${Math.round(policy.window / 1000)} seconds`;
      program.onGiveUp(new AppError('unavailable', `${name} ended ${often} (${reason}). Plenum gives up.`));
      return;
    }
    const pause = Math.min(policy.firstPause * 2 ** (deaths.length - 1), policy.longestPause);
    say(`${name} has ended (${reason}) and is started again.`);
    state = { kind: 'pausing', timer: setTimeout(beginAgain, pause) };
  }

  function beginAgain(): void {
    if (end.aborted) return;
    starting = begin().catch((error: unknown) =>
      bury(error instanceof Error ? error.message : String(error)),
    );
  }

  await begin();
  return {
    async stop() {
      const last = state;
      state = { kind: 'stopped' };
      if (last.kind === 'pausing') clearTimeout(last.timer);
      if (last.kind === 'starting') await starting;
      await newest?.stop();
    },
    kill() {
      const last = state;
      state = { kind: 'stopped' };
      if (last.kind === 'pausing') clearTimeout(last.timer);
      newest?.kill();
    },
    async restart() {
      if (state.kind !== 'running') return;
      const { running } = state;
      state = { kind: 'starting' };
      await running.stop();
      if (!isStopped()) beginAgain();
    },
  };
}
