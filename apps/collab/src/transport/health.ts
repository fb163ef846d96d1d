import type { Database } from '@plenum/database/client';

/** Milliseconds for each part to answer, and for which an answer holds. */
const TIMEOUT = 2_000;
const FRESH = 500;

/** What has to be well before a process is given work, and whether it is. */
export interface Readiness {
  /** It is not stopping. */
  serving: boolean;
  database: boolean;
  web: boolean;
  /** It hears what other processes tell. */
  bus: boolean;
  /** It knows who has lost access. */
  access: boolean;
  /** Not so much waits for the database that more will soon be refused. */
  log: boolean;
}

/** What health is read from. */
interface HealthOptions {
  pool: Pick<Database['pool'], 'query'>;
  webPort: number;
  bus: Pick<Database['bus'], 'isListening'>;
  access: { readonly isCurrent: boolean };
  journal: { readonly isHalfFull: boolean };
}

/** Whether people can work, and whether this process should be sent more of them. */
export class Health {
  readonly #options: HealthOptions;
  #isStopping = false;
  #checked: { at: number; result: Promise<Pick<Readiness, 'database' | 'web'>> } | null = null;

  constructor(options: HealthOptions) {
    this.#options = options;
  }

  /** From now on it is unhealthy. */
  stopping(): void {
    this.#isStopping = true;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Whether people can work: the database answers, web answers, and the process is not stopping. */
  async isWell(): Promise<boolean> {
    if (this.#isStopping) return false;
    const { database, web } = await this.#answers();
    return database && web;
  }

  /** Whether each part is ready for more traffic. */
  async readiness(): Promise<Readiness> {
    const { access, bus, journal } = this.#options;
    const answers = await this.#answers();
    return {
      serving: !this.#isStopping,
      ...answers,
      bus: bus.isListening,
      access: access.isCurrent,
      log: !journal.isHalfFull,
    };
  }

  #answers(): Promise<Pick<Readiness, 'database' | 'web'>> {
    const now = performance.now();
    if (!this.#checked || now - this.#checked.at > FRESH) this.#checked = { at: now, result: this.#check() };
    return this.#checked.result;
  }

  async #check(): Promise<Pick<Readiness, 'database' | 'web'>> {
    const [database, web] = await Promise.all([this.#databaseAnswers(), this.#webAnswers()]);
    return { database, web };
  }

  async #databaseAnswers(): Promise<boolean> {
    const answer = this.#options.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([
      answer,
      new Promise<boolean>((resolve) => setTimeout(resolve, TIMEOUT, false).unref()),
    ]);
  }

  async #webAnswers(): Promise<boolean> {
    try {
      const url = `http://127.0.0.1:${this.#options.webPort}/api/v1/openapi.json`;
      const response = await fetch(url, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      return response.status < 500;
    } catch {
      return false;
    }
  }
}
