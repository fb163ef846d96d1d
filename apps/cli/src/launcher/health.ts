import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@plenum/domain/errors';

/** Milliseconds: for one answer, between two questions, and for all. */
const ANSWER_TIMEOUT = 5_000;
const PAUSE = 50;
const TIMEOUT = 120_000;

/**
 * Waits until `/healthz` on a port of this machine answers 200: people can work.
 * @throws AppError `unavailable` after two minutes; the signal's reason where it is aborted.
 */
export async function waitUntilHealthy(port: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + TIMEOUT;
  while (!(await isHealthy(port))) {
    signal.throwIfAborted();
    if (Date.now() > deadline) {
      throw new AppError('unavailable', `Plenum did not become ready on port ${port} within two minutes.`);
    }
    await delay(PAUSE);
  }
}

/** Asks once, on a connection of its own, which does not stay open to be in the way when the server stops. */
function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/healthz', agent: false, timeout: ANSWER_TIMEOUT });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
    request.on('close', () => resolve(false));
  });
}
