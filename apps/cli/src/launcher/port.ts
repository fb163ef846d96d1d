import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@plenum/domain/errors';

/**
 * Whether nobody listens on a port, on any address of this machine.
 * @throws AppError `unavailable` where this user may not use the port at all.
 */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen({ port })) && (await canListen({ port, host: '127.0.0.1' }));
}

const PAUSE = 100;

/**
 * Waits until nobody listens on a port.
 * @param options.patience milliseconds after which it gives up and resolves with false.
 * @param options.onWait called once when there is something to wait for.
 * @throws AppError as {@link isPortFree} does; the signal's reason where it is aborted.
 */
export async function untilPortFree(
  port: number,
  { patience, end, onWait }: { patience: number; end: AbortSignal; onWait(): void },
): Promise<boolean> {
  const deadline = Date.now() + patience;
  for (let attempt = 1; !(await isPortFree(port)); attempt += 1) {
    if (Date.now() >= deadline) return false;
    if (attempt === 1) onWait();
    await delay(PAUSE, undefined, { signal: end });
  }
  return true;
}

async function canListen(place: { port: number; host?: string }): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(place);
    await once(server, 'listening');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') return false;
    if (code === 'EACCES') {
      throw new AppError(
        'unavailable',
        `This user may not use port ${place.port}. Choose one above 1023: PORT=3000`,
      );
    }
    throw error;
  } finally {
    server.close();
  }
}
