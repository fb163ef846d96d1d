import type { Database } from '@plenum/database/client';

/** Milliseconds for each part to answer, and for which an answer holds. */
const TIMEOUT = 2_000;
const FRESH = 500;

/** Whether people can work: the database answers, web answers, and the process is not stopping. */
export class Health {
  readonly #pool: Database['pool'];
  readonly #webPort: number;
  #isStopping = false;
  #checked: { at: number; result: Promise<boolean> } | null = null;

  constructor({ pool, webPort }: { pool: Database['pool']; webPort: number }) {
    this.#pool = pool;
    this.#webPort = webPort;
  }

  /** From now on it is unhealthy. */
  stopping(): void {
    this.#isStopping = true;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  async isWell(): Promise<boolean> {
    if (this.#isStopping) return false;
    const now = performance.now();
    if (!this.#checked || now - this.#checked.at > FRESH) this.#checked = { at: now, result: this.#check() };
    return this.#checked.result;
  }

  async #check(): Promise<boolean> {
    const parts = await Promise.all([this.#databaseAnswers(), this.#webAnswers()]);
    return parts.every(Boolean);
  }

  async #databaseAnswers(): Promise<boolean> {
    const answer = this.#pool.query('SELECT 1').then(
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
      const url = `http://127.0.0.1:${this.#webPort}/api/v1/openapi.json`;
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
